import express, { type Request } from 'express'
import { nextNumber } from '../../domain/numbers.ts'
import { editPlot, registerPlot } from '../../domain/farmers/service/plot-register.ts'
import { plotAsData, readPlot } from '../../domain/farmers/service/plot-read.ts'
import { readFarmer } from '../../domain/farmers/service/read.ts'
import { accept, type FormOf, type Sent, type Standing } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { change, registration } from './forms.ts'
import { editPlotPage, newPlotPage } from './form-pages.ts'
import { plotsPage } from './list-page.ts'
import { plotPage } from './pages.ts'

export const plots = express.Router()

plots.get('/plots', may('plot.view'), plotsPage)
plots.get('/plots/:id', may('plot.view'), plotPage)
plots.get('/plots/:id/edit', may('plot.edit'), editPlotPage)
plots.post(
  '/plots/:id',
  may('plot.edit'),
  accept(change, edit, { on, orShow: editPlotPage, standing }),
)
plots.get('/farmers/:id/plots/new', may('plot.register'), newPlotPage)
plots.post(
  '/farmers/:id/plots',
  may('plot.register'),
  accept(registration, register, {
    on: (req) => readFarmer(req.actor!, String(req.params['id'])),
    orShow: newPlotPage,
    draw: () => nextNumber('KB'),
  }),
)

async function on(req: Request) {
  return readPlot(req.actor!, String(req.params['id']))
}

function standing(record: Awaited<ReturnType<typeof on>>): Standing {
  const plot = plotAsData(record)
  return {
    name: plot.name,
    villageCode: plot.villageCode,
    landStatus: plot.landStatus,
    landDocumentNumber: plot.landDocumentNumber,
    areaHa: plot.areaHa,
    plantedYear: plot.plantedYear,
    varietyCode: plot.varietyCode,
    treeCount: plot.treeCount,
    pattern: plot.pattern,
    shadeTrees: plot.shadeTrees,
    altitudeM: plot.altitudeM,
    soilType: plot.soilType,
    stdbNumber: plot.stdbNumber,
    stdbIssuedOn: plot.stdbIssuedOn,
    geometry: plot.geometry && JSON.stringify(plot.geometry),
  }
}

async function register({
  actor,
  values,
  record,
  files,
  confirmed,
  number,
}: Sent<FormOf<typeof registration>, Awaited<ReturnType<typeof readFarmer>>>) {
  const outline = files.texts['geometryFile'] ?? null
  const plot = await registerPlot(actor, String(record._id), values, outline, confirmed, number)
  return { to: `/plots/${String(plot._id)}`, say: 'plots.said.registered', values: { number } }
}

async function edit({
  actor,
  values,
  record,
  files,
  confirmed,
  version,
}: Sent<FormOf<typeof change>, Awaited<ReturnType<typeof on>>>) {
  const id = String(record._id)
  const outline = files.texts['geometryFile'] ?? null
  await editPlot(actor, id, version, values, outline, confirmed)
  return { to: `/plots/${id}`, say: 'plots.said.edited' }
}

import express, { type Request } from 'express'
import { nextNumber } from '../../domain/numbers.ts'
import { today } from '../../domain/clock.ts'
import { toKg } from '../../domain/grams.ts'
import { correctHarvest, decideHarvest, readHarvest } from '../../domain/harvests/service/decide.ts'
import { registerHarvest } from '../../domain/harvests/service/register.ts'
import { accept, type FormOf, type Sent, type Standing } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { correction, decision, registration, withReason } from './forms.ts'
import { correctPage, harvestPage, newHarvestPage, reasonPage } from './pages.ts'
import { harvestsPage } from './list-page.ts'
import { seasonPage } from './season-page.ts'

export const harvests = express.Router()

harvests.get('/harvests', may('harvest.view'), harvestsPage)
harvests.get('/harvests/new', may('harvest.register'), newHarvestPage)
harvests.get('/harvests/season', may('season.view'), seasonPage)
harvests.post(
  '/harvests',
  may('harvest.register'),
  accept(registration, register, {
    orShow: newHarvestPage,
    draw: () => nextNumber(`PN-${today().slice(0, 4)}`),
  }),
)
harvests.get('/harvests/:id', may('harvest.view'), harvestPage)
harvests.post(
  '/harvests/:id/confirm',
  may('harvest.confirm'),
  accept(decision, decide('confirm'), { on, orShow: harvestPage }),
)
harvests.get('/harvests/:id/dispute', may('harvest.dispute'), reasonPage('dispute'))
harvests.post(
  '/harvests/:id/dispute',
  may('harvest.dispute'),
  accept(withReason, decide('dispute'), { on, orShow: reasonPage('dispute') }),
)
harvests.get('/harvests/:id/void', may('harvest.void'), reasonPage('void'))
harvests.post(
  '/harvests/:id/void',
  may('harvest.void'),
  accept(withReason, decide('void'), { on, orShow: reasonPage('void') }),
)
harvests.get('/harvests/:id/correct', may('harvest.correct'), correctPage)
harvests.post(
  '/harvests/:id/correct',
  may('harvest.correct'),
  accept(correction, correct, { on, orShow: correctPage, standing }),
)

async function on(req: Request) {
  return readHarvest(req.actor!, String(req.params['id']))
}
type Found = Awaited<ReturnType<typeof on>>

/** A correction may name only what it corrects. */
function standing({ harvest }: Found): Standing {
  return {
    plotId: String(harvest.plotId),
    harvestedFrom: harvest.harvestedFrom,
    harvestedTo: harvest.harvestedTo,
    form: harvest.form,
    weightKg: toKg(harvest.weightG),
    redPct: harvest.redPct,
    buyerKind: harvest.buyerKind,
    pricePerKg: harvest.pricePerKg,
    note: harvest.note,
  }
}

async function register({
  actor,
  values,
  files,
  confirmed,
  number,
}: Sent<FormOf<typeof registration>, undefined>) {
  const { farmerId, ...told } = values
  const photoId = files.photos['photo']?.[0] ?? null
  const harvest = await registerHarvest(actor, farmerId, told, photoId, confirmed, number)
  return {
    to: `/harvests/${String(harvest._id)}`,
    say: 'harvests.said.registered',
    values: { number: harvest.number },
  }
}

function decide(act: 'confirm' | 'dispute' | 'void') {
  return async ({ actor, values, record, version }: Sent<{ reason?: string }, Found>) => {
    const id = String(record.harvest._id)
    await decideHarvest(actor, id, version, act, values.reason ?? null)
    return { to: `/harvests/${id}`, say: `harvests.said.${act}` }
  }
}

async function correct({
  actor,
  values,
  record,
  files,
  confirmed,
  version,
}: Sent<FormOf<typeof correction>, Found>) {
  const { reason, ...told } = values
  const id = String(record.harvest._id)
  const photoId = files.photos['photo']?.[0] ?? null
  await correctHarvest(actor, id, version, told, photoId, confirmed, reason)
  return { to: `/harvests/${id}`, say: 'harvests.said.correct' }
}

import type { Request, Response } from 'express'
import { config } from '../../config.ts'
import { today } from '../../domain/clock.ts'
import { WrongState } from '../../domain/errors.ts'
import {
  landStatuses,
  nearbyOutline,
  patterns,
  plotAsData,
  readPlot,
} from '../../domain/farmers/service/plot-read.ts'
import { nameFor } from '../../domain/farmers/name.ts'
import { readFarmer } from '../../domain/farmers/service/read.ts'
import { readVarieties } from '../../domain/reference.ts'
import { villageLabel } from '../../domain/regions.ts'
import { villageField } from '../farmers/village-field.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'

/** The form of a new plot of a farmer. */
export async function newPlotPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const farmer = await readFarmer(req.actor!, String(req.params['id']))
  if (!req.problem && farmer.status !== 'active')
    throw new WrongState(`farmer.${farmer.status}`, 'plots')
  const id = String(farmer._id)
  const fullName = nameFor(req.actor!, farmer.fullName)
  const view = formView(req, res, { villageCode: villageLabel(farmer.villageCode) })
  present(req, res, 'plots/form', {
    ...view,
    ...(await choices(req, res, view.form)),
    action: `/farmers/${id}/plots`,
    back: { href: `/farmers/${id}`, label: fullName },
    title: t('plots.new.title'),
    lead: t('plots.new.for', { farmer: fullName, number: farmer.number }),
    send: t('plots.new.send'),
    // where the map opens
    start: await nearbyOutline(req.actor!, farmer),
  })
}

/** The form that changes a plot. */
export async function editPlotPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const record = await readPlot(req.actor!, String(req.params['id']))
  if (!req.problem && record.status !== 'active')
    throw new WrongState(`plot.${record.status}`, 'edit')
  const plot = plotAsData(record)
  const first = {
    ...plot,
    villageCode: villageLabel(plot.villageCode),
    areaHa: typed(plot.areaHa, res),
    altitudeM: typed(plot.altitudeM, res),
    geometry: plot.geometry && JSON.stringify(plot.geometry),
  }
  const view = formView(req, res, first, plot.version)
  present(req, res, 'plots/form', {
    ...view,
    ...(await choices(req, res, view.form)),
    data: plot,
    action: `/plots/${plot.id}`,
    back: { href: `/plots/${plot.id}`, label: plot.name },
    title: t('plots.edit.title', { plot: plot.name }),
    send: t('plots.edit.send'),
  })
}

/** A figure as the reader would type it. */
function typed(value: number, res: Response): string {
  return res.locals.lang === 'id' ? String(value).replace('.', ',') : String(value)
}

async function choices(req: Request, res: Response, form: Record<string, unknown>) {
  const { t } = res.locals
  const varieties = await readVarieties()
  const chosen = form['varietyCode']
  const kept =
    typeof chosen === 'string' && chosen !== '' && !varieties.some(({ code }) => code === chosen)
      ? [{ code: chosen, name: chosen }]
      : []
  const coded = (area: string, codes: readonly string[], field: string) =>
    codes.map((value) => ({
      value,
      label: t(`plots.${area}.${value}`),
      isChecked: form[field] === value,
      isSelected: form[field] === value,
    }))
  return {
    ...villageField(req, res, form['villageCode']),
    landOptions: coded('land', landStatuses, 'landStatus'),
    patternOptions: coded('pattern', patterns, 'pattern'),
    varietyOptions: [...varieties, ...kept].map(({ code, name }) => ({
      value: code,
      label: name,
      isSelected: chosen === code,
    })),
    today: today(),
    needsMap: true,
    canDraw: true,
    tiles: config().mapTilesUrl,
  }
}

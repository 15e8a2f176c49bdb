import type { Response } from 'express'
import type { Origin } from '../../domain/seedlings/service/trace.ts'
import { plantingTag } from './planting-view.ts'
import { tableView } from './ui.ts'
import { sayer } from './words.ts'

/** Plantings with the lots and certificates they came from; a recalled lot is named as such. */
export function originSection(res: Response, origins: readonly Origin[]) {
  const { t } = res.locals
  const say = sayer(res)
  return {
    title: t('seedlings.trace.title'),
    ...tableView({
      open: t('harvests.list.open'),
      columns: [
        { label: t('fields.varietyCode') },
        { label: t('fields.plantedOn') },
        { label: t('seedlings.columns.planted'), isNumber: true },
        { label: t('seedlings.columns.alive'), isNumber: true },
        { label: t('seedlings.columns.lot') },
      ],
      rows: origins.map((planting) => ({
        href: `/plantings/${String(planting._id)}`,
        tag: t(`statuses.planting.${planting.status}`),
        tagKind: plantingTag[planting.status],
        cells: [
          planting.varietyName,
          say.dayShort(planting.plantedOn),
          say.number(planting.quantity),
          say.number(planting.alive),
          planting.lots.map((lot) => lotWords(res, lot)).join('; '),
        ],
      })),
    }),
  }
}

function lotWords(res: Response, { number, certificateNumber, status }: Origin['lots'][number]) {
  const words = `${number}, ${certificateNumber}`
  return status === 'recalled' ? `${words} (${res.locals.t('statuses.stock.recalled')})` : words
}

/** The same as data. */
export function originRow(origin: Origin) {
  return {
    plantingId: String(origin._id),
    plotId: String(origin.plotId),
    plotName: origin.plotName,
    varietyCode: origin.varietyCode,
    plantedOn: origin.plantedOn,
    quantity: origin.quantity,
    alive: origin.alive,
    nextCountOn: origin.nextCountOn,
    seedLots: origin.lots,
  }
}

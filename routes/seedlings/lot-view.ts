import type { Response } from 'express'
import type { SeedLot, readLot } from '../../domain/seedlings/service/lots.ts'
import type { readRecall } from '../../domain/seedlings/service/recall.ts'
import { tableView } from './ui.ts'

export function lotFacts(res: Response, lot: SeedLot, varietyName: string) {
  const { t, say } = res.locals
  return [
    { label: t('fields.varietyCode'), value: varietyName },
    { label: t('seedlings.lots.form'), value: t(`seedlings.forms.${lot.form}`) },
    { label: t('fields.sourceGarden'), value: lot.sourceGarden },
    { label: t('fields.pickedOn'), value: say.day(lot.pickedOn) },
    { label: t('fields.sortedOn'), value: say.day(lot.sortedOn) },
    { label: t('fields.moisturePct'), value: say.pct(lot.moisturePct) },
    { label: t('fields.producerLicence'), value: lot.producerLicence ?? '–' },
    {
      label: t('fields.certificateNumber'),
      value: lot.certificateNumber,
      href: lot.scanId ? `/papers/${String(lot.scanId)}` : null,
    },
    { label: t('fields.issuer'), value: lot.issuer },
    { label: t('fields.issuedOn'), value: say.day(lot.issuedOn) },
    { label: t('fields.validUntil'), value: say.day(lot.validUntil) },
    { label: t('fields.labelColour'), value: lot.labelColour ?? '–' },
    {
      label: t('seedlings.lots.labels'),
      value: lot.labelFrom === null ? '–' : `${lot.labelFrom}–${lot.labelTo ?? '…'}`,
    },
  ]
}

/** The checks of the standard, with what they say. */
export function checksOf(res: Response, found: Lot) {
  const { t } = res.locals
  return {
    title: t('seedlings.lots.checks'),
    note: t('seedlings.lots.checksNote'),
    rows: found.checks.map((check) => ({
      text: t(`seedlings.sni.${check.code}`),
      tag: t(
        check.holds === null
          ? 'seedlings.unknown'
          : check.holds
            ? 'seedlings.holds'
            : 'seedlings.fails',
      ),
      kind: check.holds === null ? 'plain' : check.holds ? 'good' : 'wait',
    })),
  }
}

type Lot = Awaited<ReturnType<typeof readLot>>

export function sentSection(res: Response, { lot, consignments }: Lot) {
  const { t, say } = res.locals
  return {
    title: t('seedlings.lots.sentTo'),
    ...tableView({
      empty: t('seedlings.lots.notSent'),
      columns: [
        { label: t('fields.nurseryId') },
        { label: t('seedlings.columns.sent'), isNumber: true },
        { label: t('seedlings.columns.notSown'), isNumber: true },
      ],
      rows: consignments.map((each) => ({
        cells: [each.nurseryName, say.amount(each.sent, lot.form), say.amount(each.left, lot.form)],
      })),
    }),
  }
}

export function batchSection(res: Response, { batches }: Lot) {
  const { t, say } = res.locals
  return {
    title: t('seedlings.lots.batches'),
    ...tableView({
      empty: t('seedlings.lots.noBatches'),
      columns: [
        { label: t('seedlings.columns.batch') },
        { label: t('fields.sownOn') },
        { label: t('seedlings.columns.onHand'), isNumber: true },
        { label: t('seedlings.columns.lost'), isNumber: true },
      ],
      rows: batches.map((batch) => ({
        href: `/nursery-batches/${String(batch._id)}`,
        cells: [
          batch.number,
          say.day(batch.sownOn),
          say.number(batch.onHand),
          say.number(batch.lost),
        ],
      })),
      open: t('harvests.list.open'),
    }),
  }
}

/** Whom a recalled lot reached, as far as the list has got. */
export function reachSection(res: Response, recall: Awaited<ReturnType<typeof readRecall>>) {
  const { t, say } = res.locals
  if (!recall) return []
  const rows: [string, number][] = [
    ['groups', recall.groupIds.length],
    ['farmers', recall.farmerIds.length],
    ['plots', recall.plots],
    ['plants', recall.plants],
  ]
  return [
    {
      title: t('seedlings.reach.title'),
      note: t(`seedlings.reach.${recall.status}`),
      ...tableView({
        columns: [
          { label: t('seedlings.reach.what') },
          { label: t('seedlings.columns.quantity'), isNumber: true },
        ],
        rows: rows.map(([name, value]) => ({
          cells: [t(`seedlings.reach.${name}`), say.number(value)],
        })),
      }),
    },
    ...(recall.groupNames.length > 0
      ? [
          {
            title: t('seedlings.reach.groupNames'),
            ...tableView({
              columns: [{ label: t('fields.groupId') }],
              rows: recall.groupNames.map((name) => ({ cells: [name] })),
            }),
          },
        ]
      : []),
  ]
}

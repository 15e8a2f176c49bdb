import type { Request, Response } from 'express'
import { recordLook } from '../../domain/audit.ts'
import { today } from '../../domain/clock.ts'
import { findBatch, type NurseryBatch } from '../../domain/seedlings/service/batches.ts'
import { isUndoable } from '../../domain/seedlings/service/entries.ts'
import { readLedger } from '../../domain/seedlings/service/ledger.ts'
import { varietyNames } from '../../domain/seedlings/service/lists.ts'
import { readNorms } from '../../domain/seedlings/service/norms.ts'
import { forecastReadyOn, readyChecks } from '../../domain/seedlings/readiness.ts'
import { present } from '../present.ts'
import { batchForms } from './batch-forms.ts'
import { ledgerTable } from './ledger.ts'
import { tableView, troubleOf } from './ui.ts'
import { batchRow, stockTag } from './view.ts'

// the whole book is one link away; on a phone the acts stand below what is shown here
const latestShown = 5

export async function batchPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const actor = req.actor!
  const batch = await findBatch(actor, String(req.params['id']))
  const row = batchRow(actor, batch)
  const { id, number, version } = row
  await recordLook(actor, { kind: 'nursery-batch', id, number, version })
  const [names, norms, ledger] = await Promise.all([
    varietyNames(),
    readNorms(),
    readLedger(actor, { batchId: id, lotId: null, programmeId: null, day: null }, null),
  ])
  const undone = new Set(ledger.rows.map(({ reverses }) => String(reverses)))
  const undoable = ledger.rows.filter((each) => isUndoable(each) && !undone.has(String(each._id)))
  const latest = batch.growth.at(-1) ?? null
  const checks = readyChecks(batch.sownOn, latest, batch.readyOn ?? today(), norms.ready)
  present(req, res, 'seedlings/record', {
    ...troubleOf(req, res),
    data: { ...row, kind: 'nursery-batch' },
    record: { ...row, kind: 'nursery-batch' },
    backHref: '/nursery-batches',
    backLabel: t('menu.nurseryBatches'),
    number,
    title: t('seedlings.batches.recordTitle', {
      count: batch.onHand,
      variety: names.get(batch.varietyCode) ?? batch.varietyCode,
    }),
    status: { label: t(`statuses.stock.${batch.status}`), kind: stockTag[batch.status] },
    stats: [
      { label: t('seedlings.columns.onHand'), value: say.number(batch.onHand) },
      { label: t('seedlings.columns.reserved'), value: say.number(batch.reserved) },
      { label: t('seedlings.columns.free'), value: say.number(batch.free) },
      { label: t('seedlings.columns.lost'), value: say.number(batch.lost) },
    ],
    facts: batchFacts(res, batch, names),
    checks: [
      {
        title: t('seedlings.batches.readiness'),
        note:
          batch.readyOn === null
            ? t('seedlings.batches.forecast', {
                day: say.day(forecastReadyOn(batch.sownOn, norms.ready)),
                count: batch.onHand,
              })
            : t('seedlings.batches.readySince', { day: say.day(batch.readyOn) }),
        rows: checks.map((check) => ({
          text: t(`seedlings.norm.${check.code}`, { ...norms.ready }),
          tag: t(check.holds ? 'seedlings.holds' : 'seedlings.fails'),
          kind: check.holds ? 'good' : 'wait',
        })),
      },
    ],
    sections: [
      growthSection(res, batch),
      {
        title: t('seedlings.batches.entries'),
        ...tableView(ledgerTable(res, ledger.rows.slice(0, latestShown))),
      },
    ],
    links: [
      { href: `/seedlings/ledger?batchId=${id}`, label: t('seedlings.openLedger') },
      { href: `/nursery-batches/${id}/labels.pdf`, label: t('seedlings.batches.labels') },
    ],
    forms: batchForms(req, res, row, undoable),
  })
}

function batchFacts(res: Response, batch: NurseryBatch, names: Map<string, string>) {
  const { t, say } = res.locals
  return [
    { label: t('fields.varietyCode'), value: names.get(batch.varietyCode) ?? batch.varietyCode },
    {
      label: t('fields.seedLotId'),
      value: batch.lotNumber,
      href: `/seed-lots/${String(batch.seedLotId)}`,
    },
    { label: t('seedlings.lots.form'), value: t(`seedlings.forms.${batch.form}`) },
    { label: t('fields.bed'), value: batch.bed ?? '–' },
    { label: t('fields.sownOn'), value: say.day(batch.sownOn) },
    { label: t('seedlings.columns.sown'), value: say.amount(batch.quantity, batch.form) },
    { label: t('seedlings.columns.germinated'), value: say.number(batch.germinated) },
    { label: t('seedlings.columns.sold'), value: say.number(batch.sold) },
    { label: t('seedlings.columns.destroyed'), value: say.number(batch.destroyed) },
    { label: t('seedlings.columns.handedOver'), value: say.number(batch.handedOver) },
    { label: t('fields.validUntil'), value: say.day(batch.validUntil) },
  ]
}

function growthSection(res: Response, batch: NurseryBatch) {
  const { t, say } = res.locals
  return {
    title: t('seedlings.batches.growth'),
    ...tableView({
      empty: t('seedlings.batches.noGrowth'),
      columns: [
        { label: t('fields.measuredOn') },
        { label: t('fields.heightCm'), isNumber: true },
        { label: t('fields.leafPairs'), isNumber: true },
        { label: t('fields.stemMm'), isNumber: true },
        { label: t('fields.healthy'), isNumber: true },
      ],
      rows: batch.growth.toReversed().map((each) => ({
        cells: [
          say.dayShort(each.measuredOn),
          say.measure(each.heightCm, 'cm'),
          say.number(each.leafPairs),
          say.measure(each.stemMm, 'mm'),
          t('seedlings.batches.ofSample', { healthy: each.healthy, sample: each.sample }),
        ],
      })),
    }),
  }
}

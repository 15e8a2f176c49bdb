import express, { type Request, type Response } from 'express'
import { recordLook } from '../../domain/audit.ts'
import { today } from '../../domain/clock.ts'
import { nextNumber } from '../../domain/numbers.ts'
import { can } from '../../domain/permissions.ts'
import {
  findBatch,
  lotsToSow,
  makeReady,
  measureGrowth,
  sowBatch,
  type NurseryBatch,
} from '../../domain/seedlings/service/batches.ts'
import { isUndoable, writeEntry } from '../../domain/seedlings/service/entries.ts'
import { readLedger } from '../../domain/seedlings/service/ledger.ts'
import { listBatches, varietyNames } from '../../domain/seedlings/service/lists.ts'
import { readNorms } from '../../domain/seedlings/service/norms.ts'
import { forecastReadyOn, readyChecks } from '../../domain/seedlings/readiness.ts'
import { stockStatuses } from '../../domain/seedlings/status.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { inTurn } from '../../middleware/in-turn.ts'
import { may } from '../../middleware/may.ts'
import { isId } from '../../domain/find-visible.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { batchForms } from './batch-forms.ts'
import { batchForm, entryForm, growthForm, readyForm } from './forms.ts'
import { ledgerTable } from './ledger.ts'
import { listPage } from './lists.ts'
import { statusFilter } from './lots.ts'
import { formOf, tableView, troubleOf } from './ui.ts'
import { batchRow, stockTag } from './view.ts'

export const batches = express.Router()

batches.get('/nursery-batches', may('nursery-batch.view'), batchesPage)
batches.get('/nursery-batches/new', may('nursery-batch.register'), newBatchPage)
batches.post(
  '/nursery-batches',
  may('nursery-batch.register'),
  accept(batchForm, sow, {
    orShow: newBatchPage,
    draw: () => nextNumber(`PS-${today().slice(0, 4)}`),
  }),
)
batches.get('/nursery-batches/:id', may('nursery-batch.view'), batchPage)
batches.post(
  '/nursery-batches/:id/entries',
  may('nursery-batch.entry'),
  inTurn(({ params }) => `batch:${String(params['id'])}`),
  accept(entryForm, enter, { on, orShow: batchPage }),
)
batches.post(
  '/nursery-batches/:id/growth',
  may('nursery-batch.grow'),
  accept(growthForm, grow, { on, orShow: batchPage }),
)
batches.post(
  '/nursery-batches/:id/ready',
  may('nursery-batch.ready'),
  accept(readyForm, ready, { on, orShow: batchPage }),
)

async function on(req: Request) {
  return findBatch(req.actor!, String(req.params['id']))
}

async function sow({ actor, values, number }: Sent<FormOf<typeof batchForm>, undefined>) {
  const batch = await sowBatch(actor, values, number)
  return { to: hrefOf(batch), say: 'seedlings.said.batch', values: { number } }
}

async function enter({ actor, values, record }: Sent<FormOf<typeof entryForm>, NurseryBatch>) {
  await writeEntry(actor, String(record._id), values)
  return { to: hrefOf(record), say: 'seedlings.said.entry' }
}

async function grow({ actor, values, record }: Sent<FormOf<typeof growthForm>, NurseryBatch>) {
  await measureGrowth(actor, String(record._id), values)
  return { to: hrefOf(record), say: 'seedlings.said.growth' }
}

async function ready({
  actor,
  values,
  record,
  version,
}: Sent<FormOf<typeof readyForm>, NurseryBatch>) {
  await makeReady(actor, String(record._id), version, values.readyOn)
  return { to: hrefOf(record), say: 'seedlings.said.ready' }
}

function hrefOf({ _id }: Pick<NurseryBatch, '_id'>): string {
  return `/nursery-batches/${String(_id)}`
}

async function batchesPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const status = stockStatuses.find((known) => known === queryText(req, 'status')) ?? null
  const lotId = queryText(req, 'seedLotId') ?? undefined
  const filter = { status, q: queryText(req, 'q'), seedLotId: isId(lotId) ? lotId : null }
  await listPage(req, res, {
    title: t('seedlings.batches.title'),
    fileName: 'persemaian',
    read: (after) => listBatches(req.actor!, filter, after),
    rowOf: (batch) => batchRow(req.actor!, batch),
    columns: Object.keys(batchRow(req.actor!, null)),
    links: can(req.actor!, 'nursery-batch.register')
      ? [{ href: '/nursery-batches/new', label: t('seedlings.batches.new'), isMain: true }]
      : [],
    filters: [statusFilter(t, status)],
    table: (rows) => ({
      open: t('harvests.list.open'),
      columns: [
        { label: t('seedlings.columns.batch') },
        { label: t('fields.varietyCode') },
        { label: t('fields.nurseryId') },
        { label: t('fields.sownOn') },
        { label: t('seedlings.columns.onHand'), isNumber: true },
        { label: t('seedlings.columns.reserved'), isNumber: true },
        { label: t('seedlings.columns.free'), isNumber: true },
      ],
      rows: rows.map((batch) => ({
        href: hrefOf(batch),
        tag: t(`statuses.stock.${batch.status}`),
        tagKind: stockTag[batch.status],
        cells: [
          batch.number,
          batch.varietyName,
          batch.nurseryName,
          say.dayShort(batch.sownOn),
          say.number(batch.onHand),
          say.number(batch.reserved),
          say.number(batch.free),
        ],
      })),
    }),
  })
}

async function newBatchPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const [lots, names] = await Promise.all([lotsToSow(req.actor!), varietyNames()])
  const asked = queryText(req, 'seedLotId')
  const options = lots.map(({ lot, left }) => ({
    value: String(lot._id),
    label: `${lot.number}, ${names.get(lot.varietyCode) ?? lot.varietyCode}`,
    hint: t('seedlings.batches.left', { left: say.amount(left, lot.form) }),
  }))
  present(req, res, 'seedlings/form', {
    ...troubleOf(req, res),
    title: t('seedlings.batches.newTitle'),
    backHref: '/nursery-batches',
    backLabel: t('menu.nurseryBatches'),
    emptyTitle: options.length === 0 && t('seedlings.batches.nothingSent'),
    emptyText: t('seedlings.batches.nothingSentText'),
    form:
      (options.length > 0 || req.problem) &&
      formOf(req, res, {
        act: 'new',
        action: '/nursery-batches',
        send: t('seedlings.batches.save'),
        groups: [
          {
            boxes: [
              {
                kind: 'choice',
                name: 'seedLotId',
                options,
                isRequired: true,
                value: asked ?? (options.length === 1 ? options[0]!.value : ''),
              },
              {
                kind: 'measure',
                name: 'quantity',
                hint: t('seedlings.batches.quantityHint'),
                isRequired: true,
              },
              { kind: 'day', name: 'sownOn', value: today(), max: today(), isRequired: true },
              { kind: 'text', name: 'bed' },
            ],
          },
        ],
      }),
  })
}

async function batchPage(req: Request, res: Response): Promise<void> {
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
      { title: t('seedlings.batches.entries'), ...tableView(ledgerTable(res, ledger.rows)) },
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

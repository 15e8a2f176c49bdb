import express, { type Request, type Response } from 'express'
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
import { writeEntry } from '../../domain/seedlings/service/entries.ts'
import { listBatches, varietyNames } from '../../domain/seedlings/service/lists.ts'
import { stockStatuses } from '../../domain/seedlings/status.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { inTurn } from '../../middleware/in-turn.ts'
import { may } from '../../middleware/may.ts'
import { isId } from '../../domain/find-visible.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { batchForm, entryForm, growthForm, readyForm } from './forms.ts'
import { listPage, statusChips } from './lists.ts'
import { formOf, troubleOf } from './ui.ts'
import { batchRow, stockTag } from './view.ts'
import { batchPage } from './batch-page.ts'

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
    filters: [statusChips(req, res, 'stock', stockStatuses, status)],
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

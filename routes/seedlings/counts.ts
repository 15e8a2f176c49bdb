import express, { type Request, type Response } from 'express'
import { recordLook } from '../../domain/audit.ts'
import { today } from '../../domain/clock.ts'
import { isId } from '../../domain/find-visible.ts'
import { nextNumber } from '../../domain/numbers.ts'
import { can } from '../../domain/permissions.ts'
import {
  countSurvivors,
  findCount,
  type SurvivalCount,
} from '../../domain/seedlings/service/counts.ts'
import { countsDue, listCounts } from '../../domain/seedlings/service/field-lists.ts'
import { findPlanting, type Planting } from '../../domain/seedlings/service/plantings.ts'
import { readPlanting } from '../../domain/seedlings/service/read-planting.ts'
import { visitPrefix } from '../../domain/visits/service/plan.ts'
import { NotFound } from '../../domain/errors.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { countForm } from './forms.ts'
import { listPage } from './lists.ts'
import { formOf, troubleOf, type Box, type Table } from './ui.ts'

export const counts = express.Router()

counts.get('/survival-counts', may('survival-count.view'), countsPage)
counts.get('/survival-counts/new', may('survival-count.make'), newCountPage)
counts.post(
  '/survival-counts',
  may('survival-count.make'),
  accept(countForm, count, { orShow: newCountPage, draw: () => nextNumber(visitPrefix()) }),
)
counts.get('/survival-counts/:id', may('survival-count.view'), countPage)

async function count({
  actor,
  values,
  confirmed,
  number,
}: Sent<FormOf<typeof countForm>, undefined>) {
  const { explanation } = confirmed
  const made = await countSurvivors(actor, { ...values, explanation }, number)
  return { to: `/survival-counts/${String(made._id)}`, say: 'seedlings.said.count' }
}

/** A count as data. */
function countRow(each: SurvivalCount | null) {
  const c = each ?? ({} as SurvivalCount)
  return {
    id: String(c._id),
    number: null,
    status: c.status,
    version: c.version,
    plantingId: String(c.plantingId),
    seedlingRequestId: String(c.requestId),
    plotId: String(c.plotId),
    farmerId: String(c.farmerId),
    varietyCode: c.varietyCode,
    months: c.months,
    countedOn: c.countedOn,
    method: c.method,
    counted: c.counted,
    alive: c.alive,
    survivalPct: c.survivalPct,
    lowPct: c.lowPct,
    highPct: c.highPct,
    aliveOfPlanting: c.aliveOfPlanting,
    planted: c.planted,
    cause: c.cause,
    explanation: c.explanation,
    visitId: c.visitId ? String(c.visitId) : null,
    countedByName: c.countedByName,
    acts: [] as string[],
  }
}

/** Counts as a table. */
export function countTable(res: Response, rows: SurvivalCount[]): Table {
  const { t, say } = res.locals
  return {
    empty: t('seedlings.counts.none'),
    open: t('harvests.list.open'),
    columns: [
      { label: t('fields.countedOn') },
      { label: t('fields.method') },
      { label: t('fields.counted'), isNumber: true },
      { label: t('fields.alive'), isNumber: true },
      { label: t('seedlings.columns.survival'), isNumber: true },
      { label: t('fields.cause') },
    ],
    rows: rows.map((each) => ({
      href: `/survival-counts/${String(each._id)}`,
      cells: [
        t('seedlings.counts.after', { day: say.dayShort(each.countedOn), count: each.months }),
        t(`seedlings.methods.${each.method}`),
        say.number(each.counted),
        say.number(each.alive),
        shareOf(res, each),
        each.cause ?? '–',
      ],
    })),
  }
}

/** A census is what it is; a sample stands with its interval. */
function shareOf(res: Response, each: SurvivalCount): string {
  const { t, say } = res.locals
  return each.method === 'census'
    ? say.pct(each.survivalPct)
    : t('seedlings.counts.interval', {
        pct: say.pct(each.survivalPct),
        low: each.lowPct,
        high: each.highPct,
      })
}

async function countsPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const actor = req.actor!
  const plantingId = queryText(req, 'plantingId') ?? undefined
  const filter = { plantingId: isId(plantingId) ? plantingId : null }
  const due = can(actor, 'survival-count.make') ? await countsDue(actor) : []
  await listPage(req, res, {
    title:
      due.length > 0
        ? t('seedlings.counts.due', { count: due.length })
        : t('seedlings.counts.title'),
    fileName: 'hitung-hidup',
    read: (after) => listCounts(actor, filter, after),
    rowOf: countRow,
    columns: Object.keys(countRow(null)).filter((name) => name !== 'acts'),
    links: due.slice(0, 5).map((planting) => ({
      href: `/survival-counts/new?plantingId=${String(planting._id)}`,
      label: t('seedlings.counts.dueOf', {
        farmer: planting.farmerName,
        plot: planting.plotName,
        day: say.dayShort(planting.nextCountOn),
      }),
    })),
    table: (rows) => {
      const table = countTable(res, rows)
      return {
        ...table,
        columns: [{ label: t('fields.farmerId') }, { label: t('fields.plotId') }, ...table.columns],
        rows: table.rows.map((row, index) => ({
          ...row,
          cells: [rows[index]!.farmerName, rows[index]!.plotName, ...row.cells],
        })),
      }
    },
  })
}

async function newCountPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const actor = req.actor!
  const typed = req.problem?.typed['plantingId']
  const plantingId = (typeof typed === 'string' ? typed : queryText(req, 'plantingId')) ?? undefined
  const base = {
    ...troubleOf(req, res),
    title: t('seedlings.counts.newTitle'),
    backHref: '/survival-counts',
    backLabel: t('menu.survivalCounts'),
  }
  const planting = await plantingOrNull(req, plantingId)
  if (!planting && !req.problem) {
    const due = await countsDue(actor)
    return present(req, res, 'seedlings/form', {
      ...base,
      lead: t('seedlings.counts.which'),
      emptyTitle: due.length === 0 && t('seedlings.counts.noneDue'),
      emptyText: t('seedlings.counts.noneDueText'),
      choices: due.map((each) => ({
        href: `/survival-counts/new?plantingId=${String(each._id)}`,
        label: `${each.farmerName}, ${each.plotName}`,
        hint: say.day(each.nextCountOn),
      })),
    })
  }
  const read = planting && (await readPlanting(actor, planting))
  present(req, res, 'seedlings/form', {
    ...base,
    lead:
      planting &&
      t('seedlings.counts.newLead', {
        farmer: read!.farmerName,
        plot: read!.plotName,
        count: planting.quantity,
        last: planting.alive,
      }),
    form: formOf(req, res, {
      act: 'new',
      action: '/survival-counts',
      send: t('seedlings.counts.save'),
      groups: [{ boxes: countBoxes(res, planting, plantingId) }],
    }),
  })
}

function countBoxes(
  res: Response,
  planting: Planting | null,
  plantingId: string | undefined,
): Box[] {
  const { t } = res.locals
  return [
    { kind: 'hidden', name: 'plantingId', value: plantingId },
    { kind: 'day', name: 'countedOn', value: today(), max: today(), isRequired: true },
    {
      kind: 'choice',
      name: 'method',
      isRequired: true,
      value: 'census',
      options: (['census', 'sample'] as const).map((value) => ({
        value,
        label: t(`seedlings.methods.${value}`),
        hint: t(`seedlings.methodHints.${value}`),
      })),
    },
    {
      kind: 'measure',
      name: 'counted',
      unit: t('seedlings.unit'),
      value: planting?.quantity ?? '',
      isRequired: true,
    },
    { kind: 'measure', name: 'alive', unit: t('seedlings.unit'), isRequired: true },
    { kind: 'text', name: 'cause', hint: t('seedlings.counts.causeHint') },
    { kind: 'area', name: 'explanation', hint: t('seedlings.counts.explanationHint') },
  ]
}

async function plantingOrNull(req: Request, id: string | undefined): Promise<Planting | null> {
  try {
    return await findPlanting(req.actor!, id)
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

async function countPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const actor = req.actor!
  const found = await findCount(actor, String(req.params['id']))
  const row = countRow(found)
  await recordLook(actor, {
    kind: 'survival-count',
    id: row.id,
    number: null,
    version: row.version,
  })
  const read = await readPlanting(actor, await findPlanting(actor, row.plantingId))
  present(req, res, 'seedlings/record', {
    data: { ...row, kind: 'survival-count' },
    record: { ...row, kind: 'survival-count' },
    backHref: `/plantings/${row.plantingId}`,
    backLabel: t('seedlings.plantings.title'),
    title: t('seedlings.counts.recordTitle', {
      alive: found.alive,
      counted: found.counted,
      plot: read.plotName,
    }),
    stats: [
      { label: t('seedlings.columns.survival'), value: say.pct(found.survivalPct) },
      {
        label: t('seedlings.counts.between'),
        value: `${say.number(found.lowPct)}–${say.pct(found.highPct)}`,
      },
      { label: t('seedlings.counts.ofPlanting'), value: say.number(found.aliveOfPlanting) },
    ],
    facts: [
      { label: t('fields.farmerId'), value: read.farmerName, href: `/farmers/${row.farmerId}` },
      { label: t('fields.plotId'), value: read.plotName, href: `/plots/${row.plotId}` },
      {
        label: t('fields.countedOn'),
        value: t('seedlings.counts.after', { day: say.day(found.countedOn), count: found.months }),
      },
      { label: t('fields.method'), value: t(`seedlings.methods.${found.method}`) },
      { label: t('fields.cause'), value: found.cause ?? '–' },
      ...(found.explanation ? [{ label: t('fields.explanation'), value: found.explanation }] : []),
      { label: t('seedlings.columns.who'), value: found.countedByName },
      ...(row.visitId
        ? [
            {
              label: t('seedlings.counts.visit'),
              value: t('harvests.list.open'),
              href: `/visits/${row.visitId}`,
            },
          ]
        : []),
    ],
  })
}

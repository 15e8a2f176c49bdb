import express, { type Request, type Response } from 'express'
import { recordLook } from '../../domain/audit.ts'
import { isId } from '../../domain/find-visible.ts'
import { nextNumber } from '../../domain/numbers.ts'
import { can } from '../../domain/permissions.ts'
import { countSurvivors, findCount } from '../../domain/seedlings/service/counts.ts'
import { countsDue, listCounts } from '../../domain/seedlings/service/field-lists.ts'
import { findPlanting } from '../../domain/seedlings/service/plantings.ts'
import { readPlanting } from '../../domain/seedlings/service/read-planting.ts'
import { visitPrefix } from '../../domain/visits/service/plan.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { countForm } from './forms.ts'
import { listPage } from './lists.ts'
import { newCountPage } from './count-form.ts'
import { countRow, countTable } from './count-view.ts'

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

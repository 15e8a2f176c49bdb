import type { Request, Response } from 'express'
import { queueStatuses, readQueue } from '../../domain/loans/service/list.ts'
import { openActs } from '../../domain/loans/acts.ts'
import { everyRow, sendFile } from '../files-out.ts'
import { present } from '../present.ts'
import { choiceLinks, listLinks } from '../list-links.ts'
import { queryText } from '../query.ts'
import { filterOf, loanColumns, shownRow } from './list-page.ts'
import { loanRow } from './view.ts'

/** What waits for the bank or the office, the most urgent first; late ones stand out. */
export async function queuePage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t } = res.locals
  const filter = filterOf(req)
  const read = (after: string | null) => readQueue(actor, filter.status, after)
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx') {
    const columns = [...loanColumns, 'farmerName', 'takenByName']
    return sendFile(res, format, 'antrean', columns, everyRow(read), queueRow)
  }
  const after = queryText(req, 'after')
  const { rows, next } = await read(after)
  const data = {
    rows: rows.map((row) => ({ ...queueRow(row), acts: openActs(actor, row) })),
    next,
  }
  const late = data.rows.filter(({ isLate }) => isLate).length
  present(req, res, 'loans/queue', {
    data,
    title: t('applications.queue.title', { count: data.rows.length }),
    lead: late > 0 ? t('applications.queue.late', { count: late }) : t('applications.queue.lead'),
    rows: data.rows.map((row) => ({ ...shownRow(res, row), takenByName: row.takenByName })),
    statusLinks: choiceLinks(req, 'status', queueStatuses(actor), filter.status, {
      of: (status) => t(`statuses.loan.${status}`),
      all: t('applications.list.all'),
    }),
    ...listLinks(req, after, next),
  })
}

function queueRow(row: Awaited<ReturnType<typeof readQueue>>['rows'][number]) {
  const takenByName = row.takenBy?.byName ?? null
  return { ...loanRow(row), farmerName: row.farmerName, takenByName }
}

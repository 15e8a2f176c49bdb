import type { Request, Response } from 'express'
import { openActs } from '../../domain/loans/acts.ts'
import { isId } from '../../domain/find-visible.ts'
import { listLoans, streamLoans, type LoanFilter } from '../../domain/loans/service/list.ts'
import { loanStatuses } from '../../domain/loans/status.ts'
import { can } from '../../domain/permissions.ts'
import { sendFile } from '../files-out.ts'
import { present } from '../present.ts'
import { choiceLinks, listLinks } from '../list-links.ts'
import { queryText } from '../query.ts'
import { loanRow, statusTag } from './view.ts'

/** The list: `?status=`, `?farmerId=`, `?q=`, `?after=`, as page, JSON, CSV or XLSX. */
export async function loansPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t } = res.locals
  const filter = filterOf(req)
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx') {
    return sendFile(res, format, 'pinjaman', loanColumns, streamLoans(actor, filter), loanRow)
  }
  const after = queryText(req, 'after')
  const { rows, next } = await listLoans(actor, filter, after)
  const data = {
    rows: rows.map((row) => ({
      ...loanRow(row),
      acts: openActs(actor, row),
      farmerName: row.farmerName,
    })),
    next,
  }
  present(req, res, 'loans/loans', {
    data,
    title: t('applications.list.title'),
    rows: data.rows.map((row) => shownRow(res, row)),
    statusLinks: choiceLinks(req, 'status', shownStatuses, filter.status, {
      of: (status) => t(`statuses.loan.${status}`),
      all: t('applications.list.all'),
    }),
    q: filter.q,
    status: filter.status,
    ...listLinks(req, after, next),
    canApply: can(actor, 'loan.apply'),
    showsFarmer: actor.role !== 'farmer',
  })
}

/** One row as lists and queues print it. */
export function shownRow(res: Response, row: ReturnType<typeof loanRow> & { farmerName: string }) {
  const { t } = res.locals
  return {
    ...row,
    statusLabel: t(`statuses.loan.${row.status}`),
    statusKind: statusTag[row.status],
    purposeLabel: row.purpose && t(`applications.purpose.${row.purpose}`),
    shownRupiah: row.approvedRupiah ?? row.amountRupiah,
  }
}

const shownStatuses = loanStatuses.slice(0, loanStatuses.indexOf('signed'))

/** Every column of a file of applications. */
export const loanColumns = [
  'number',
  'status',
  'farmerId',
  'groupId',
  'bankId',
  'schemeCode',
  'amountRupiah',
  'termMonths',
  'repayment',
  'purpose',
  'purposeNote',
  'approvedRupiah',
  'approvedTermMonths',
  'startedOn',
  'sentOn',
  'decidedOn',
  'waitingSince',
  'promisedOn',
  'isLate',
  'id',
  'version',
]

/** What the address asks for. */
export function filterOf(req: Request): LoanFilter {
  const status = queryText(req, 'status')
  const farmerId = queryText(req, 'farmerId') ?? undefined
  return {
    status: loanStatuses.find((known) => known === status) ?? null,
    farmerId: isId(farmerId) ? farmerId : null,
    q: queryText(req, 'q'),
  }
}

import type { Request, Response } from 'express'
import { readLooks } from '../../domain/loans/service/looks.ts'
import { sendFile } from '../files-out.ts'
import { present } from '../present.ts'

/** Who looked at my data: every look of a bank or the auditor, for the farmer to read. */
export async function ownLooksPage(req: Request, res: Response): Promise<void> {
  return showLooks(req, res, req.actor!.farmerId ?? undefined)
}

/** The same of one farmer, for leader, officer and office, who serve those without a phone. */
export async function farmerLooksPage(req: Request, res: Response): Promise<void> {
  return showLooks(req, res, String(req.params['id']))
}

async function showLooks(req: Request, res: Response, farmerId: string | undefined) {
  const { t } = res.locals
  const { farmer, rows } = await readLooks(req.actor!, farmerId)
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx') {
    const columns = ['at', 'personName', 'role', 'organisationName', 'recordKind', 'recordNumber']
    return sendFile(res, format, 'siapa-melihat', columns, rows, (row) => ({ ...row }))
  }
  const isOwn = farmer.id === req.actor!.farmerId
  present(req, res, 'loans/looks', {
    data: { rows, next: null },
    title: isOwn
      ? t('applications.looks.title')
      : t('applications.looks.titleOf', { farmer: farmer.fullName }),
    farmer,
    isOwn,
    rows: rows.map((row) => ({
      ...row,
      roleLabel: t(`roles.${row.role}`),
      kindLabel: t(`applications.looks.kind.${row.recordKind}`),
    })),
  })
}

import type { Request, Response } from 'express'
import { readLooks } from '../../domain/loans/service/looks.ts'
import { present } from '../present.ts'

/** Who looked at my data: every look of a bank or the auditor, for the farmer to read. */
export async function looksPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const rows = await readLooks(req.actor!)
  present(req, res, 'loans/looks', {
    data: { rows, next: null },
    title: t('applications.looks.title'),
    rows: rows.map((row) => ({
      ...row,
      roleLabel: t(`roles.${row.role}`),
      kindLabel: t(`applications.looks.kind.${row.recordKind}`),
    })),
  })
}

import type { Request, Response } from 'express'
import { listSchemes, streamSchemes } from '../../domain/loans/service/schemes.ts'
import { can } from '../../domain/permissions.ts'
import { sendFile } from '../files-out.ts'
import { present } from '../present.ts'
import { listLinks } from '../list-links.ts'
import { queryText } from '../query.ts'
import { schemeRow, wordsOf } from './view.ts'

/** The schemes: `?q=`, `?after=`, as page, JSON, CSV or XLSX. */
export async function schemesPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t } = res.locals
  const q = queryText(req, 'q')
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx') {
    return sendFile(res, format, 'skema', columns, streamSchemes(q), (scheme) => ({
      ...schemeRow(actor, scheme),
      repayments: scheme.repayments.join(' '),
      purposes: scheme.purposes.join(' '),
      documents: scheme.documents.join(' '),
    }))
  }
  const after = queryText(req, 'after')
  const { rows, next } = await listSchemes(q, after)
  present(req, res, 'loan-schemes/schemes', {
    data: { rows: rows.map((scheme) => schemeRow(actor, scheme)), next },
    title: t('schemes.list.title'),
    rows: rows.map((scheme) => ({ ...schemeRow(actor, scheme), words: wordsOf(res, scheme) })),
    q,
    canOpen: can(actor, 'scheme.open'),
    ...listLinks(req, after, next),
  })
}

const columns = [
  'code',
  'name',
  'status',
  'bankId',
  'bankName',
  'ratePct',
  'minRupiah',
  'maxRupiah',
  'maxTermMonths',
  'repayments',
  'purposes',
  'documents',
  'collateralAboveRupiah',
  'askAbovePerHaRupiah',
  'askAboveIncomePct',
  'potRupiah',
  'potLeftRupiah',
  'id',
  'version',
]

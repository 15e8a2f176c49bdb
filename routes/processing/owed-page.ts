import type { Request, Response } from 'express'
import { owedByFarmer } from '../../domain/processing/service/owed.ts'
import { sendFile } from '../files-out.ts'
import { present } from '../present.ts'

const columns = [
  'farmerNumber',
  'farmerName',
  'slips',
  'netKg',
  'amountRupiah',
  'since',
  'farmerId',
]

/** What the unit still owes, by farmer; as page, JSON, CSV or XLSX. */
export async function owedPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const rows = await owedByFarmer(req.actor!)
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx')
    return sendFile(res, format, 'belum-dibayar', columns, rows, (row) => row)
  present(req, res, 'processing/owed', {
    data: { rows, next: null },
    rows,
    title: t('processing.owed.title', {
      amount: rows.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0),
    }),
  })
}

import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { costOf } from '../../domain/loans/cost.ts'
import { lookAtLoan } from '../../domain/loans/service/read.ts'
import { formatDay, formatMoment, formatMoney } from '../../middleware/formats.ts'
import { Paper } from '../paper/paper.ts'
import { qrPng } from '../paper/qr.ts'
import { loanRecord } from './view.ts'
import { askedRows, costView, journeyOf, waitingFor } from './words.ts'

/** The application on paper: what is asked, what it costs, what was said about it, and a QR code. */
export async function applicationPdf(req: Request, res: Response): Promise<void> {
  const { t, lang } = res.locals
  const read = await lookAtLoan(req.actor!, String(req.params['id']))
  const record = loanRecord(req.actor!, read.loan)
  const address = `/loans/${record.id}`
  const money = (value: number) => formatMoney(lang, value)
  const paper = new Paper({
    title: t('applications.paper.title'),
    number: record.number,
    foot: t('applications.paper.foot', { day: formatDay(lang, today()) }),
  })
  paper.corner(await qrPng(address), t('applications.paper.scan'))
  paper.heading(t('applications.record.facts'))
  paper.facts(askedRows(res, record, read).map(({ label, value }) => [label, value]))
  paper.facts([
    [t('fields.status'), t(`statuses.loan.${record.status}`)],
    [t('applications.paper.waiting'), waitingFor(res, record, read.bankName) ?? '–'],
  ])
  const wanted = {
    ...read.loan,
    amountRupiah: record.approvedRupiah ?? record.amountRupiah,
    termMonths: record.approvedTermMonths ?? record.termMonths,
  }
  const cost = read.scheme && costOf(wanted, read.scheme.ratePpm, record.decidedOn ?? today())
  const shown = read.scheme && costView(res, cost, read.scheme.ratePpm / 10_000)
  if (shown) {
    paper.heading(t('applications.cost.title')).text(shown.sentence)
    paper.table(
      ['n', 'dueOn', 'principalRupiah', 'interestRupiah', 'dueRupiah', 'balanceRupiah'].map(
        (column, index) => ({
          label: t(`calculator.table.${column}`),
          share: index === 0 ? 1 : 2,
          isNumber: index > 1,
        }),
      ),
      shown.instalments.map((row) => [
        String(row.n),
        formatDay(lang, row.dueOn),
        money(row.principalRupiah),
        money(row.interestRupiah),
        money(row.dueRupiah),
        money(row.balanceRupiah),
      ]),
    )
  }
  if (record.documents.length > 0) {
    paper.heading(t('applications.record.documents'))
    for (const { kind, name } of record.documents)
      paper.text(`${t(`applications.document.${kind}`)}: ${name}`)
  }
  const journey = journeyOf(res, record).toReversed()
  if (journey.length > 0) {
    paper.heading(t('applications.record.journey'))
    for (const { title, who, at, text } of journey)
      paper.text([`${formatMoment(lang, at)}: ${title}, ${who}`, text].filter(Boolean).join('. '))
  }
  paper.signatures([
    { role: t('applications.paper.applicant'), name: read.farmer.fullName },
    { role: t('applications.paper.bank'), name: read.bankName },
  ])
  paper.send(res, record.number)
}

import type { Response } from 'express'
import { mayAskCollateral } from '../../domain/loans/scheme.ts'
import type { PricedSchedule } from '../../domain/loans/schedule-rules.ts'
import type { CitedRequest } from '../../domain/seedlings/service/cited.ts'
import { formatDay, formatMeasure, formatMoney } from '../../middleware/formats.ts'
import { usualInstalment } from '../calculator/figures.ts'
import type { LoanRecord } from './view.ts'
import type { LoanRead } from '../../domain/loans/service/read.ts'

interface AskedRow {
  field?: string
  label: string
  value: string
  href?: string
  hrefLabel?: string
}

/** What is asked, as rows of label and value; `field` where it is something that one answers. */
export function askedRows(res: Response, record: LoanRecord, read: LoanRead): AskedRow[] {
  const { t, lang } = res.locals
  const unknown = '–'
  const money = (value: number | null) => (value === null ? unknown : formatMoney(lang, value))
  const code = (area: string, value: string | null) =>
    value === null ? unknown : t(`applications.${area}.${value}`)
  const plots = read.plots.map(
    ({ name, areaHa }) => `${name} (${formatMeasure(lang, areaHa, 'ha')})`,
  )
  return [
    { label: t('fields.farmerId'), value: `${read.farmer.fullName}, ${read.farmer.number}` },
    { label: t('applications.record.group'), value: read.groupName },
    {
      field: 'schemeCode',
      label: t('fields.schemeCode'),
      value: read.scheme?.name ?? record.schemeCode,
    },
    { label: t('applications.record.bank'), value: read.bankName },
    { field: 'amountRupiah', label: t('fields.amountRupiah'), value: money(record.amountRupiah) },
    { field: 'termMonths', label: t('fields.termMonths'), value: months(res, record.termMonths) },
    {
      field: 'repayment',
      label: t('fields.repayment'),
      value: record.repayment ? t(`calculator.method.${record.repayment}`) : unknown,
    },
    { label: t('schemes.record.collateral'), value: collateralWords(res, record, read) },
    { field: 'purpose', label: t('fields.purpose'), value: code('purpose', record.purpose) },
    ...(record.purposeNote ? [{ label: t('fields.purposeNote'), value: record.purposeNote }] : []),
    ...seedlingRequestRows(res, read.seedlingRequest),
    { field: 'plotIds', label: t('fields.plotIds'), value: plots.join(', ') || unknown },
  ]
}

function seedlingRequestRows(res: Response, cited: LoanRead['seedlingRequest']): AskedRow[] {
  if (!cited) return []
  const { t } = res.locals
  return [
    {
      field: 'seedlingRequestId',
      label: t('applications.record.seedlingRequest'),
      value: seedlingRequestWords(res, cited),
      ...(cited.href ? { href: cited.href, hrefLabel: t('harvests.list.open') } : {}),
    },
  ]
}

/** UB-2026-000012, 14 Januari 2026, 120 batang, Ditetapkan */
export function seedlingRequestWords(res: Response, cited: CitedRequest): string {
  const { t, lang } = res.locals
  const { number, requestedOn, quantity, status } = cited
  const plants = t('seedlings.plants', { count: quantity })
  const parts = [number, formatDay(lang, requestedOn), plants]
  return [...parts, t(`statuses.seedlingRequest.${status}`)].join(', ')
}

/** Whether the bank may ask collateral for what is asked: never for a KUR up to Rp 100 million. */
function collateralWords(res: Response, { amountRupiah }: LoanRecord, { scheme }: LoanRead) {
  if (!scheme || amountRupiah === null) return '–'
  const may = mayAskCollateral(scheme, amountRupiah)
  return res.locals.t(`applications.collateral.${may ? 'may' : 'mayNot'}`)
}

/** 12 bulan */
export function months(res: Response, count: number | null): string {
  return count === null ? '–' : res.locals.t('applications.months', { count })
}

/** What the loan costs, in figures and as one sentence. */
export function costView(res: Response, cost: PricedSchedule | null, ratePct: number) {
  if (!cost) return null
  const { t, lang } = res.locals
  const { totals, instalments } = cost
  const last = instalments.at(-1)!
  const values = {
    loan: formatMoney(lang, totals.principalRupiah),
    total: formatMoney(lang, totals.dueRupiah),
    interest: formatMoney(lang, totals.interestRupiah),
    count: instalments.length,
    last: formatDay(lang, last.dueOn),
  }
  return {
    sentence: t('applications.cost.sentence', values),
    stats: [
      { label: t('applications.cost.instalment'), value: usualInstalment(res, cost) },
      { label: t('applications.cost.interest'), value: values.interest },
      { label: t('applications.cost.total'), value: values.total },
      {
        label: t('applications.cost.effective'),
        value: formatMeasure(lang, cost.effectiveRatePct, '%'),
        note: t('applications.cost.rate', { pct: ratePct }),
      },
    ],
    instalments,
    totals,
  }
}

/** Who has it now and by when, as one sentence; null when nobody waits any more. */
export function waitingFor(
  res: Response,
  record: Pick<LoanRecord, 'holder' | 'promisedOn' | 'isLate' | 'status'>,
  bankName: string,
): string | null {
  const { t, lang } = res.locals
  if (!record.holder) return null
  const who = t(`applications.holder.${record.holder}`, { bank: bankName })
  if (!record.promisedOn) return t('applications.waiting.open', { who })
  const key = record.isLate ? 'applications.waiting.late' : 'applications.waiting.by'
  return t(key, { who, day: formatDay(lang, record.promisedOn) })
}

/** The timeline, the newest move first. */
export function journeyOf(res: Response, record: LoanRecord) {
  const { t } = res.locals
  return record.journey.toReversed().map(({ act, at, byName, text }) => ({
    title: t(`applications.journey.${act}`),
    who: byName || t('applications.journey.system'),
    at,
    text: act === 'check' ? checkWords(res, text ?? '') : (text ?? ''),
  }))
}

/** `slik: ok, 1, lancar` in words: what was looked at and how it was found; the rest as it was typed. */
function checkWords(res: Response, text: string): string {
  const { t } = res.locals
  const [, item, result, rest] = /^([a-z]+): ([a-z-]+)(.*)$/s.exec(text) ?? []
  if (!item || !result) return text
  const found = [t(`applications.check.item.${item}`), t(`applications.check.result.${result}`)]
  return found.join(': ') + rest
}

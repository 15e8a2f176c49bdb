import type { FaultsByField } from '../fault.ts'
import { faultsByField, type Fault } from '../fault.ts'
import type { Question } from '../errors.ts'
import type { Rupiah } from '../money.ts'
import type { DocumentKind, LoanPurpose } from './application.ts'
import type { RepaymentMethod } from './loan-terms.ts'

/** What a scheme allows, as the rules need it. */
export interface SchemeLimits {
  minRupiah: Rupiah
  maxRupiah: Rupiah
  maxTermMonths: number
  repayments: readonly RepaymentMethod[]
  purposes: readonly LoanPurpose[]
  documents: readonly DocumentKind[]
  /** Above so much per hectare of the chosen gardens the service asks. */
  askAbovePerHaRupiah: Rupiah | null
  /** Above so much per cent of a good season's income the service asks. */
  askAboveIncomePct: number | null
}

/** What the applicant has said so far. */
export interface Asked {
  amountRupiah: Rupiah | null
  termMonths: number | null
  repayment: RepaymentMethod | null
  purpose: LoanPurpose | null
  plotIds: readonly unknown[]
  documents: readonly { kind: DocumentKind }[]
}

/** What is known of the applicant. */
export interface Applicant {
  areaHa: number
  /** What a good season of his gardens brings; null when nothing is known of his harvests. */
  seasonIncomeRupiah: Rupiah | null
  hasOtherOpen: boolean
}

/** What is wrong with what was given; what has not been given yet is no fault of a draft. */
export function givenFaults(asked: Asked, scheme: SchemeLimits): FaultsByField {
  return faultsByField({
    amountRupiah: amountFault(asked.amountRupiah, scheme),
    termMonths: termFault(asked.termMonths, scheme.maxTermMonths),
    repayment: oneOf(asked.repayment, scheme.repayments),
    purpose: oneOf(asked.purpose, scheme.purposes),
  })
}

/** What an application lacks or breaks when it is sent, by field. */
export function sendingFaults(
  asked: Asked,
  scheme: SchemeLimits,
  applicant: Applicant,
): FaultsByField {
  const missing = { key: 'forms.missing' }
  const lacks = faultsByField({
    schemeCode: applicant.hasOtherOpen ? { key: 'applications.rules.otherOpen' } : null,
    amountRupiah: asked.amountRupiah === null ? missing : null,
    termMonths: asked.termMonths === null ? missing : null,
    repayment: asked.repayment === null ? missing : null,
    purpose: asked.purpose === null ? missing : null,
    plotIds: asked.plotIds.length === 0 ? { key: 'applications.rules.noPlot' } : null,
    documents: missingDocuments(asked, scheme).length > 0 ? documentsFault : null,
  })
  return { ...givenFaults(asked, scheme), ...lacks }
}

const documentsFault: Fault = { key: 'applications.rules.documents' }

/** The papers that the scheme asks for and that are not there yet. */
export function missingDocuments(asked: Asked, scheme: SchemeLimits): DocumentKind[] {
  return scheme.documents.filter((kind) => !asked.documents.some((each) => each.kind === kind))
}

/** What the service asks about an application that breaks no rule. */
export function sendingQuestions(
  asked: Asked,
  scheme: SchemeLimits,
  applicant: Applicant,
): Question[] {
  const questions: Question[] = []
  const perHa = perHaRupiah(asked, applicant)
  if (perHa !== null && isAbove(perHa, scheme.askAbovePerHaRupiah)) {
    const values = { perHaRupiah: perHa, limitRupiah: scheme.askAbovePerHaRupiah }
    questions.push({ code: 'high-per-ha', key: 'applications.rules.askPerHa', values })
  }
  const share = incomePct(asked, applicant)
  if (share !== null && isAbove(share, scheme.askAboveIncomePct)) {
    const values = { pct: share, limitPct: scheme.askAboveIncomePct }
    questions.push({ code: 'high-for-income', key: 'applications.rules.askIncome', values })
  }
  return questions
}

/** Rupiah asked for each hectare of the chosen gardens; null while either is not known. */
export function perHaRupiah(asked: Asked, { areaHa }: Applicant): Rupiah | null {
  if (asked.amountRupiah === null || areaHa <= 0) return null
  return Math.round(asked.amountRupiah / areaHa)
}

/** The amount in per cent of a good season's income; null while either is not known. */
export function incomePct(asked: Asked, { seasonIncomeRupiah }: Applicant): number | null {
  if (asked.amountRupiah === null || !seasonIncomeRupiah) return null
  return Math.round((asked.amountRupiah / seasonIncomeRupiah) * 100)
}

/** One rule as the applicant sees it before he sends: whether it holds, and why. */
export interface RuleShown {
  code: string
  /** `asks`: it holds, but the service asks whether it is right. */
  outcome: 'holds' | 'fails' | 'asks'
  /** Why it fails, or what will be asked. */
  reason: Fault | null
}

/** Each rule with its outcome, in the order of the steps. */
export function rulesShown(asked: Asked, scheme: SchemeLimits, applicant: Applicant): RuleShown[] {
  const faults = sendingFaults(asked, scheme, applicant)
  const asks = sendingQuestions(asked, scheme, applicant)
  const fields = [
    'schemeCode',
    'amountRupiah',
    'termMonths',
    'repayment',
    'purpose',
    'plotIds',
    'documents',
  ]
  return [
    ...fields.map((code): RuleShown => {
      const reason = faults[code] ?? null
      return { code, outcome: reason ? 'fails' : 'holds', reason }
    }),
    ...['high-per-ha', 'high-for-income'].map((code): RuleShown => {
      const reason = asks.find((question) => question.code === code) ?? null
      return { code, outcome: reason ? 'asks' : 'holds', reason }
    }),
  ]
}

/**
 * What is wrong with an approved amount and term: at most what was asked, at least what the scheme
 * lends, at most the longest term.
 */
export function approvalFaults(
  approved: { amountRupiah: Rupiah; termMonths: number },
  asked: { amountRupiah: Rupiah },
  scheme: Pick<SchemeLimits, 'minRupiah' | 'maxTermMonths'>,
): FaultsByField {
  const { amountRupiah } = approved
  const most = asked.amountRupiah
  return faultsByField({
    amountRupiah:
      amountRupiah < Math.min(scheme.minRupiah, most)
        ? { key: 'applications.rules.lessThanLent', values: { least: scheme.minRupiah } }
        : amountRupiah > most
          ? { key: 'applications.rules.moreThanAsked', values: { most } }
          : null,
    termMonths: termFault(approved.termMonths, scheme.maxTermMonths),
  })
}

function amountFault(amount: Rupiah | null, { minRupiah, maxRupiah }: SchemeLimits): Fault | null {
  if (amount === null || (amount >= minRupiah && amount <= maxRupiah)) return null
  return { key: 'applications.rules.amount', values: { minRupiah, maxRupiah } }
}

function termFault(months: number | null, most: number): Fault | null {
  if (months === null || (Number.isInteger(months) && months >= 1 && months <= most)) return null
  return { key: 'applications.rules.term', values: { most } }
}

function oneOf<T>(value: T | null, offered: readonly T[]): Fault | null {
  return value === null || offered.includes(value) ? null : { key: 'applications.rules.notOffered' }
}

function isAbove(value: number, limit: number | null): boolean {
  return limit !== null && value > limit
}

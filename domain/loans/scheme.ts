import { faultsByField, type Fault, type FaultsByField } from '../fault.ts'
import type { Rupiah } from '../money.ts'
import type { DocumentKind, LoanPurpose } from './application.ts'
import type { RepaymentMethod } from './loan-terms.ts'

export const schemeStatuses = ['open', 'closed'] as const
export type SchemeStatus = (typeof schemeStatuses)[number]

/** What a scheme promises and allows: the part that each version keeps for ever. */
export interface SchemeTerms {
  name: string
  ratePpm: number
  minRupiah: Rupiah
  maxRupiah: Rupiah
  maxTermMonths: number
  repayments: RepaymentMethod[]
  purposes: LoanPurpose[]
  documents: DocumentKind[]
  /** Collateral may be asked above this amount only; null: never. */
  collateralAboveRupiah: Rupiah | null
  /** Above so much per hectare of the chosen gardens the service asks; null: never. */
  askAbovePerHaRupiah: Rupiah | null
  /** Above so much per cent of a good season's income the service asks; null: never. */
  askAboveIncomePct: number | null
  status: SchemeStatus
}

/** No bank may ask collateral of a KUR up to so much (Permenko 1/2026, art. 20(1)). */
export const kurWithoutCollateralRupiah = 100_000_000

export const longestTermMonths = 120
export const greatestLoanRupiah = 10_000_000_000
export const greatestPotRupiah = 1_000_000_000_000

/** Whether the bank may ask collateral for a loan of this size. */
export function mayAskCollateral(
  { collateralAboveRupiah }: Pick<SchemeTerms, 'collateralAboveRupiah'>,
  amount: Rupiah,
): boolean {
  return collateralAboveRupiah !== null && amount > collateralAboveRupiah
}

/** What is wrong with the terms of a scheme and its pot, by field. */
export function schemeFaults(terms: SchemeTerms, potRupiah: Rupiah): FaultsByField {
  const { minRupiah, maxRupiah, maxTermMonths, collateralAboveRupiah } = terms
  return faultsByField({
    minRupiah: minRupiah < 1 || minRupiah > maxRupiah ? faultOf('least') : null,
    maxRupiah: between(maxRupiah, 1, greatestLoanRupiah),
    maxTermMonths: between(maxTermMonths, 1, longestTermMonths),
    repayments: isNone(terms.repayments),
    purposes: isNone(terms.purposes),
    collateralAboveRupiah:
      collateralAboveRupiah !== null && collateralAboveRupiah < kurWithoutCollateralRupiah
        ? faultOf('collateral', { limit: kurWithoutCollateralRupiah })
        : null,
    askAbovePerHaRupiah: isNothing(terms.askAbovePerHaRupiah),
    askAboveIncomePct: isNothing(terms.askAboveIncomePct),
    potRupiah: between(potRupiah, 0, greatestPotRupiah),
  })
}

function between(value: number, min: number, max: number): Fault | null {
  return value < min || value > max ? faultOf('between', { min, max }) : null
}

function isNone(codes: readonly string[]): Fault | null {
  return codes.length === 0 ? faultOf('none') : null
}

function isNothing(limit: number | null): Fault | null {
  return limit !== null && limit <= 0 ? faultOf('nothing') : null
}

function faultOf(name: string, values: Record<string, unknown> = {}): Fault {
  return { key: `schemes.faults.${name}`, values }
}

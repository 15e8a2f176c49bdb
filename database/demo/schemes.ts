import { now } from '../../domain/clock.ts'
import { documentKinds, loanPurposes } from '../../domain/loans/application.ts'
import { repaymentMethods } from '../../domain/loans/loan-terms.ts'
import { ratePctText } from '../../domain/loans/rate.ts'
import type { SchemeTerms } from '../../domain/loans/scheme.ts'
import { LoanSchemeModel } from '../../models/loan-scheme.ts'
import { LoanSchemeVersionModel } from '../../models/loan-scheme-version.ts'
import { PotEntryModel } from '../../models/pot-entry.ts'
import { demoRecord, type DemoPerson, type DemoTrail } from './audit.ts'
import { demoId } from './id.ts'

const kur: SchemeTerms = {
  name: 'Kredit Kopi Arabika 6 % Bank Jatim',
  ratePpm: 60_000,
  minRupiah: 1_000_000,
  maxRupiah: 100_000_000,
  maxTermMonths: 36,
  repayments: [...repaymentMethods],
  purposes: [...loanPurposes],
  documents: documentKinds.slice(0, 3),
  collateralAboveRupiah: null,
  askAbovePerHaRupiah: 60_000_000,
  askAboveIncomePct: 150,
  status: 'open',
}

/** Schemes at 6 % a year (domain.md section 9): the limits beside the rate are examples (U). */
const schemes: { code: string; bank: string; potRupiah: number; terms: SchemeTerms }[] = [
  { code: 'kopi-jatim', bank: 'bank-jatim', potRupiah: 5_000_000_000, terms: kur },
  {
    code: 'kopi-umkm',
    bank: 'bank-umkm',
    potRupiah: 2_000_000_000,
    terms: {
      ...kur,
      name: 'Kredit Kopi Arabika 6 % Bank UMKM Jatim',
      maxRupiah: 50_000_000,
      maxTermMonths: 24,
      documents: ['identity', 'group-letter'],
    },
  },
  {
    code: 'tunda-jual-umkm',
    bank: 'bank-umkm',
    potRupiah: 400_000_000,
    terms: {
      ...kur,
      name: 'Tunda Jual Kopi 6 % Bank UMKM Jatim',
      maxRupiah: 30_000_000,
      maxTermMonths: 8,
      repayments: ['bullet-harvest'],
      purposes: ['delayed-sale'],
      documents: ['identity', 'photo'],
    },
  },
]

/** The schemes of both banks, each in its first version and with a full pot; `pots` may say smaller ones. */
export async function loadSchemes(
  trail?: DemoTrail,
  at: Date = now(),
  person: DemoPerson | null = null,
  pots: Partial<Record<string, number>> = {},
): Promise<void> {
  const potOf = (code: string, usual: number) => pots[code] ?? usual
  const byName = person?.fullName ?? 'system'
  const drawn = schemes.map(({ code, bank, potRupiah, terms }) => ({
    _id: demoId(`loan-scheme:${code}`),
    code,
    bankId: demoId(`organisation:${bank}`),
    ...terms,
    potRupiah: potOf(code, potRupiah),
    potLeftRupiah: potOf(code, potRupiah),
    version: 1,
    createdAt: at,
    updatedAt: at,
  }))
  await LoanSchemeModel.insertMany(drawn)
  await LoanSchemeVersionModel.insertMany(
    schemes.map(({ code, bank, terms }) => ({
      _id: demoId(`loan-scheme-version:${code}:1`),
      schemeCode: code,
      bankId: demoId(`organisation:${bank}`),
      version: 1,
      ...terms,
      madeAt: at,
      madeByName: byName,
    })),
  )
  await PotEntryModel.insertMany(
    schemes.map(({ code, potRupiah }) => ({
      _id: demoId(`pot-entry:${code}:opened`),
      schemeCode: code,
      kind: 'opened',
      amountRupiah: potOf(code, potRupiah),
      leftRupiah: potOf(code, potRupiah),
      at,
      byName,
    })),
  )
  for (const [index, scheme] of drawn.entries()) {
    const { ratePpm, ...terms } = schemes[index]!.terms
    trail?.note(person, at, {
      act: 'scheme.open',
      record: demoRecord('loan-scheme', { ...scheme, number: scheme.code }),
      after: { ...terms, ratePct: ratePctText(ratePpm), potRupiah: scheme.potRupiah },
    })
  }
}

import { LoanSchemeModel, type LoanScheme } from '../../../models/loan-scheme.ts'
import { LoanSchemeVersionModel } from '../../../models/loan-scheme-version.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PotEntryModel } from '../../../models/pot-entry.ts'
import { NotFound } from '../../errors.ts'
import { listPage } from '../../paging.ts'
import type { SchemeTerms } from '../scheme.ts'

/** A scheme with the name of its bank; `version` is the one whose terms these are. */
export interface OfferedScheme extends SchemeTerms {
  code: string
  version: number
  bankId: LoanScheme['bankId']
  bankName: string
  potRupiah: number
  potLeftRupiah: number
}

/** The schemes that one may apply to now, by code. */
export async function schemesOnOffer(): Promise<OfferedScheme[]> {
  const schemes = await LoanSchemeModel.find({ status: 'open' }).lean()
  return withBanks(schemes.sort((a, b) => (a.code < b.code ? -1 : 1)))
}

/**
 * A scheme by its code: as it stands now, or with the terms of one of its versions, so that what
 * was sent keeps what it was sent under. Null when there is none.
 */
export async function schemeOf(code: string, version?: number): Promise<OfferedScheme | null> {
  const scheme = await LoanSchemeModel.findOne({ code }).lean()
  if (!scheme) return null
  const [offered] = await withBanks([scheme])
  if (version === undefined || version === scheme.version) return offered!
  const kept = await LoanSchemeVersionModel.findOne({ schemeCode: code, version }).lean()
  return kept && { ...offered!, ...termsOf(kept), version }
}

/** One page of schemes by code, with their banks; `q` is part of the code or the name. */
export async function listSchemes(q: string | null, after: string | null) {
  const { rows, next } = await listPage<LoanScheme>(
    (filter) => LoanSchemeModel.find(filter),
    matching(q),
    'code',
    after,
    'forward',
  )
  return { rows: await withBanks(rows), next }
}

/** Every scheme of the same filter, for files. */
export async function* streamSchemes(q: string | null) {
  for await (const scheme of LoanSchemeModel.find(matching(q)).lean().cursor()) {
    yield (await withBanks([scheme]))[0]!
  }
}

/**
 * A scheme as its page shows it: how its terms came about and how its pot moved last.
 * @throws {NotFound} when there is no such scheme
 */
export async function readScheme(code: string | undefined) {
  const found = await LoanSchemeModel.findOne({ code: String(code) }).lean()
  if (!found) throw new NotFound()
  const [[scheme], versions, entries] = await Promise.all([
    withBanks([found]),
    LoanSchemeVersionModel.find({ schemeCode: found.code }).lean(),
    PotEntryModel.find({ schemeCode: found.code }).sort({ at: -1 }).limit(20).lean(),
  ])
  return { scheme: scheme!, versions: versions.sort((a, b) => b.version - a.version), entries }
}

/** The banks that a scheme can belong to, by name. */
export async function readBanks(): Promise<{ id: string; name: string }[]> {
  const banks = await OrganisationModel.find({ kind: 'bank' }, { name: 1 }).lean()
  return banks
    .map(({ _id, name }) => ({ id: String(_id), name }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** The terms alone, out of a scheme or a version of it. */
export function termsOf(from: SchemeTerms): SchemeTerms {
  return {
    name: from.name,
    ratePpm: from.ratePpm,
    minRupiah: from.minRupiah,
    maxRupiah: from.maxRupiah,
    maxTermMonths: from.maxTermMonths,
    repayments: from.repayments,
    purposes: from.purposes,
    documents: from.documents,
    collateralAboveRupiah: from.collateralAboveRupiah,
    askAbovePerHaRupiah: from.askAbovePerHaRupiah,
    askAboveIncomePct: from.askAboveIncomePct,
    status: from.status,
  }
}

function matching(q: string | null): Record<string, unknown> {
  if (!q) return {}
  const part = new RegExp(q.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'i')
  return { $or: [{ code: part }, { name: part }] }
}

async function withBanks(schemes: LoanScheme[]): Promise<(LoanScheme & OfferedScheme)[]> {
  const bankIds = [...new Set(schemes.map(({ bankId }) => String(bankId)))]
  const banks = await OrganisationModel.find({ _id: { $in: bankIds } }, { name: 1 }).lean()
  const nameOf = new Map(banks.map(({ _id, name }) => [String(_id), name]))
  return schemes.map((scheme) => ({
    ...scheme,
    bankName: nameOf.get(String(scheme.bankId)) ?? '',
  }))
}

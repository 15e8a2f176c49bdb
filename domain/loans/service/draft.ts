import { Types } from 'mongoose'
import { LoanModel, type Loan, type LoanAsked } from '../../../models/loan.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import { attachPaper, type KeptPaper } from '../../photos.ts'
import { searchWords } from '../../search-words.ts'
import type { DocumentKind } from '../application.ts'
import { givenFaults } from '../eligibility.ts'
import { farmerFor, otherOpen, plotsFor, seedlingRequestFor } from './applicant.ts'
import { auditedLoan } from './figures.ts'
import { loanToMove, moveLoan, recordOf } from './move.ts'
import { schemeOf, type OfferedScheme } from './schemes.ts'

export type { Loan } from '../../../models/loan.ts'

/** What a step of the application gives; what is absent is left as it is. */
export type Given = Partial<Omit<LoanAsked, 'plotIds' | 'seedlingRequestId'>> & {
  plotIds?: string[]
  seedlingRequestId?: string | null
}

/**
 * Begins an application with what is given; only the scheme is needed.
 * @throws {RuleBroken} at the field of what cannot be, also while another one is open at the bank
 */
export async function beginLoan(
  actor: Actor,
  farmerId: string | null,
  given: Given & { schemeCode: string },
  number: string,
): Promise<Loan> {
  const farmer = await farmerFor(actor, farmerId)
  const scheme = await schemeToApply(given.schemeCode)
  await assertNoOtherOpen(farmer._id, scheme.bankId, null)
  const asked = await checkedAsked(actor, farmer._id, emptyAsked(given.schemeCode), given, scheme)
  const at = now()
  const loan: Loan = {
    _id: new Types.ObjectId(),
    number,
    status: 'draft',
    isSent: false,
    sentBankId: null,
    sentDistrictCode: null,
    sentRegencyCode: null,
    holder: 'applicant',
    isOpen: false,
    farmerId: farmer._id,
    groupId: farmer.groupId,
    districtCode: farmer.districtCode,
    regencyCode: farmer.regencyCode,
    bankId: scheme.bankId,
    schemeVersion: scheme.version,
    ...asked,
    documents: [],
    applicantId: new Types.ObjectId(actor.userId),
    applicantName: actor.fullName,
    searchWords: searchWords([farmer.fullName, number]),
    startedOn: today(),
    sentOn: null,
    decidedOn: null,
    slikConsentAt: null,
    termsReadAt: null,
    waitingSince: at,
    promisedOn: null,
    ...untouched,
    preparedBy: [],
    answers: [],
    journey: [],
    version: 1,
    createdAt: at,
    updatedAt: at,
  }
  await LoanModel.create([loan])
  await recordAudit(actor, { act: 'loan.apply', record: recordOf(loan), after: auditedLoan(loan) })
  return loan
}

/** What the bank has not done yet. */
export const untouched = {
  recommendation: null,
  takenBy: null,
  checks: [],
  surveyVisitId: null,
  analysis: null,
  decision: null,
  returnReason: null,
  approvedRupiah: null,
  approvedTermMonths: null,
  conditions: [],
}

/** Goes on with a draft, or mends a returned application. */
export async function editLoan(
  actor: Actor,
  id: string,
  version: number,
  given: Given,
): Promise<void> {
  const loan = await loanToMove(actor, id, version, 'edit')
  const code = given.schemeCode ?? loan.schemeCode
  // what was sent once keeps the terms it was sent under, unless the applicant takes another scheme
  const isKept = loan.isSent && code === loan.schemeCode
  const scheme = isKept ? await schemeOf(code, loan.schemeVersion) : await schemeToApply(code)
  if (!scheme) throw new RuleBroken({ schemeCode: { key: 'forms.notThere' } })
  await assertBankStays(loan, scheme)
  await assertNoOtherOpen(loan.farmerId, scheme.bankId, loan._id)
  const asked = await checkedAsked(actor, loan.farmerId, loan, given, scheme)
  const { bankId, version: schemeVersion } = scheme
  await moveLoan(actor, loan, 'edit', { ...asked, schemeCode: code, bankId, schemeVersion })
}

/** Adds a paper to the application. */
export async function addDocument(
  actor: Actor,
  id: string,
  version: number,
  kind: DocumentKind,
  paper: KeptPaper | undefined,
): Promise<void> {
  const loan = await loanToMove(actor, id, version, 'documents')
  if (!paper) throw new RuleBroken({ file: { key: 'forms.missing' } })
  const paperId = new Types.ObjectId(paper.id)
  await attachPaper(paper, { farmerId: loan.farmerId, kind: 'loan-document', id: loan._id })
  const document = { paperId, kind, name: paper.name || kind, at: now() }
  await moveLoan(actor, loan, 'documents', { documents: [...loan.documents, document] })
}

function emptyAsked(schemeCode: string): LoanAsked {
  return {
    schemeCode,
    amountRupiah: null,
    termMonths: null,
    repayment: null,
    purpose: null,
    purposeNote: null,
    plotIds: [],
    seedlingRequestId: null,
  }
}

/** What was asked before with what is given now on top, checked at once. */
async function checkedAsked(
  actor: Actor,
  farmerId: Types.ObjectId,
  before: LoanAsked,
  given: Given,
  scheme: OfferedScheme,
): Promise<LoanAsked> {
  const { plotIds, seedlingRequestId, ...fields } = given
  const told = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  const asked: LoanAsked = {
    schemeCode: before.schemeCode,
    amountRupiah: before.amountRupiah,
    termMonths: before.termMonths,
    repayment: before.repayment,
    purpose: before.purpose,
    purposeNote: before.purposeNote,
    ...told,
    plotIds: before.plotIds,
    seedlingRequestId: before.seedlingRequestId ?? null,
  }
  if (plotIds) asked.plotIds = (await plotsFor(actor, farmerId, plotIds)).map(({ _id }) => _id)
  if (seedlingRequestId !== undefined)
    asked.seedlingRequestId = await seedlingRequestFor(actor, farmerId, seedlingRequestId)
  if (asked.purpose !== 'seedlings') {
    if (seedlingRequestId)
      throw new RuleBroken({ seedlingRequestId: { key: 'applications.rules.notForSeedlings' } })
    asked.seedlingRequestId = null
  }
  const faults = givenFaults({ ...asked, documents: [] }, scheme)
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  return asked
}

async function schemeToApply(code: string): Promise<OfferedScheme> {
  const scheme = await schemeOf(code)
  if (scheme?.status !== 'open') throw new RuleBroken({ schemeCode: { key: 'forms.notThere' } })
  return scheme
}

/** @throws {RuleBroken} while another application is open at the bank */
export async function assertNoOtherOpen(
  farmerId: Types.ObjectId,
  bankId: Types.ObjectId,
  except: Types.ObjectId | null,
): Promise<void> {
  const other = await otherOpen(farmerId, bankId, except)
  if (!other) return
  const values = { number: other.number }
  throw new RuleBroken({ schemeCode: { key: 'applications.rules.otherOpenNumber', values } })
}

// an application that a bank already knows does not move to another one: it is withdrawn there
async function assertBankStays(loan: Loan, scheme: OfferedScheme): Promise<void> {
  if (!loan.isSent || String(loan.bankId) === String(scheme.bankId)) return
  throw new RuleBroken({ schemeCode: { key: 'applications.rules.otherBank' } })
}

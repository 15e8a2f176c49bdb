import type { Types } from 'mongoose'
import { FarmerModel } from '../../../models/farmer.ts'
import type { Loan } from '../../../models/loan.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PlotModel } from '../../../models/plot.ts'
import type { Actor } from '../../actor.ts'
import { recordLook } from '../../audit.ts'
import { today } from '../../clock.ts'
import { nameFor } from '../../farmers/name.ts'
import { can } from '../../permissions.ts'
import { readHolidays } from '../../reference.ts'
import { isOfBank } from '../../scopes.ts'
import { citedRequest } from '../../seedlings/service/cited.ts'
import { addWorkingDays } from '../../working-days.ts'
import { rulesShown, sendingQuestions } from '../eligibility.ts'
import { daysToDecision } from '../promises.ts'
import { isEditable } from '../status.ts'
import { applicantOf } from './applicant.ts'
import { findLoan, recordOf } from './move.ts'
import { readPromises } from './promise-times.ts'
import { schemeOf } from './schemes.ts'

/** A loan with what its page prints beside it: names, the scheme, the chosen gardens. */
export async function readLoan(actor: Actor, id: string | undefined) {
  const loan = await findLoan(actor, id)
  const [farmer, group, bank, plots, scheme] = await Promise.all([
    FarmerModel.findById(loan.farmerId, { fullName: 1, number: 1, consents: 1, bankIds: 1 }).lean(),
    OrganisationModel.findById(loan.groupId, { name: 1 }).lean(),
    OrganisationModel.findById(loan.bankId, { name: 1, phone: 1 }).lean(),
    PlotModel.find({ _id: { $in: loan.plotIds } }, { name: 1, areaHa: 1, number: 1 }).lean(),
    schemeOf(loan.schemeCode, loan.schemeVersion),
  ])
  const hasRecord = seesRecord(actor, farmer?.bankIds)
  const seen = asSeenBy(actor, loan, hasRecord, seesPapers(actor, loan, hasRecord))
  return {
    loan: seen,
    seedlingRequest: await citedRequest(actor, seen.seedlingRequestId ?? null),
    farmer: {
      id: String(loan.farmerId),
      number: farmer?.number ?? '',
      fullName: nameFor(actor, farmer?.fullName ?? ''),
      hasBankConsent: farmer?.consents.bank === 'given',
    },
    groupName: group?.name ?? '',
    bankName: bank?.name ?? '',
    plots: plots.map(({ _id, name, areaHa, number }) => ({
      id: String(_id),
      name,
      areaHa,
      number,
    })),
    scheme,
  }
}
export type LoanRead = Awaited<ReturnType<typeof readLoan>>

/** The same for whoever opens the page; the looks of auditor and bank are themselves recorded. */
export async function lookAtLoan(actor: Actor, id: string | undefined): Promise<LoanRead> {
  const read = await readLoan(actor, id)
  await recordLook(actor, recordOf(read.loan))
  return read
}

/** What the applicant should know before he sends: each rule, what is asked, and until when. */
export async function readSending(loan: Loan) {
  const scheme = await schemeOf(loan.schemeCode, loan.schemeVersion)
  if (!scheme || !isEditable(loan.status)) return null
  const applicant = await applicantOf(loan)
  const days = daysToDecision(await readPromises())
  const decidedBy = addWorkingDays(today(), days, await readHolidays())
  return {
    rules: rulesShown(loan, scheme, applicant),
    questions: sendingQuestions(loan, scheme, applicant),
    applicant,
    decidedBy,
    days,
  }
}

/** Gardens that can be chosen for an application. */
export async function plotsToChoose(farmerId: Loan['farmerId']) {
  const plots = await PlotModel.find({ farmerId, status: 'active' }).lean()
  return plots.map(({ _id, name, areaHa, altitudeM, plantedYear }) => ({
    id: String(_id),
    name,
    areaHa,
    altitudeM,
    plantedYear,
  }))
}

/** Papers are for who may open them: a bank while the farmer's record is open to it. */
function seesPapers(actor: Actor, loan: Loan, hasRecord: boolean): boolean {
  if (!can(actor, 'loan-document.view')) return false
  return hasRecord && (!isOfBank(actor) || loan.isOpen)
}

/** A bank sees what the farmer's record holds while it is open to it; others by their own scopes. */
function seesRecord(actor: Actor, bankIds: Types.ObjectId[] = []): boolean {
  return !isOfBank(actor) || bankIds.map(String).includes(actor.organisationId)
}

// what the bank notes for itself stays in the bank; the province reads initials
function asSeenBy(actor: Actor, loan: Loan, hasRecord: boolean, hasPapers: boolean): Loan {
  const isBank = can(actor, 'loan.return')
  const mask = (name: string, role: string) =>
    role === 'farmer' || role === 'group-leader' ? nameFor(actor, name) : name
  return {
    ...loan,
    applicantName: nameFor(actor, loan.applicantName),
    seedlingRequestId: hasRecord ? loan.seedlingRequestId : null,
    documents: hasPapers ? loan.documents : [],
    checks: isBank || actor.role === 'auditor' ? loan.checks : [],
    analysis: isBank || actor.role === 'auditor' ? loan.analysis : null,
    journey: loan.journey
      .filter(({ isInternal }) => !isInternal || isBank || actor.role === 'auditor')
      .map((step) => ({ ...step, byName: mask(step.byName, step.byRole) })),
  }
}

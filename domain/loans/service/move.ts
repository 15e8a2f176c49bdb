import { Types } from 'mongoose'
import { LoanModel, type Loan } from '../../../models/loan.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { StaleVersion } from '../../errors.ts'
import { assertNext, assertVersion, findVisible } from '../../find-visible.ts'
import { loansVisibleTo } from '../../scopes.ts'
import { next } from '../../status-table.ts'
import { holderOf } from '../promises.ts'
import { isOpen, loanTransitions, type LoanEvent } from '../status.ts'
import { auditedLoan } from './figures.ts'
import { countDecision, countPromise, deadlineOf } from './promise-times.ts'
import { refreshBankSight } from './sight.ts'

/** The loan, if it is in sight. */
export async function findLoan(actor: Actor, id: string | undefined): Promise<Loan> {
  return findVisible<Loan>(LoanModel, id, loansVisibleTo(actor))
}

/** @throws {StaleVersion} {WrongState} when somebody was faster, or the state has no such act */
export async function loanToMove(
  actor: Actor,
  id: string,
  version: number,
  act: LoanEvent,
): Promise<Loan> {
  const loan = await findLoan(actor, id)
  assertVersion('loan', loan, version)
  assertNext(next(loanTransitions, loan.status, act), `loan.${loan.status}`, act)
  return loan
}

interface Said {
  /** Shown in the timeline and kept with the audit event. */
  text?: string | null
  /** Seen by the bank only. */
  isInternal?: boolean
}

/**
 * Does an act on a loan: the state, the promise that runs from now on, the timeline, the bank's
 * sight and the trail, all in the transaction of the act. `actor` is null for what a job does.
 */
export async function moveLoan(
  actor: Actor | null,
  before: Loan,
  act: LoanEvent,
  changes: Partial<Loan>,
  { text = null, isInternal = false }: Said = {},
): Promise<Loan> {
  const status = assertNext(next(loanTransitions, before.status, act), `loan.${before.status}`, act)
  const hasMoved = status !== before.status
  const at = now()
  const step = {
    act,
    status,
    at,
    byName: actor?.fullName ?? '',
    byRole: actor?.role ?? 'system',
    text,
    isInternal,
  }
  const after: Loan = {
    ...before,
    ...changes,
    ...(hasMoved && { status, waitingSince: at, promisedOn: await deadlineOf(status) }),
    isOpen: isOpen(status),
    holder: holderOf(status),
    journey: act === 'edit' || act === 'documents' ? before.journey : [...before.journey, step],
    version: before.version + 1,
    updatedAt: at,
  }
  Object.assign(after, sentTo(after))
  if (hasMoved) await countPromise(before)
  if ((status === 'approved' || status === 'refused') && before.sentOn) {
    after.decidedOn = today()
    await countDecision(before, before.sentOn)
  }
  await store(before, after)
  if (after.isOpen !== before.isOpen) await refreshBankSight(after.farmerId)
  await recordAudit(actor, {
    act: `loan.${act}`,
    record: recordOf(after),
    before: auditedLoan(before),
    after: auditedLoan(after),
    note: text,
  })
  return after
}

/** Who sees a loan by his scope, once it was sent. */
export function sentTo(loan: Loan) {
  const { isSent, bankId, districtCode, regencyCode } = loan
  return {
    sentBankId: isSent ? bankId : null,
    sentDistrictCode: isSent ? districtCode : null,
    sentRegencyCode: isSent ? regencyCode : null,
  }
}

async function store(before: Loan, after: Loan): Promise<void> {
  const { _id, ...fields } = after
  const done = await LoanModel.updateOne({ _id, version: before.version }, { $set: fields })
  if (done.matchedCount === 0) {
    throw new StaleVersion('loan', String(_id), before.version, before.version + 1)
  }
}

/** The loan as the trail names it. */
export function recordOf(loan: { _id: Types.ObjectId; number: string; version: number }) {
  return { kind: 'loan', id: loan._id.toHexString(), number: loan.number, version: loan.version }
}

/** Who does a step, now. */
export function handOf(actor: Actor) {
  return { byId: new Types.ObjectId(actor.userId), byName: actor.fullName, at: now() }
}

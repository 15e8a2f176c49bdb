import type { Loan } from '../../../models/loan.ts'
import type { Actor } from '../../actor.ts'
import { releasePot, reservePot } from './pot.ts'

/**
 * Holds the approved money in the scheme's pot.
 * @throws {RuleBroken} when the pot holds less
 */
export async function reserveFor(actor: Actor, loan: Loan, amountRupiah: number): Promise<void> {
  await reservePot(actor, loan.schemeCode, amountRupiah, loan._id)
}

/** Gives back what the pot holds for a loan that comes to nothing. */
export async function releaseReserved(actor: Actor | null, loan: Loan): Promise<void> {
  await releasePot(actor, loan.schemeCode, loan._id)
}

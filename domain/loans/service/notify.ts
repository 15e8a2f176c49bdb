import type { Types } from 'mongoose'
import type { Loan } from '../../../models/loan.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { tell } from '../../messages.ts'

export type Audience = 'applicant' | 'office' | 'loan-officer' | 'loan-approver'

type About = Pick<
  Loan,
  '_id' | 'number' | 'farmerId' | 'groupId' | 'districtCode' | 'bankId' | 'applicantId'
>

/** Puts a message about a loan into the inboxes of those who should know; never of who acted. */
export async function tellAbout(
  loan: About,
  actor: Actor | null,
  audiences: readonly Audience[],
  key: string,
  values: Record<string, unknown>,
): Promise<void> {
  const ids = new Set<string>()
  for (const audience of audiences) {
    for (const id of await membersOf(loan, audience)) ids.add(String(id))
  }
  if (actor) ids.delete(actor.userId)
  await tell([...ids], {
    key,
    values: { number: loan.number, who: actor?.fullName ?? '', ...values },
    href: `/loans/${String(loan._id)}`,
  })
}

async function membersOf(loan: About, audience: Audience): Promise<Types.ObjectId[]> {
  if (audience === 'applicant') {
    const own = await UserModel.find({ farmerId: loan.farmerId }, { _id: 1 }).lean()
    return [...own.map(({ _id }) => _id), loan.applicantId]
  }
  const users =
    audience === 'office'
      ? UserModel.find({ districtCodes: loan.districtCode, role: 'extension-officer' }, { _id: 1 })
      : UserModel.find({ organisationId: loan.bankId, role: audience }, { _id: 1 })
  return (await users.lean()).map(({ _id }) => _id)
}

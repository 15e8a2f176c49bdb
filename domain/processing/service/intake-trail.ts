import { UserModel } from '../../../models/user.ts'
import type { Intake } from '../../../models/intake.ts'
import type { Actor } from '../../actor.ts'
import { tell } from '../../messages.ts'

/** The fields of a slip that the audit trail and a stale form speak of. */
export function auditedIntake(intake: Intake) {
  return {
    status: intake.status,
    farmerId: String(intake.farmerId),
    plotId: String(intake.plotId),
    harvestId: String(intake.harvestId),
    receivedAt: intake.receivedAt,
    grossKg: intake.grossG / 1000,
    tareKg: intake.tareG / 1000,
    redPct: intake.redPct,
    greenPct: intake.greenPct,
    blackPct: intake.blackPct,
    floaterPct: intake.floaterPct,
    borerPct: intake.borerPct,
    pricePerKg: intake.pricePerKg,
    payment: intake.payment,
    lotId: intake.lotId && String(intake.lotId),
  }
}

/** Tells the farmer what happened to his cherry. */
export async function tellFarmerOf(
  actor: Actor,
  intake: Intake,
  what: 'received' | 'receivedNew' | 'returned' | 'paid',
): Promise<void> {
  const users = await UserModel.find({ farmerId: intake.farmerId }, { _id: 1 }).lean()
  await tell(
    users.map(({ _id }) => _id),
    {
      key: `messages.intake.${what}`,
      values: {
        number: intake.number,
        weightKg: intake.netG / 1000,
        unit: actor.organisationName,
        amount: intake.amountRupiah ?? 0,
        reason: intake.reason ?? '',
      },
      href: `/processing/intake/${String(intake._id)}`,
    },
  )
}

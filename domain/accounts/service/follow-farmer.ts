import type { Types } from 'mongoose'
import type { Organisation } from '../../../models/organisation.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { hasEnded } from '../status.ts'

/**
 * Lets the account of a farmer follow him to another group, so that the leader of the old one no
 * longer reaches it; open sessions end. In the transaction of the farmer's own move.
 */
export async function followFarmer(
  actor: Actor,
  farmerId: Types.ObjectId,
  group: Pick<Organisation, '_id' | 'regencyCode'>,
): Promise<void> {
  for (const user of await UserModel.find({ farmerId }).lean()) {
    if (hasEnded(user, today()) || user.organisationId.equals(group._id)) continue
    const version = user.version + 1
    await UserModel.updateOne(
      { _id: user._id, version: user.version },
      {
        $set: {
          organisationId: group._id,
          regencyCode: group.regencyCode,
          sessionEpoch: user.sessionEpoch + 1,
          version,
          updatedAt: now(),
        },
      },
    )
    await recordAudit(actor, {
      act: 'user.edit',
      record: { kind: 'user', id: String(user._id), number: user.username, version },
      before: { organisationId: String(user.organisationId) },
      after: { organisationId: String(group._id) },
    })
  }
}

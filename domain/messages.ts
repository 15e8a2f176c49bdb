import type { Types } from 'mongoose'
import { MessageModel } from '../models/message.ts'
import { UserModel } from '../models/user.ts'
import { config } from '../config.ts'
import type { Actor } from './actor.ts'
import { now } from './clock.ts'

/** One message: an i18n key under `messages`, so that each reader gets it in his own language. */
export interface Notice {
  key: string
  values?: Record<string, unknown>
  href?: string
}

/**
 * Puts a message into the outbox of each person; in the transaction of the act, so that nothing is
 * said that was not done. The inbox shows it at once, the mail job sends it where there is a way.
 */
export async function tell(
  userIds: readonly (string | Types.ObjectId)[],
  notice: Notice,
): Promise<void> {
  if (userIds.length === 0) return
  const users = await UserModel.find({ _id: { $in: userIds } }, { email: 1 }).lean()
  const at = now()
  await MessageModel.insertMany(
    users.map((user) => {
      const goesByMail = config().smtpUrl !== null && user.email !== null
      return {
        toUserId: user._id,
        key: notice.key,
        values: notice.values ?? {},
        href: notice.href ?? null,
        at,
        mail: goesByMail ? 'waiting' : 'none',
        mailNextAt: goesByMail ? at : null,
      }
    }),
  )
}

/** How many messages a person has not read. */
export async function unreadOf(actor: Actor): Promise<number> {
  return MessageModel.countDocuments({ toUserId: actor.userId, readAt: null })
}

/** The latest messages, newest first; reading the list marks them read. */
export async function readInbox(actor: Actor) {
  const messages = await MessageModel.find({ toUserId: actor.userId })
    .sort({ at: -1 })
    .limit(50)
    .lean()
  await MessageModel.updateMany(
    { toUserId: actor.userId, readAt: null },
    { $set: { readAt: now() } },
  )
  return messages
}

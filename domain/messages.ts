import type { Types } from 'mongoose'
import { MessageModel, type Message } from '../models/message.ts'
import { UserModel } from '../models/user.ts'
import { config } from '../config.ts'
import type { Actor } from './actor.ts'
import { now } from './clock.ts'
import { listPage } from './paging.ts'

export type { Message }

/** One message: an i18n key under `messages`, so that each reader gets it in his own language. */
export interface Notice {
  key: string
  values?: Record<string, unknown>
  href?: string
}

/** A message and the people it is for. */
export interface Told {
  to: readonly (string | Types.ObjectId)[]
  notice: Notice
}

/**
 * Puts a message into the outbox of each person; in the transaction of the act, so that nothing is
 * said that was not done. The inbox shows it at once, the mail job sends it where there is a way.
 */
export async function tell(to: Told['to'], notice: Notice): Promise<void> {
  await tellAll([{ to, notice }])
}

/** Several messages at once, each to its own people, in two questions to the database. */
export async function tellAll(told: readonly Told[]): Promise<void> {
  const ids = [...new Set(told.flatMap(({ to }) => to.map(String)))]
  if (ids.length === 0) return
  const users = await UserModel.find({ _id: { $in: ids } }, { email: 1 }).lean()
  const userOf = new Map(users.map((user) => [String(user._id), user]))
  const at = now()
  const messages = told.flatMap(({ to, notice }) =>
    [...new Set(to.map(String))].flatMap((id) => {
      const user = userOf.get(id)
      return user ? [messageTo(user, notice, at)] : []
    }),
  )
  if (messages.length > 0) await MessageModel.insertMany(messages)
}

function messageTo(user: { _id: Types.ObjectId; email: string | null }, notice: Notice, at: Date) {
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
}

/** How many messages a person has not read. */
export async function unreadOf(actor: Actor): Promise<number> {
  return MessageModel.countDocuments({ toUserId: actor.userId, readAt: null })
}

/** One page of a person's messages, newest first. */
export async function readInbox(actor: Actor, after: string | null) {
  const query = { toUserId: actor.userId }
  return listPage<Message>((f) => MessageModel.find(f), query, 'at', after)
}

/** Marks messages that a person has before him. */
export async function markRead(messages: readonly Message[]): Promise<void> {
  const ids = messages.filter(({ readAt }) => readAt === null).map(({ _id }) => _id)
  if (ids.length > 0)
    await MessageModel.updateMany({ _id: { $in: ids } }, { $set: { readAt: now() } })
}

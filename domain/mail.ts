import { MessageModel, type Message } from '../models/message.ts'
import { UserModel } from '../models/user.ts'
import { now, today } from './clock.ts'
import { isForEver, nextTryAfter } from './mail-retries.ts'

/** A letter ready to be sent. */
export interface Letter {
  /** The same at every try, so that a mail server can recognise a letter that it already has. */
  id: string
  to: string
  language: 'id' | 'en'
  key: string
  values: Record<string, unknown>
  href: string | null
}

/** What a round of sending came to. */
export interface MailRound {
  sent: number
  failed: number
  postponed: number
}

/** For how long a claimed letter is left to whoever claimed it; longer than any try takes. */
const claimMs = 10 * 60_000

/**
 * Sends the messages of the outbox that are due, one after the other. Each is claimed first by
 * moving its next try ahead, so that two processes never send the same; one whose process dies is
 * tried again ten minutes later. `send` throws what the mail server said.
 */
export async function sendMail(
  send: (letter: Letter) => Promise<void>,
  most = 200,
): Promise<MailRound> {
  const round: MailRound = { sent: 0, failed: 0, postponed: 0 }
  for (let n = 0; n < most; n++) {
    const message = await claimNext()
    if (!message) break
    const outcome = await deliver(message, send)
    if (outcome) round[outcome]++
  }
  return round
}

async function claimNext(): Promise<Message | null> {
  const at = now()
  return MessageModel.findOneAndUpdate(
    { mail: 'waiting', mailNextAt: { $lte: at } },
    { $set: { mailNextAt: new Date(at.getTime() + claimMs) }, $inc: { mailTries: 1 } },
    { returnDocument: 'after' },
  ).lean()
}

async function deliver(message: Message, send: (letter: Letter) => Promise<void>) {
  const letter = await letterOf(message)
  // an account that has ended or lost its address keeps the message in its inbox only
  if (!letter) return settle(message, 'none')
  try {
    await send(letter)
  } catch (error) {
    const nextAt = isForEver(error) ? null : nextTryAfter(message.mailTries, now())
    if (!nextAt) return settle(message, 'failed')
    await MessageModel.updateOne({ _id: message._id }, { $set: { mailNextAt: nextAt } })
    return 'postponed'
  }
  return settle(message, 'sent')
}

async function settle<M extends Message['mail']>(message: Message, mail: M) {
  await MessageModel.updateOne({ _id: message._id }, { $set: { mail, mailNextAt: null } })
  return mail === 'none' ? null : (mail as Exclude<M, 'none' | 'waiting'>)
}

async function letterOf({ _id, toUserId, key, values, href }: Message): Promise<Letter | null> {
  const user = await UserModel.findById(toUserId, { email: 1, language: 1, endsOn: 1 }).lean()
  if (!user?.email || (user.endsOn !== null && user.endsOn < today())) return null
  return { id: String(_id), to: user.email, language: user.language, key, values, href }
}

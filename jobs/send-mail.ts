import { createTransport, type Transporter } from 'nodemailer'
import { config } from '../config.ts'
import { sendMail, type Letter } from '../domain/mail.ts'
import { translator } from '../middleware/words.ts'
import type { Job } from './index.ts'

/** Sends the messages of the outbox by e-mail where `SMTP_URL` says how. */
export const sendMailJob: Job = {
  name: 'mail.send',
  every: '15 seconds',
  async run(log) {
    const { smtpUrl } = config()
    if (smtpUrl === null) return
    const post = postOffice(smtpUrl)
    try {
      const round = await sendMail((letter) => sendLetter(post, letter))
      if (round.sent + round.failed + round.postponed > 0) log.info({ ...round }, 'mail')
    } finally {
      post.close()
    }
  },
}

/** The way to the mail server, with patience that ends long before the claim on a letter does. */
export function postOffice(smtpUrl: string): Transporter {
  return createTransport({
    url: smtpUrl,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
  })
}

/** Sends one letter: what happened in a sentence, and the address to see it at. @throws what the server said */
export async function sendLetter(post: Transporter, letter: Letter): Promise<void> {
  const t = translator(letter.language)
  const { baseUrl, smtpUrl } = config()
  const host = new URL(baseUrl).hostname
  const said = t(letter.key, letter.values)
  const lines = [said, letter.href && `${baseUrl}${letter.href}`, t('messages.mail.foot')]
  await post.sendMail({
    messageId: `<${letter.id}@${host}>`,
    from: { name: 'Kabinet Arabika', address: senderAt(smtpUrl, host) },
    to: letter.to,
    subject: t('messages.mail.subject'),
    text: lines.filter(Boolean).join('\n\n'),
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
}

/** The account of the mail server where it is an address, else no-reply at this service's host. */
function senderAt(smtpUrl: string | null, host: string): string {
  const account = smtpUrl ? decodeURIComponent(new URL(smtpUrl).username) : ''
  return account.includes('@') ? account : `no-reply@${host}`
}

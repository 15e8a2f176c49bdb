import { expect } from 'chai'
import { Types } from 'mongoose'
import { config } from '../../config.ts'
import { now } from '../../domain/clock.ts'
import { sendMail } from '../../domain/mail.ts'
import { tell } from '../../domain/messages.ts'
import { postOffice, sendLetter, sendMailJob } from '../../jobs/send-mail.ts'
import { MessageModel } from '../../models/message.ts'
import { UserModel } from '../../models/user.ts'
import { useDatabase } from '../support/database.ts'
import { startMailSink, type MailSink } from '../support/mail-sink.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

describe('the mail job', () => {
  useDatabase()
  let sink: MailSink
  afterEach(async () => {
    config().smtpUrl = null
    await sink.stop()
  })

  async function open(refuse?: (address: string) => string | null) {
    sink = await startMailSink(refuse)
    config().smtpUrl = sink.url
  }

  async function people(count: number, more: Record<string, unknown> = {}) {
    return UserModel.insertMany(
      Array.from({ length: count }, (_, n) => ({
        username: `orang${n}`,
        fullName: `Orang ${n}`,
        email: `orang${n}@contoh.id`,
        organisationId: new Types.ObjectId(),
        role: 'extension-officer',
        ...more,
      })),
    )
  }

  async function tellAll(users: { _id: Types.ObjectId }[]) {
    await tell(
      users.map(({ _id }) => _id),
      {
        key: 'messages.harvestDeclared',
        values: { farmer: 'Sumarni', number: 'PN-2026-000001', weightKg: 420 },
        href: '/harvests/abc',
      },
    )
  }

  const due = () => MessageModel.updateMany({}, { $set: { mailNextAt: new Date(0) } })

  it('sends what waits in the words of the reader, with the address to see it at, once', async () => {
    await open()
    await tellAll([
      ...(await people(1)),
      ...(await people(1, { username: 'two', email: 'two@contoh.id', language: 'en' })),
    ])

    await sendMailJob.run(silent)
    await sendMailJob.run(silent)

    const texts = Object.fromEntries(sink.letters.map(({ to, text }) => [to, text]))
    expect(sink.letters).to.have.length(2)
    expect(texts['orang0@contoh.id'])
      .to.include('PN-2026-000001')
      .and.include(`${config().baseUrl}/harvests/abc`)
      .and.include('Kabar baru dari Kabinet Arabika')
    expect(texts['two@contoh.id']).to.include('News from Kabinet Arabika')
    expect((await MessageModel.find().lean()).map(({ mail }) => mail)).to.deep.equal([
      'sent',
      'sent',
    ])
  })

  it('sends each letter once when several processes send together', async () => {
    await open()
    await tellAll(await people(30))

    await Promise.all(Array.from({ length: 4 }, () => sendMailJob.run(silent)))

    const addresses = sink.letters.map(({ to }) => to)
    expect(addresses).to.have.length(30)
    expect(new Set(addresses)).to.have.length(30)
  })

  it('tries again later and later, and gives up at last', async () => {
    await open(() => '451 later, please')
    await tellAll(await people(1))

    const minutes: (number | null)[] = []
    for (let n = 0; n < 6; n++) {
      await sendMailJob.run(silent)
      const { mailNextAt } = (await MessageModel.findOne().lean())!
      minutes.push(mailNextAt && Math.round((mailNextAt.getTime() - now().getTime()) / 60_000))
      await due()
    }

    expect(minutes).to.deep.equal([1, 5, 30, 120, 720, null])
    expect(await MessageModel.findOne().lean()).to.include({ mail: 'failed', mailTries: 6 })
  })

  it('does not try an address again that the server refused for ever', async () => {
    await open((address) => (address.startsWith('orang1@') ? '550 nobody here' : null))
    await tellAll(await people(2))

    await sendMailJob.run(silent)

    expect(sink.letters.map(({ to }) => to)).to.deep.equal(['orang0@contoh.id'])
    expect((await MessageModel.find().lean()).map(({ mail }) => mail).sort()).to.deep.equal([
      'failed',
      'sent',
    ])
  })

  it('lets a letter wait while the mail server is away', async () => {
    await open()
    await tellAll(await people(1))
    await sink.stop()

    await sendMailJob.run(silent)

    expect(await MessageModel.findOne().lean()).to.include({ mail: 'waiting', mailTries: 1 })
  })

  it('comes back to a letter whose sender died, not before ten minutes', async () => {
    await open()
    await tellAll(await people(1))
    await MessageModel.findOneAndUpdate(
      { mail: 'waiting' },
      { $set: { mailNextAt: new Date(now().getTime() + 9 * 60_000) } },
    )

    await sendMailJob.run(silent)
    const early = sink.letters.length
    await due()
    await sendMailJob.run(silent)

    expect([early, sink.letters.length]).to.deep.equal([0, 1])
  })

  it('sends nothing to an account that has ended', async () => {
    await open()
    await tellAll(await people(1, { endsOn: '2026-08-14' }))

    await sendMailJob.run(silent)

    expect(sink.letters).to.have.length(0)
    expect(await MessageModel.findOne().lean()).to.include({ mail: 'none' })
  })

  it('signs with the same id at every try', async () => {
    await open()
    await tellAll(await people(1))
    const post = postOffice(sink.url)
    await sendMail(async (letter) => {
      await sendLetter(post, letter)
      throw new Error('the line broke after the letter was taken')
    })
    await due()

    await sendMailJob.run(silent)
    post.close()

    const ids = sink.letters.map(({ text }) => /^Message-ID: (.*)$/im.exec(text)?.[1])
    expect(ids).to.have.length(2)
    expect(new Set(ids)).to.have.length(1)
  })
})

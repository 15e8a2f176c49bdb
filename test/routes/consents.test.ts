import { expect } from 'chai'
import sharp from 'sharp'
import { listen } from '../../domain/events.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { ConsentModel } from '../../models/consent.ts'
import { FarmerModel } from '../../models/farmer.ts'
import { MessageModel } from '../../models/message.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client, fieldErrors } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'

interface Consents {
  consents: Record<string, string | null>
  rows: {
    purpose: string
    decision: string
    method: string
    textVersion: string
    photos: { href: string }[]
  }[]
}

describe('the consents of a farmer', () => {
  useDatabase()
  let cast: Cast
  let path: string
  let paper: File
  before(async () => {
    const bytes = await sharp({
      create: { width: 30, height: 40, channels: 3, background: '#fff' },
    })
      .png()
      .toBuffer()
    paper = new File([new Uint8Array(bytes)], 'surat.png', { type: 'image/png' })
  })
  beforeEach(async () => {
    cast = await setStage()
    path = `/farmers/${String(cast.petani.farmer._id)}/consents`
  })

  const own = (given: Record<string, string> = {}) => ({
    purpose: 'bank',
    decision: 'withdrawn',
    method: 'own-account',
    ...given,
  })
  const behalf = (given: Record<string, string> = {}) =>
    own({ decision: 'given', purpose: 'market', method: 'signature', ...given })

  it('are withdrawn by the farmer himself, at once, with the text they were about', async () => {
    const petani = await Client.as('petani')

    const answer = await petani.post(path, own())

    expect(answer.status, fieldErrors(answer.text).join()).to.equal(303)
    expect(answer.location).to.equal(path)
    const { consents, rows } = await petani.data<Consents>(path)
    expect(consents).to.include({ programme: 'given', bank: 'withdrawn', market: null })
    expect(rows[0]).to.include({
      purpose: 'bank',
      decision: 'withdrawn',
      method: 'own-account',
      textVersion: 'bank-1',
    })
    const record = await petani.data(path.replace('/consents', ''))
    expect((record['consents'] as Record<string, string>)['bank']).to.equal('withdrawn')
    const event = await AuditEventModel.findOne({ act: 'consent.record' }).lean()
    expect(event!.changes).to.deep.include({ field: 'bank', before: 'given', after: 'withdrawn' })
  })

  it('are announced to the areas that must act on them, in the same transaction', async () => {
    const heard: string[] = []
    const stops = [
      listen('consentWithdrawn', async ({ purpose }) => void heard.push(`-${purpose}`)),
      listen('consentGiven', async ({ purpose, farmerId }) => {
        heard.push(`+${purpose}`)
        const within = await FarmerModel.findById(farmerId).lean()
        heard.push(String(within!.consents[purpose]))
      }),
    ]
    const petani = await Client.as('petani')

    await petani.post(path, own())
    await petani.post(path, own({ decision: 'given', purpose: 'story' }))
    for (const stop of stops) stop()

    expect(heard).to.deep.equal(['-bank', '+story', 'given'])
  })

  it('are undone with the act when a listener refuses', async () => {
    const stop = listen('consentWithdrawn', () => Promise.reject(new Error('no')))
    const petani = await Client.as('petani')

    const answer = await petani.post(path, own())
    stop()

    expect(answer.status).to.equal(500)
    expect(await ConsentModel.countDocuments()).to.equal(0)
    expect((await petani.data<Consents>(path)).consents['bank']).to.equal('given')
  })

  for (const username of ['ketua', 'penyuluh']) {
    it(`are recorded by ${username} on his behalf with the signed paper, and he is told`, async () => {
      const client = await Client.as(username)

      const answer = await client.post(path, behalf(), { evidence: paper })

      expect(answer.status, fieldErrors(answer.text).join()).to.equal(303)
      const { rows, consents } = await client.data<Consents>(path)
      expect(consents['market']).to.equal('given')
      expect((await client.get(rows[0]!.photos[0]!.href)).status).to.equal(200)
      expect((await (await Client.as('ketua2')).get(rows[0]!.photos[0]!.href)).status).to.equal(404)
      expect((await MessageModel.findOne().lean())!.key).to.equal('messages.consent.given')
      expect((await (await Client.as('petani')).get('/inbox')).text).to.include(path)
    })
  }

  it('are not recorded on his behalf without the paper, or as if he had done it', async () => {
    const ketua = await Client.as('ketua')

    const without = await ketua.post(path, behalf())
    const asHim = await ketua.post(path, behalf({ method: 'own-account' }), { evidence: paper })
    const fake = await ketua.post(path, behalf(), {
      evidence: new File(['x'], 'surat.pdf', { type: 'application/pdf' }),
    })

    expect([without.status, asHim.status, fake.status]).to.deep.equal([422, 422, 415])
    expect(wrongFieldsOf(without.text)).to.deep.equal(['evidence'])
    expect(wrongFieldsOf(asHim.text)).to.deep.equal(['method'])
    expect(await ConsentModel.countDocuments()).to.equal(0)
  })

  it('are not signed on paper from his own account', async () => {
    const petani = await Client.as('petani')

    const answer = await petani.post(path, own({ method: 'thumbprint' }))

    expect(answer.status).to.equal(422)
    expect(wrongFieldsOf(answer.text)).to.deep.equal(['method'])
  })

  for (const [field, given] of [
    ['purpose', { purpose: 'advertising' }],
    ['decision', { decision: 'perhaps' }],
    ['method', { method: '' }],
  ] as const) {
    it(`refuse a ${field} that is none`, async () => {
      const answer = await (await Client.as('petani')).post(path, own(given))

      expect(answer.status).to.equal(422)
      expect(wrongFieldsOf(answer.text)).to.include(field)
    })
  }

  it('are shown in plain words with their history, to those who see the farmer', async () => {
    const petani = await Client.as('petani')
    await petani.post(path, own())
    await petani.post(path, own({ decision: 'given' }))

    const page = await petani.get(path)
    const { rows } = await petani.data<Consents>(path)
    const disbun = await (await Client.as('disbun')).get(path)

    expect(page.text).to.include('Bank lain tidak dapat melihatnya').and.include('bank-1')
    expect(rows.map(({ decision }) => decision)).to.deep.equal(['given', 'withdrawn'])
    expect(disbun.status).to.equal(200)
    expect(disbun.text).not.to.include('Sumarni')
    for (const username of ['petani2', 'ketua2', 'penyuluh2', 'dinas2'])
      expect((await (await Client.as(username)).get(path)).status, username).to.equal(404)
  })

  it('are decided by nobody else', async () => {
    for (const username of ['dinas', 'disbun', 'auditor', 'admin', 'analis'])
      expect((await (await Client.as(username)).post(path, behalf())).status).to.equal(403)
    for (const username of ['petani2', 'ketua2', 'penyuluh2']) {
      const answer = await (await Client.as(username)).post(path, behalf(), { evidence: paper })
      expect(answer.status, username).to.equal(404)
    }
    expect(await ConsentModel.countDocuments()).to.equal(0)
  })
})

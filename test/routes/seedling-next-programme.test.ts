import { expect } from 'chai'
import { AuditEventModel } from '../../models/audit-event.ts'
import { PlantingModel } from '../../models/planting.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'
import { done, idOf, plantedHandover, programmeForm } from '../support/factories/seedling.ts'

interface Proposal {
  quantity: number
  quotas: Record<string, unknown>[]
  varieties: Record<string, unknown>[]
  farmers: { rows: Record<string, unknown>[]; next: string | null }
}

describe('the next programme of seedlings', function () {
  this.timeout(60_000)
  useDatabase()
  let cast: Cast
  let programmeId: string
  let page: string
  beforeEach(async () => {
    cast = await setStage()
    const { planting } = await plantedHandover(cast)
    await PlantingModel.updateOne({ _id: idOf(planting) }, { $set: { plantedOn: '2025-08-15' } })
    const penyuluh = await Client.as('penyuluh')
    const count = { countedOn: '2026-08-15', method: 'census', counted: '90', alive: '63' }
    await done(
      penyuluh.post('/survival-counts', { plantingId: idOf(planting), cause: 'kering', ...count }),
    )
    programmeId = String((await penyuluh.data(planting))['programmeId'])
    page = `/seedling-programmes/${programmeId}/next`
  })
  const decide = (client: Client, given: Record<string, string> = {}) =>
    client.post(page, {
      farmerId: String(cast.petani.farmer._id),
      decision: 'again',
      reason: 'mati karena ternak tetangga, pagar sudah dibuat',
      ...given,
    })

  it('is proposed from what lived, with the reason in every row', async () => {
    const dinas = await Client.as('dinas')

    const proposal = await dinas.data<Proposal>(`${page}?quantity=8.000`)
    const { text } = await dinas.get(page)
    const csv = await dinas.get(`${page}?format=csv`)

    const of = { survivalPct: 70, quantity: 8_000, code: 'lived' }
    expect(proposal.quotas).to.deep.equal([{ key: '3511', ...of }])
    expect(proposal.varieties).to.deep.equal([{ key: 'sigarar-utang', ...of }])
    expect(proposal.farmers.rows[0]).to.include({
      ...{ farmerName: 'Sumarni', planted: 90, alive12: 63, survivalPct: 70 },
      ...{ decision: 'replace', quantity: 27, reason: null },
    })
    expect(text).to.contain('Hidup 70 %, di bawah 80 %: hanya pengganti yang mati')
    expect(csv.text.split('\n')).to.have.length(3)
  })

  it('is taken over into the form of a new programme, which remembers whence it came', async () => {
    const disbun = await Client.as('disbun')

    const { text } = await disbun.get(`/seedling-programmes/new?from=${programmeId}&quantity=777`)
    const made = await done(
      disbun.post('/seedling-programmes', programmeForm({ follows: programmeId })),
    )
    const wrong = await disbun.post(
      '/seedling-programmes',
      programmeForm({ follows: '000000000000000000000000' }),
    )

    expect(text).to.contain('name="quotas[0][quantity]"').and.contain('value="777"')
    expect(text).to.contain(`name="follows" value="${programmeId}"`)
    expect(await disbun.data(made)).to.include({ follows: programmeId })
    expect(wrong.status).to.equal(422)
    // the officer asks for the farmers that were proposed, in the programme that follows
    const officer = await (await Client.as('penyuluh')).get(page)
    expect(officer.text).to.contain(
      `programmeId&#x3D;${idOf(made)}&amp;farmerId&#x3D;${String(cast.petani.farmer._id)}`,
    )
  })

  it('is changed for a farmer by the office, with a reason that stays', async () => {
    const dinas = await Client.as('dinas')

    const answer = await decide(dinas)

    const { farmers } = await dinas.data<Proposal>(page)
    expect([answer.status, answer.location]).to.deep.equal([303, page])
    expect(farmers.rows[0]).to.include({ decision: 'again', ruleDecision: 'replace', quantity: 90 })
    expect(farmers.rows[0]!['reason']).to.match(/^mati karena ternak/)
    const event = await AuditEventModel.findOne({ act: 'seedling-programme.decide' }).lean()
    expect(event).to.include({ recordId: String(cast.petani.farmer._id) })
  })

  it('is not changed by others, without a reason, or for a farmer of another regency', async () => {
    const dinas = await Client.as('dinas')

    const officer = await decide(await Client.as('penyuluh'))
    const silent = await decide(dinas, { reason: '' })
    const odd = await decide(dinas, { decision: 'never' })
    const foreign = await decide(await Client.as('dinas2'))
    const farmer = await (await Client.as('petani')).get(page)

    const statuses = [officer, silent, odd, foreign, farmer].map(({ status }) => status)
    expect(statuses).to.deep.equal([403, 422, 422, 422, 403])
    expect(wrongFieldsOf(silent.text)).to.deep.equal(['reason'])
    const other = await (await Client.as('dinas2')).data<Proposal>(page)
    expect(other.farmers.rows).to.deep.equal([])
  })
})

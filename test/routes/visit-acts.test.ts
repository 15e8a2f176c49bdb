import { expect } from 'chai'
import { AuditEventModel } from '../../models/audit-event.ts'
import { MessageModel } from '../../models/message.ts'
import { VisitSummaryModel } from '../../models/visit-summary.ts'
import { missOverduePlans } from '../../domain/visits/service/change.ts'
import type { Visit } from '../../models/visit.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client, fieldErrors } from '../support/client.ts'
import { makeFarmer } from '../support/factories/farmer.ts'
import { makePlot } from '../support/factories/plot.ts'
import { madeForm, makeVisit } from '../support/factories/visit.ts'
import { useDatabase } from '../support/database.ts'

const open = { doneOn: null, note: null, doneByName: null }
const followUp = (who: 'farmer' | 'leader' | 'officer') => ({
  what: 'Pangkas',
  who,
  dueOn: '2026-08-31',
  ...open,
})

describe('what becomes of a visit', () => {
  useDatabase()
  let cast: Cast
  let officer: Client
  beforeEach(async () => {
    cast = await setStage()
    officer = await Client.as('penyuluh')
  })

  const visit = async (given: Partial<Visit> = {}) =>
    `/visits/${String((await makeVisit(cast.petani.plots[0], given))._id)}`
  const done = (given: Partial<Visit> = {}) =>
    visit({ visitedOn: '2026-08-10', advice: 'Pangkas.', ...given })
  const act = async (who: Client, path: string, fields: Record<string, string> = {}) => {
    const answer = await who.post(path, { version: '1', ...fields })
    return answer.status
  }
  const statusOf = async (path: string) => (await officer.get(path)).record['status']

  describe('a plan', () => {
    it('is moved with a reason, and the farmer is told', async () => {
      const path = await visit()

      const status = await act(officer, `${path}/move`, {
        plannedOn: '2026-08-25',
        reason: 'Hujan',
      })

      const record = await officer.data(path)
      const [message] = await MessageModel.find().lean()
      expect(status).to.equal(303)
      expect(record).to.include({ status: 'planned', plannedOn: '2026-08-25', version: 2 })
      expect(message?.key).to.equal('messages.visit.move')
    })

    it('is not moved into the past, to the same day or without a reason', async () => {
      const path = await visit()
      const answers = [
        { plannedOn: '2026-08-14', reason: 'x' },
        { plannedOn: '2026-08-20', reason: 'x' },
        { plannedOn: '2026-08-25', reason: '' },
      ].map((fields) => act(officer, `${path}/move`, fields))

      expect(await Promise.all(answers)).to.deep.equal([422, 422, 422])
    })

    it('is cancelled once, and counts no more', async () => {
      const path = await visit()

      const first = await act(officer, `${path}/cancel`, { reason: 'Petani pindah' })
      const second = await act(officer, `${path}/cancel`, { reason: 'x', version: '2' })

      expect([first, second]).to.deep.equal([303, 409])
      expect(await statusOf(path)).to.equal('cancelled')
      expect((await officer.data(path))['acts']).to.deep.equal([])
    })

    it('turns missed the day after, by a job, and is then moved or made', async () => {
      const [today, late, other] = [
        await visit({ plannedOn: '2026-08-15', day: '2026-08-15' }),
        await visit({ plannedOn: '2026-08-14', day: '2026-08-14' }),
        await visit({ plannedOn: '2026-08-13', day: '2026-08-13' }),
      ]

      const missed = await missOverduePlans()

      expect(missed).to.equal(2)
      expect(await missOverduePlans()).to.equal(0)
      expect(await Promise.all([today, late].map(statusOf))).to.deep.equal(['planned', 'missed'])
      const event = await AuditEventModel.findOne({ act: 'visit.miss' }).lean()
      expect(event?.personName).to.equal('system')
      const again = { version: '2', reason: 'x' }
      expect(await act(officer, `${late}/cancel`, again)).to.equal(409)
      expect(await act(officer, `${late}/move`, { ...again, plannedOn: '2026-08-18' })).to.equal(
        303,
      )
      expect(await act(officer, `${other}/complete`, { ...madeForm(), version: '2' })).to.equal(303)
      const [total] = await VisitSummaryModel.find({ missed: { $ne: 0 } }).lean()
      expect(total).to.equal(undefined)
    })
  })

  describe('a visit that was made', () => {
    it('is closed once it was read and nothing is open', async () => {
      const petani = await Client.as('petani')
      const path = await done({ followUps: [followUp('farmer')] })

      const read = await act(petani, `${path}/acknowledge`, { comment: 'Baik, Pak.' })
      const between = await statusOf(path)
      const again = await act(petani, `${path}/acknowledge`, { version: '2' })
      const reported = await act(petani, `${path}/follow-ups/0/done`, {
        ...{ version: '2', doneOn: '2026-08-14', note: 'Selesai' },
      })
      const twice = await act(petani, `${path}/follow-ups/0/done`, {
        ...{ version: '3', doneOn: '2026-08-14' },
      })

      const record = await officer.data(path)
      expect([read, between, again, reported, twice]).to.deep.equal([303, 'done', 409, 303, 409])
      expect(record).to.include({ status: 'closed', comment: 'Baik, Pak.' })
      expect((record['followUps'] as unknown[])[0]).to.include({
        ...{ doneOn: '2026-08-14', note: 'Selesai' },
      })
      expect(record['acts']).to.deep.equal([])
    })

    it('is closed at once by reading where nothing was to be done', async () => {
      const path = await done()

      await act(await Client.as('petani'), `${path}/acknowledge`)

      expect(await statusOf(path)).to.equal('closed')
    })

    it('is read by the leader only for a farmer without an account', async () => {
      const { groupId } = cast.petani.farmer
      const mute = await makePlot(await makeFarmer({ groupId }))
      const other = `/visits/${String((await makeVisit(mute, { visitedOn: '2026-08-10' }))._id)}`
      const own = await done()
      const ketua = await Client.as('ketua')

      const answers = [
        await act(ketua, `${own}/acknowledge`),
        await act(ketua, `${other}/acknowledge`),
        await act(officer, `${own}/acknowledge`),
      ]

      expect(answers).to.deep.equal([403, 303, 403])
    })

    it('lets each report what is for him, and the officer all', async () => {
      const [petani, ketua] = [await Client.as('petani'), await Client.as('ketua')]
      const followUps = (['farmer', 'leader', 'officer'] as const).map(followUp)
      const path = await done({ followUps })
      const report = (who: Client, n: number, version: string) =>
        act(who, `${path}/follow-ups/${n}/done`, { version, doneOn: '2026-08-12' })

      expect((await petani.data(path))['acts']).to.deep.equal(['acknowledge', 'follow-ups/0/done'])
      expect((await ketua.data(path))['acts']).to.deep.equal(['follow-ups/1/done'])
      expect(await report(petani, 1, '1')).to.equal(403)
      expect(await report(ketua, 0, '1')).to.equal(403)
      expect(await report(ketua, 7, '1')).to.equal(404)
      expect(await report(ketua, 1, '1')).to.equal(303)
      expect(await report(officer, 0, '1')).to.equal(409)
      expect(await report(officer, 0, '2')).to.equal(303)
    })

    it('says what is wrong with the day on which a follow-up was done', async () => {
      const path = await done({ followUps: [followUp('farmer')] })

      const answers = await Promise.all(
        ['', '2026-08-16', '2026-08-09', 'today'].map((doneOn) =>
          officer.post(`${path}/follow-ups/0/done`, { version: '1', doneOn }),
        ),
      )

      expect(answers.map(({ status }) => status)).to.deep.equal([422, 422, 422, 422])
      expect(answers.every(({ text }) => fieldErrors(text).length === 1)).to.equal(true)
    })

    it('is sent back once, before it was read, and offers what was written', async () => {
      const dinas = await Client.as('dinas')
      const path = await done({
        officerId: null,
        plannedOn: '2026-08-10',
        findings: 'Tunas air.',
        answers: [{ code: 'pruning', value: 'none' }],
      })

      const first = await act(dinas, `${path}/return`, { reason: 'Foto kurang' })
      const page = await officer.get(`${path}/complete`)
      const record = await dinas.data(path)
      const completed = await act(officer, `${path}/complete`, { ...madeForm(), version: '2' })
      const second = await act(dinas, `${path}/return`, { reason: 'Lagi', version: '3' })

      expect([first, completed, second]).to.deep.equal([303, 303, 409])
      expect(record).to.include({ status: 'planned', visitedOn: null, returnReason: 'Foto kurang' })
      expect(page.text).to.include('Tunas air.').and.include('Foto kurang')
      expect(page.text).to.match(/name="answers\[pruning\]" value="none" checked/)
    })

    it('is not sent back after it was read', async () => {
      const path = await done({ acknowledgedAt: new Date('2026-08-11T01:00:00Z'), version: 1 })

      const status = await act(await Client.as('dinas'), `${path}/return`, { reason: 'x' })

      expect(status).to.equal(409)
    })
  })

  it('shows what was advised last time, and asks whether it was done', async () => {
    await done({ advice: 'Pangkas sebelum hujan.' })
    const path = await visit()

    const form = await officer.get(`${path}/complete`)
    await act(officer, `${path}/complete`, { ...madeForm(), adviceFollowed: 'partly' })

    expect(form.text).to.include('Pangkas sebelum hujan.').and.include('name="adviceFollowed"')
    expect(await officer.data(path)).to.include({ adviceFollowed: 'partly' })
  })
})

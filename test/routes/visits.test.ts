import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { AuditEventModel } from '../../models/audit-event.ts'
import { MessageModel } from '../../models/message.ts'
import { VisitModel } from '../../models/visit.ts'
import { VisitSummaryModel } from '../../models/visit-summary.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { asked, Client, fieldErrors } from '../support/client.ts'
import { makeFarmer } from '../support/factories/farmer.ts'
import { makePlot } from '../support/factories/plot.ts'
import { madeForm } from '../support/factories/visit.ts'
import { smallPhoto } from '../support/files.ts'
import { useDatabase } from '../support/database.ts'

describe('visits', () => {
  useDatabase()
  let cast: Cast
  let officer: Client
  beforeEach(async () => {
    cast = await setStage()
    officer = await Client.as('penyuluh')
  })

  const whom = () => ({
    farmerId: String(cast.petani.farmer._id),
    plotId: String(cast.petani.plots[0]._id),
    kind: 'routine',
  })
  const send = async (path: string, fields: Record<string, string>) => {
    const answer = await officer.post(path, fields)
    expect(answer.status, fieldErrors(answer.text).join()).to.equal(303)
    return answer.location!
  }
  const planned = () => send('/visits', { ...whom(), plannedOn: '2026-08-20' })
  const made = (given = {}) => send('/visits', { ...whom(), ...madeForm(given) })

  describe('planning', () => {
    it('keeps the plan with its event and its total, and tells the farmer', async () => {
      const location = await planned()

      const record = await officer.data(location)
      const event = await AuditEventModel.findOne({ recordId: String(record['id']) }).lean()
      const [message] = await MessageModel.find().lean()
      const [total] = await VisitSummaryModel.find().lean()
      expect(record).to.include({ status: 'planned', kind: 'routine', plannedOn: '2026-08-20' })
      expect(record['number']).to.match(/^KJ-2026-\d{6}$/)
      expect(record['acts']).to.deep.equal(['complete', 'move', 'cancel'])
      expect(event).to.include({ act: 'visit.plan', seq: 1, personName: 'Hadi Prayitno' })
      expect(message).to.include({ key: 'messages.visit.planned', href: location })
      expect(total).to.include({ month: '2026-08', planned: 1, kept: 0, done: 0 })
    })

    it('shows the record with its kind of record, number, status and version', async () => {
      const page = await officer.get(await planned())

      expect(page.record).to.include({ record: 'visit', status: 'planned', version: '1' })
    })

    for (const [what, given] of [
      ['a day before today', { plannedOn: '2026-08-14' }],
      ['a day more than a year ahead', { plannedOn: '2027-09-01' }],
      ['neither a plan nor a visit', { plannedOn: '' }],
      ['a kind that is none', { kind: 'tea' }],
      ['a day that is none', { plannedOn: '2026-13-01' }],
      ['a place that looks like a day', { lat: '2026-13-01', lon: '2026-02-30' }],
      ['no garden', { plotId: '' }],
      ['a farmer who is not there', { farmerId: 'a'.repeat(24) }],
    ] as const) {
      it(`refuses ${what}`, async () => {
        const answer = await officer.post('/visits', {
          ...whom(),
          plannedOn: '2026-08-20',
          ...given,
        })

        expect(answer.status).to.equal(422)
        expect(answer.text).to.include('role="alert"')
        expect(await VisitModel.countDocuments()).to.equal(0)
      })
    }

    it('answers a farmer of another office as one who is not there', async () => {
      const foreign = { farmerId: String(cast.petani2.farmer._id), plannedOn: '2026-08-20' }

      const there = await officer.post('/visits', { ...whom(), ...foreign })
      const absent = await officer.post('/visits', {
        ...whom(),
        ...foreign,
        farmerId: 'a'.repeat(24),
      })

      expect([there.status, absent.status]).to.deep.equal([422, 422])
      expect(fieldErrors(there.text)).to.deep.equal(fieldErrors(absent.text))
    })

    it('plans for the members of a group, so many a working day', async () => {
      const { groupId } = cast.petani.farmer
      const more = await Promise.all([1, 2].map(() => makeFarmer({ groupId })))
      for (const farmer of more) await makePlot(farmer)
      const farmerIds = [cast.petani.farmer, ...more].map(({ _id }) => String(_id))

      const answer = await officer.post('/visits/plan-group', {
        ...{ groupId: String(groupId), farmerIds, kind: 'pest' },
        ...{ firstOn: '2026-08-21', perDay: '2' },
      })

      const days = (await VisitModel.find().lean()).map(({ plannedOn }) => plannedOn).sort()
      expect(answer.location).to.equal('/visits/calendar?month=2026-08')
      expect(days).to.deep.equal(['2026-08-21', '2026-08-21', '2026-08-24'])
    })
  })

  describe('logging', () => {
    it('makes a done visit with answers, issues, follow-ups and totals', async () => {
      const record = await officer.data(await made())

      const [total] = await VisitSummaryModel.find().lean()
      expect(record).to.deep.include({
        status: 'done',
        visitedOn: '2026-08-14',
        plannedOn: null,
        answers: { pruning: 'none', suckers: 'no', borerSeen: 'yes', borerPct: 12.5 },
        issues: ['pruning', 'borer'],
        borerPct: 12.5,
        photos: [],
        distanceM: null,
      })
      expect((record['followUps'] as unknown[])[0]).to.deep.include({
        what: 'Buang tunas air',
        who: 'farmer',
        dueOn: '2026-08-31',
        doneOn: null,
        note: null,
      })
      expect(total).to.include({ done: 1, planned: 0, borerVisits: 1, borerHundredths: 1250 })
      expect(total?.issues).to.include({ borer: 1, pruning: 1, rust: 0 })
    })

    it('takes a place with as many decimals as a phone gives', async () => {
      const near = {
        lat: '-7.91000000000049',
        lon: '113,82000000000057',
        accuracyM: '12.3456789012',
      }

      const record = await officer.data(await made({ ...near, confirm: 'far-from-plot' }))

      expect(record).to.include({ lat: -7.91, lon: 113.82, accuracyM: 12.345678 })
    })

    it('keeps photos of the visit and of a question', async () => {
      const location = await planned()
      const answer = await officer.post(
        `${location}/complete`,
        { ...madeForm(), version: '1' },
        { photos: await smallPhoto(), 'answers[gardenPhoto]': await smallPhoto() },
      )

      const record = await officer.data<{
        photos: { href: string }[]
        answers: Record<string, { href: string }[]>
      }>(location)
      const photo = await officer.get(record.photos[0]!.href)
      const foreign = await (await Client.as('penyuluh2')).get(record.photos[0]!.href)
      expect(answer.status, fieldErrors(answer.text).join()).to.equal(303)
      expect(record.photos).to.have.length(1)
      expect(record.answers['gardenPhoto']?.[0]?.href).to.match(/^\/photos\//)
      expect([photo.status, foreign.status]).to.deep.equal([200, 404])
    })

    it('completes a plan once, and a stale or late form is refused with 409', async () => {
      const location = await planned()
      const form = { ...madeForm(), version: '1' }

      const first = await officer.post(`${location}/complete`, form)
      const stale = await officer.post(`${location}/complete`, form)
      const late = await officer.post(`${location}/complete`, { ...form, version: '2' })

      expect([first.status, stale.status, late.status]).to.deep.equal([303, 409, 409])
      expect(stale.text).to.include('Banyak tunas air.')
    })

    it('answers the same form sent again with the first result', async () => {
      const form = { ...whom(), ...madeForm(), requestId: randomUUID() }

      const answers = [await officer.post('/visits', form), await officer.post('/visits', form)]

      expect(answers[0]?.location).to.equal(answers[1]?.location)
      expect(await VisitModel.countDocuments()).to.equal(1)
    })

    for (const [what, given, field] of [
      ['a day after today', { visitedOn: '2026-08-16' }, 'visitedOn'],
      ['a place of which half lacks', { lat: '-8,02' }, 'lon'],
      ['degrees that are none', { lat: '-98', lon: '114' }, 'lat'],
      ['a share over 100', { 'answers[borerPct]': '101' }, 'answers-borerPct'],
      ['a required answer that lacks', { 'answers[borerPct]': '' }, 'answers-borerPct'],
      ['a choice that is none', { 'answers[pruning]': 'maybe' }, 'answers-pruning'],
      [
        'a follow-up due before the visit',
        { 'followUps[0][dueOn]': '2026-08-01' },
        'followUps-0-dueOn',
      ],
      ['a follow-up for nobody', { 'followUps[0][who]': '' }, 'followUps-0-who'],
    ] as const) {
      it(`says at the field: ${what}`, async () => {
        const answer = await officer.post('/visits', { ...whom(), ...madeForm(given) })

        expect(answer.status).to.equal(422)
        expect(answer.text).to.include(`href="#f-${field}"`)
        expect(answer.text).to.include('Banyak tunas air.')
        expect(await VisitModel.countDocuments()).to.equal(0)
      })
    }

    for (const [what, given] of [
      ['an answer to no question', { 'answers[tea]': 'yes' }],
      ['a nested answer', { 'answers[pruning][x]': 'none' }],
      ['answers as a text', { answers: 'yes' }],
      ['follow-ups as a text', { followUps: 'yes' }],
      ['a follow-up as a text', { 'followUps[0]': 'yes' }],
      ['a nested follow-up', { 'followUps[0][what][x]': 'a' }],
    ] as const) {
      it(`refuses ${what}`, async () => {
        const form = { ...whom(), visitedOn: '2026-08-14', findings: 'x', ...given }

        const answer = await officer.post('/visits', form as Record<string, string>)

        expect(answer.status).to.equal(422)
      })
    }

    it('drops the answer to a question that is skipped', async () => {
      const record = await officer.data(
        await made({ 'answers[borerSeen]': 'no', 'answers[borerPct]': '40' }),
      )

      expect(record).to.deep.include({ borerPct: 0, issues: ['pruning'] })
      expect(record['answers']).to.not.have.property('borerPct')
    })

    it('asks far from the garden, and keeps distance and answer', async () => {
      const plot = await makePlot(cast.petani.farmer, {
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [114, -8],
              [114.001, -8],
              [114.001, -8.001],
              [114, -8],
            ],
          ],
        },
      })
      const form = {
        ...whom(),
        plotId: String(plot._id),
        ...madeForm({ lat: '-8,01', lon: '114' }),
      }

      const first = await officer.post('/visits', form)
      const near = await officer.post('/visits', { ...form, lat: '-7,9999' })
      const second = await officer.post('/visits', { ...form, confirm: 'far-from-plot' })

      const record = await officer.data(second.location!)
      expect([first.status, near.status, second.status]).to.deep.equal([422, 303, 303])
      expect(asked(first.text)).to.deep.equal(['far-from-plot'])
      expect(record['distanceM']).to.be.within(990, 1110)
      expect((record['confirmed'] as unknown[])[0]).to.include({ code: 'far-from-plot' })
    })
  })
})

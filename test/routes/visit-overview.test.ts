import { expect } from 'chai'
import { rebuildRegistry } from '../../domain/farmers/service/registry.ts'
import { mendVisitTotals } from '../../domain/visits/service/summary-check.ts'
import { seenFromVisits } from '../../domain/visits/service/seen.ts'
import { totalsFromVisits } from '../../domain/visits/service/summary.ts'
import { announce } from '../../domain/events.ts'
import { FarmerSeenModel } from '../../models/farmer-seen.ts'
import { VisitModel } from '../../models/visit.ts'
import { VisitSummaryModel } from '../../models/visit-summary.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { makeFarmer } from '../support/factories/farmer.ts'
import { makePlot } from '../support/factories/plot.ts'
import { madeForm, makeVisit } from '../support/factories/visit.ts'
import { useDatabase } from '../support/database.ts'

interface Work {
  key: string
  isLate: boolean
  days: number
}

describe('what visits add up to, and what they leave to do', () => {
  useDatabase()
  let cast: Cast
  let officer: Client
  beforeEach(async () => {
    cast = await setStage()
    officer = await Client.as('penyuluh')
  })

  const whom = (kind = 'routine') => ({
    farmerId: String(cast.petani.farmer._id),
    plotId: String(cast.petani.plots[0]._id),
    kind,
  })
  const send = async (path: string, fields: Record<string, string>) => {
    const answer = await officer.post(path, fields)
    expect(answer.status).to.equal(303)
    return answer.location!
  }

  /** Planned, made, moved, sent back, cancelled: everything that moves a total. */
  async function live(): Promise<void> {
    const made = await send('/visits', { ...whom(), plannedOn: '2026-08-15' })
    await send(`${made}/complete`, { ...madeForm(), version: '1' })
    const back = await send('/visits', {
      ...{ ...whom('pest'), visitedOn: '2026-08-13', findings: 'Karat' },
      ...{ 'answers[borerSeen]': 'no', 'answers[rustSeen]': 'yes', 'answers[rustPct]': '40' },
      'answers[rustSprayed]': 'no',
    })
    await (await Client.as('dinas')).post(`${back}/return`, { version: '1', reason: 'Foto kurang' })
    const moved = await send('/visits', { ...whom(), plannedOn: '2026-08-20' })
    await send(`${moved}/move`, { version: '1', plannedOn: '2026-09-03', reason: 'Hujan' })
    const off = await send('/visits', { ...whom(), plannedOn: '2026-08-21' })
    await send(`${off}/cancel`, { version: '1', reason: 'x' })
  }

  it('stand as plans and visits by month on the home page of officer and office', async () => {
    await live()

    for (const username of ['penyuluh', 'dinas']) {
      const client = await Client.as(username)
      const { visits } = await client.data<{ visits: { planned: number } }>('/')
      expect(visits.planned, username).to.be.greaterThan(0)
      expect((await client.get('/')).text, username).to.include('id="plan-chart"')
    }
    for (const username of ['petani', 'ketua', 'analis', 'disbun'])
      expect((await (await Client.as(username)).get('/')).text).to.not.include('plan-chart')
  })

  it('keeps totals and last days true, whatever is done', async () => {
    await live()

    const counted = await totalsFromVisits()
    const seen = await seenFromVisits()
    const kept = await VisitSummaryModel.find().lean()

    expect(kept.length).to.be.greaterThan(1)
    for (const summary of kept) {
      const total = counted.get(summary._id)
      if (total) expect(summary).to.deep.include(total)
      else expect(summary).to.include({ planned: 0, done: 0, kept: 0, missed: 0 })
    }
    expect(await mendVisitTotals()).to.deep.equal([])
    expect(await FarmerSeenModel.find().lean()).to.deep.equal([...seen.values()])
  })

  it('mends totals that differ and that lack', async () => {
    await live()
    const [one, other] = await VisitSummaryModel.find({ planned: { $gt: 0 } }).lean()
    await VisitSummaryModel.updateOne({ _id: one!._id }, { $inc: { 'issues.rust': 3 } })
    await VisitSummaryModel.deleteOne({ _id: other!._id })

    const mended = await mendVisitTotals()

    expect(mended.sort()).to.deep.equal([one!._id, other!._id].sort())
    expect(await mendVisitTotals()).to.deep.equal([])
  })

  it('shows the officer his year, and the regency the same by officer', async () => {
    await rebuildRegistry()
    await live()
    const never = await makeFarmer({
      groupId: cast.petani.farmer.groupId,
      fullName: 'Belum Pernah',
    })
    await makePlot(never)
    await rebuildRegistry()
    interface Overview {
      total: Record<string, number>
      officers: { officerName: string; done: number }[]
      issues: { kind: string; visits: number }[]
      places: { name: string; borerPct: number | null }[]
      notSeen: { farmers: number; notSeen: number; names: { fullName: string }[] }
      findings: { issues: string[] }[]
    }

    const own = await officer.data<Overview>('/visits/overview?district=351118')
    const office = await (await Client.as('dinas')).data<Overview>('/visits/overview')
    const elsewhere = await (await Client.as('dinas2')).data<Overview>('/visits/overview')

    expect(own.total).to.include({ planned: 3, kept: 1, missed: 0, done: 1, keptPct: 33 })
    expect(own.notSeen).to.include({ farmers: 2, notSeen: 1 })
    expect(own.notSeen.names.map(({ fullName }) => fullName)).to.deep.equal(['Belum Pernah'])
    expect(own.findings.map(({ issues }) => issues)).to.deep.equal([['pruning', 'borer']])
    expect(office.officers).to.have.length(1)
    expect(office.officers[0]).to.include({ officerName: 'Hadi Prayitno', done: 1 })
    expect(office.issues).to.deep.equal([
      { kind: 'borer', visits: 1 },
      { kind: 'pruning', visits: 1 },
    ])
    expect(office.places).to.have.length(1)
    expect(office.places[0]).to.include({ name: 'Sumberwringin', borerPct: 12.5 })
    expect(elsewhere.total['planned']).to.equal(0)
  })

  it('puts plans, follow-ups and unread advice into the work lists, the late first', async () => {
    const due = (who: 'farmer' | 'leader' | 'officer', dueOn: string) => ({
      ...{ what: `untuk ${who}`, who, dueOn },
      ...{ doneOn: null, note: null, doneByName: null },
    })
    const [one, other] = cast.petani.plots
    const followUps = [
      due('farmer', '2026-08-10'),
      due('leader', '2026-08-30'),
      due('officer', '2026-08-14'),
      due('farmer', '2026-12-01'),
    ]
    await makeVisit(one, { visitedOn: '2026-08-01', followUps })
    await makeVisit(other, { plannedOn: '2026-08-15', day: '2026-08-15' })
    await makeVisit(other, { plannedOn: '2026-08-16', day: '2026-08-16' })
    const work = async (username: string) =>
      (await (await Client.as(username)).data<{ work: Work[] }>('/')).work.map(
        ({ key, isLate }) => `${key.replace('home.work.', '')}${isLate ? '!' : ''}`,
      )

    expect(await work('petani')).to.deep.equal(['advice!', 'followUp!'])
    expect(await work('ketua')).to.deep.equal(['followUp'])
    expect(await work('penyuluh')).to.deep.equal(['followUp!', 'visitToday'])
    expect(await work('penyuluh2')).to.deep.equal([])
  })

  it('shows the month as a calendar, and the route of a day for the sheet', async () => {
    const [one, other] = cast.petani.plots
    const first = await makeVisit(one)
    await makeVisit(other)
    await makeVisit(cast.petani2.plots[0])

    const month = await officer.data<{ rows: { id: string }[] }>('/visits/calendar?month=2026-08')
    const page = await officer.get('/visits/calendar?month=2026-08&day=2026-08-20')
    const sheet = await officer.data<{ rows: unknown[] }>('/visits/day-sheet?day=2026-08-20')

    expect(month.rows).to.have.length(2)
    const text = page.text.replaceAll('&#x3D;', '=')
    expect(text).to.include(`/visits/${String(first._id)}`)
    expect(text).to.include('day=2026-08-20')
    expect(sheet.rows).to.have.length(2)
    for (const month of ['2026-13', 'x', '2026-8'])
      expect((await officer.get(`/visits/calendar?month=${month}`)).status).to.equal(200)
  })

  it('moves the visits of a farmer who was merged into another', async () => {
    const into = await makeFarmer({ groupId: cast.petani.farmer.groupId })
    await send('/visits', { ...whom(), ...madeForm() })

    await announce('farmerMerged', {
      actor: null as never,
      farmerId: cast.petani.farmer._id,
      intoId: into._id,
    })

    expect(await VisitModel.countDocuments({ farmerId: into._id })).to.equal(1)
    expect((await FarmerSeenModel.find().lean()).map(({ _id }) => String(_id))).to.deep.equal([
      String(into._id),
    ])
  })
})

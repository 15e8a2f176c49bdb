import { expect } from 'chai'
import mongoose from 'mongoose'
import { loadDemo } from '../../database/demo/load.ts'
import { chainStart, hashOfEvent } from '../../domain/audit.ts'
import { now, today } from '../../domain/clock.ts'
import { harvestFaults, harvestQuestions } from '../../domain/harvests/harvest-rules.ts'
import { totalsFromHarvests } from '../../domain/harvests/service/summary.ts'
import { AuditEventModel, type AuditEvent } from '../../models/audit-event.ts'
import { AuditHeadModel } from '../../models/audit-head.ts'
import { CounterModel } from '../../models/counter.ts'
import { HarvestModel, type Harvest } from '../../models/harvest.ts'
import { PlotModel } from '../../models/plot.ts'
import { SeasonSummaryModel } from '../../models/season-summary.ts'
import { issuesOf } from '../../domain/visits/checklist.ts'
import { followUpFaults } from '../../domain/visits/follow-ups.ts'
import { visitKinds } from '../../domain/visits/kinds.ts'
import { settled } from '../../domain/visits/service/save.ts'
import { mendVisitTotals } from '../../domain/visits/service/summary-check.ts'
import { visitStatuses } from '../../domain/visits/status.ts'
import { completionFaults } from '../../domain/visits/visit-rules.ts'
import { VisitChecklistModel } from '../../models/visit-checklist.ts'
import { VisitModel } from '../../models/visit.ts'
import { UserModel } from '../../models/user.ts'
import { givenFaults } from '../../domain/loans/eligibility.ts'
import { potsThatDiffer } from '../../domain/loans/service/pot.ts'
import { schemeOf } from '../../domain/loans/service/schemes.ts'
import { LoanModel, type Loan } from '../../models/loan.ts'
import { PhotoModel } from '../../models/photo.ts'
import { useDatabase } from '../support/database.ts'

describe('the demo data', function () {
  this.timeout(180_000)
  useDatabase()
  const load = () => loadDemo(() => undefined)

  async function counts() {
    const names = ['organisations', 'users', 'farmers', 'plots', 'harvests', 'visits', 'loans']
    return Promise.all(names.map((name) => mongoose.connection.collection(name).countDocuments({})))
  }

  it('is loaded once, by the rules, with a whole audit trail and true totals', async () => {
    await load()
    const first = await counts()
    await load()

    expect(await counts()).to.deep.equal(first)
    expect(first.slice(2)).to.deep.equal([100, 140, 800, 600, 60])
    expect(await PhotoModel.countDocuments({ mimeType: 'image/webp' })).to.equal(10)
    await expectHarvestsByTheRules()
    await expectWholeChains()
    await expectVisitsByTheRules()
    await expectLoansByTheRules()
    const totals = await totalsFromHarvests()
    for (const summary of await SeasonSummaryModel.find().lean()) {
      expect(summary).to.deep.include(totals.get(summary._id))
    }
  })

  it('is done again after a load that broke off', async () => {
    await load()
    const whole = await counts()
    await CounterModel.deleteMany({ _id: 'demo-loaded' })
    await CounterModel.updateOne({ _id: 'demo-begun' }, { $set: { last: 1 } })
    await mongoose.connection.collection('harvests').deleteMany({ season: 2026 })

    await load()

    expect(await counts()).to.deep.equal(whole)
    const files = await mongoose.connection.collection('files.files').countDocuments({})
    expect(files).to.equal(await PhotoModel.countDocuments({}))
  })

  it('leaves a database alone in which people already work', async () => {
    await UserModel.create([
      { username: 'kepala', fullName: 'Kepala', organisationId: 'a'.repeat(24), role: 'auditor' },
    ])

    await load()

    expect(await counts()).to.deep.equal([0, 1, 0, 0, 0, 0, 0])
  })

  async function expectHarvestsByTheRules() {
    const plots = new Map((await PlotModel.find().lean()).map((plot) => [String(plot._id), plot]))
    const harvests = await HarvestModel.find().lean()
    const isBefore = (a: Harvest, b: Harvest) => a !== b && a.number < b.number
    for (const harvest of harvests) {
      const plot = plots.get(String(harvest.plotId))!
      const others = harvests.filter(
        (other) =>
          String(other.plotId) === String(harvest.plotId) &&
          other.season === harvest.season &&
          other.status !== 'void' &&
          isBefore(other, harvest),
      )
      expect(harvestFaults(harvest, plot, others, today())).to.deep.equal({})
      const asked = harvestQuestions(harvest, plot, others).map(({ code }) => code)
      expect(harvest.answers.map(({ code }) => code)).to.deep.equal(asked)
      expect(String(harvest.decidedBy)).to.not.equal(String(harvest.registeredBy))
      expect(harvest.updatedAt.getTime()).to.be.at.most(now().getTime())
    }
  }

  async function expectVisitsByTheRules() {
    const visits = await VisitModel.find().lean()
    const kinds = new Set(visits.map(({ kind }) => kind))
    const statuses = new Set(visits.map(({ status }) => status))
    expect([...kinds].sort()).to.deep.equal([...visitKinds].sort())
    expect([...statuses].sort()).to.deep.equal([...visitStatuses].sort())
    for (const visit of visits) {
      expect(visit).to.deep.include({ ...settled(visit), version: visit.version })
      expect(visit.updatedAt.getTime()).to.be.at.most(now().getTime())
      if (!visit.visitedOn) continue
      expect(completionFaults(visit.visitedOn, visit, today())).to.deep.equal({})
      expect(followUpFaults(visit.followUps, visit.visitedOn)).to.deep.equal({})
      const { questions } = (await VisitChecklistModel.findById(visit.checklistId).lean())!
      const answers = Object.fromEntries(visit.answers.map(({ code, value }) => [code, value]))
      expect(visit.issues).to.deep.equal(issuesOf(questions, answers))
    }
    const open = visits.flatMap(({ followUps }) => followUps.filter(({ doneOn }) => !doneOn))
    expect(open.some(({ dueOn }) => dueOn < today())).to.equal(true)
    expect(await mendVisitTotals()).to.deep.equal([])
  }

  async function expectLoansByTheRules() {
    const loans = await LoanModel.find().lean<Loan[]>()
    const own = await UserModel.find({ farmerId: { $ne: null } }).lean()
    for (const loan of loans) {
      const scheme = (await schemeOf(loan.schemeCode, loan.schemeVersion))!
      const decidedBy = loan.decision ? [String(loan.decision.byId)] : []
      expect(givenFaults(loan, scheme), loan.number).to.deep.equal({})
      for (const id of decidedBy) expect(loan.preparedBy.map(String)).not.to.include(id)
      expect(loan.updatedAt.getTime(), loan.number).to.be.at.most(now().getTime())
      expect(
        loan.journey.map(({ at }) => at.getTime()),
        loan.number,
      ).to.deep.equal(loan.journey.map(({ at }) => at.getTime()).sort((a, b) => a - b))
    }
    expect(new Set(loans.map(({ status }) => status)).size).to.equal(11)
    expect(new Set(loans.map(({ bankId }) => String(bankId))).size).to.equal(2)
    expect(loans.some((loan) => loan.isOpen && loan.promisedOn! < today())).to.equal(true)
    // who tries the service by a demo account can apply
    expect(
      loans.filter(
        ({ farmerId, isOpen }) =>
          isOpen && own.some((user) => String(user.farmerId) === String(farmerId)),
      ),
    ).to.deep.equal([])
    expect(await potsThatDiffer()).to.deep.equal([])
    expect((await schemeOf('tunda-jual-umkm'))!.potLeftRupiah).to.be.below(5_000_000)
  }

  async function expectWholeChains() {
    const heads = new Map((await AuditHeadModel.find().lean()).map((head) => [head._id, head]))
    const chains = new Map<string, Omit<AuditEvent, '_id'>[]>()
    for (const event of await AuditEventModel.find({}, { _id: 0 }).lean()) {
      chains.set(event.recordId, [...(chains.get(event.recordId) ?? []), event])
    }
    expect(chains.size).to.equal(heads.size)
    for (const [recordId, events] of chains) {
      let previous = chainStart
      for (const [index, event] of events.sort((a, b) => a.seq - b.seq).entries()) {
        const { hash, ...said } = event
        expect(said).to.deep.include({ seq: index + 1, previousHash: previous })
        expect(hash).to.equal(hashOfEvent(said))
        previous = hash
      }
      expect(heads.get(recordId)).to.deep.include({ seq: events.length, hash: previous })
    }
  }
})

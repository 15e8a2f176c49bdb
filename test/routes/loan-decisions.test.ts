import { expect } from 'chai'
import { demoId } from '../../database/demo/id.ts'
import { LoanModel } from '../../models/loan.ts'
import { LoanSchemeModel } from '../../models/loan-scheme.ts'
import { MessageModel } from '../../models/message.ts'
import { PotEntryModel } from '../../models/pot-entry.ts'
import { PromiseSummaryModel } from '../../models/promise-summary.ts'
import { UserModel } from '../../models/user.ts'
import { lapseOffers } from '../../domain/loans/service/decide.ts'
import { Client, asked } from '../support/client.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { useDatabase } from '../support/database.ts'
import { makeUser } from '../support/factories/user.ts'
import { wrongFieldsOf } from '../support/html.ts'
import {
  act,
  analysisForm,
  loanForm,
  must,
  review,
  sendLoan,
  type LoanData,
} from '../support/factories/loan.ts'

describe('deciding about a loan', () => {
  useDatabase()
  let cast: Cast
  let petani: Client
  let officer: Client
  let analyst: Client
  let approver: Client
  beforeEach(async () => {
    cast = await setStage()
    petani = await Client.as('petani')
    officer = await Client.as('penyuluh')
    analyst = await Client.as('analis')
    approver = await Client.as('komite')
  })
  const approval = { amountRupiah: '8.000.000', termMonths: '12', reason: 'Hasil panen cukup' }
  const sent = () => sendLoan(petani, loanForm(cast))
  const analysed = async () => {
    const address = await sent()
    await review(address, officer, analyst)
    return address
  }
  const left = async () =>
    (await LoanSchemeModel.findOne({ code: 'kopi-jatim' }).lean())!.potLeftRupiah

  it('walks from the office over analyst and committee to an accepted offer', async function () {
    this.timeout(30_000)
    const before = await left()
    const address = await analysed()

    await must(act(approver, address, 'approve', approval))
    await must(act(petani, address, 'accept-offer'))

    const loan = await petani.data<LoanData>(address)
    const page = await petani.get(address)
    const steps = loan.journey.map((step) => step.act)
    expect([loan.status, loan.approvedRupiah]).to.deep.equal(['offer-accepted', 8_000_000])
    expect(loan.conditions.map(({ code }) => code)).to.deep.equal(['documents', 'survey', 'plots'])
    expect(page.record).to.include({ record: 'loan', number: loan.number, status: loan.status })
    // what the bank notes for itself is not the applicant's to read
    expect(steps).to.deep.equal(['submit', 'recommend', 'take', 'approve', 'accept-offer'])
    expect(before - (await left())).to.equal(8_000_000)
    const counted = await PromiseSummaryModel.find().lean()
    expect(counted.map(({ step }) => step)).to.have.members([
      'recommend',
      'take',
      'decide',
      'whole',
    ])
  })

  it('may go on where the office does not recommend', async () => {
    const address = await sent()
    await must(act(officer, address, 'decline-to-recommend', { reason: 'Kebun terlantar' }))

    await must(act(analyst, address, 'take'))

    const loan = await analyst.data<LoanData>(address)
    expect(loan.status).to.equal('in-review')
    expect(loan.acts).to.include.members(['check', 'ask-survey', 'analyse', 'return'])
  })

  it('lets one of two analysts take an application', async () => {
    await makeUser({
      username: 'analis3',
      role: 'loan-officer',
      organisationId: demoId('organisation:bank-jatim'),
    })
    const other = await Client.as('analis3')
    const address = await sent()
    await must(act(officer, address, 'recommend', { reason: 'Baik' }))

    const both = await Promise.all([act(analyst, address, 'take'), act(other, address, 'take')])

    expect(both.map(({ status }) => status).sort()).to.deep.equal([303, 409])
  })

  it('lets nobody approve or refuse what he prepared', async () => {
    const address = await analysed()
    await UserModel.updateOne({ username: 'analis' }, { $set: { role: 'loan-approver' } })
    const promoted = await Client.as('analis')

    const approve = await act(promoted, address, 'approve', approval)
    const refuse = await act(promoted, address, 'refuse', { reason: 'Tidak cukup' })

    const { acts } = await promoted.data<LoanData>(address)
    expect([approve.status, refuse.status]).to.deep.equal([422, 422])
    expect(acts).not.to.include.members(['approve', 'refuse'])
  })

  it('keeps each act with those whose it is', async () => {
    const address = await sent()
    const statusOf = async (username: string, name: string) =>
      (await (await Client.as(username)).post(`${address}/${name}`, { version: '99', reason: 'x' }))
        .status

    expect(await statusOf('analis', 'recommend')).to.equal(403)
    expect(await statusOf('penyuluh', 'approve')).to.equal(403)
    expect(await statusOf('analis', 'approve')).to.equal(403)
    expect(await statusOf('komite', 'take')).to.equal(403)
    expect(await statusOf('petani', 'recommend')).to.equal(403)
    expect(await statusOf('penyuluh2', 'recommend')).to.equal(404)
    expect(await statusOf('analis2', 'take')).to.equal(404)
    expect(await statusOf('penyuluh', 'recommend')).to.equal(409)
    expect((await act(analyst, address, 'take')).status).to.equal(409)
  })

  it('needs an analysis, at most what was asked, a reason and a term that there is', async () => {
    const address = await sent()
    await must(act(officer, address, 'recommend', { reason: 'Baik' }))
    await must(act(analyst, address, 'take'))
    const early = await act(approver, address, 'approve', approval)
    await must(act(analyst, address, 'analyse', analysisForm()))

    const wrong = await act(approver, address, 'approve', {
      amountRupiah: '10.000.001',
      termMonths: '99',
      reason: 'x',
    })
    const bare = await act(approver, address, 'approve', {})

    expect(early.status).to.equal(422)
    expect([wrong.status, wrongFieldsOf(wrong.text)]).to.deep.equal([
      422,
      ['amountRupiah', 'termMonths'],
    ])
    expect(wrongFieldsOf(bare.text)).to.deep.equal(['amountRupiah', 'reason', 'termMonths'])
  })

  it('asks before it approves against the advice', async () => {
    const address = await sent()
    await must(act(officer, address, 'recommend', { reason: 'Baik' }))
    await must(act(analyst, address, 'take'))
    const against = { advice: 'refuse', advisedRupiah: '', advisedTermMonths: '' }
    await must(act(analyst, address, 'analyse', analysisForm(against)))

    const question = await act(approver, address, 'approve', approval)
    const yes = await act(approver, address, 'approve', { ...approval, confirm: 'against-advice' })

    expect([question.status, asked(question.text), yes.status]).to.deep.equal([
      422,
      ['against-advice'],
      303,
    ])
  })

  it('checks what the analyst notes', async () => {
    const address = await sent()
    await must(act(officer, address, 'recommend', { reason: 'Baik' }))
    await must(act(analyst, address, 'take'))
    const wrongOf = async (name: string, fields: Record<string, string>) => {
      const { status, text } = await act(analyst, address, name, fields)
      return [status, ...wrongFieldsOf(text)]
    }

    expect(await wrongOf('check', { item: 'slik', result: 'ok' })).to.deep.equal([
      422,
      'collectibility',
    ])
    expect(
      await wrongOf('check', { item: 'slik', result: 'ok', collectibility: '6' }),
    ).to.deep.equal([422, 'collectibility'])
    expect(
      await wrongOf('check', { item: 'plots', result: 'ok', collectibility: '1' }),
    ).to.deep.equal([422, 'collectibility'])
    expect(await wrongOf('check', { item: 'x', result: 'y' })).to.deep.equal([
      422,
      'item',
      'result',
    ])
    expect(await wrongOf('analyse', analysisForm({ advisedRupiah: '' }) as never)).to.deep.equal([
      422,
      'advisedRupiah',
    ])
    expect(await wrongOf('ask-survey', { plannedOn: '2020-01-01' })).to.deep.equal([
      422,
      'plannedOn',
    ])
  })

  it('sends a survey into the work list of the extension officer', async () => {
    const address = await sent()
    await must(act(officer, address, 'recommend', { reason: 'Baik' }))
    await must(act(analyst, address, 'take'))

    await must(
      act(analyst, address, 'ask-survey', { plannedOn: '2026-08-20', note: 'Lihat batas' }),
    )

    const { surveyVisitId } = await analyst.data<{ surveyVisitId: string }>(address)
    const visit = await officer.data<Record<string, unknown>>(`/visits/${surveyVisitId}`)
    const home = await officer.get('/')
    expect(visit).to.include({ kind: 'loan-survey', status: 'planned', plannedOn: '2026-08-20' })
    expect(home.text).to.include(`/visits/${surveyVisitId}`)
    const again = await act(analyst, address, 'ask-survey', { plannedOn: '2026-08-21' })
    expect([again.status, ...wrongFieldsOf(again.text)]).to.deep.equal([422, 'plannedOn'])
    expect(again.text).to.include(`Survei ${String(visit['number'])} sudah direncanakan`)
    expect(again.text).to.include('pada 20 Agustus 2026')
  })

  it('overdraws no pot, however many approve at once', async function () {
    this.timeout(40_000)
    const petani2 = await Client.as('petani2')
    const officer2 = await Client.as('penyuluh2')
    const one = await analysed()
    const two = await sendLoan(petani2, loanForm({ petani: cast.petani2 }))
    await review(two, officer2, analyst)
    await LoanSchemeModel.updateOne({ code: 'kopi-jatim' }, { $set: { potLeftRupiah: 10_000_000 } })

    const both = await Promise.all([
      act(approver, one, 'approve', approval),
      act(approver, two, 'approve', approval),
    ])

    expect(both.map(({ status }) => status).sort()).to.deep.equal([303, 422])
    expect(await left()).to.equal(2_000_000)
    expect(await PotEntryModel.countDocuments({ kind: 'approved' })).to.equal(1)
  })

  it('gives money back to the pot when an offer is withdrawn or lapses', async function () {
    this.timeout(30_000)
    const before = await left()
    const address = await analysed()
    await must(act(approver, address, 'approve', approval))
    await must(act(petani, address, 'withdraw', { reason: 'Tidak jadi' }))
    const afterWithdrawing = await left()
    const again = await analysed()
    await must(act(approver, again, 'approve', approval))
    const early = await lapseOffers()
    await LoanModel.updateOne({ status: 'approved' }, { $set: { promisedOn: '2026-08-14' } })

    const lapsed = await lapseOffers()

    expect([early, lapsed, await lapseOffers()]).to.deep.equal([0, 1, 0])
    expect([afterWithdrawing, await left()]).to.deep.equal([before, before])
    expect((await petani.data<LoanData>(again)).status).to.equal('lapsed')
    expect((await act(petani, again, 'accept-offer')).status).to.equal(409)
  })

  it('gives an application back to be mended, and takes it again with all else kept', async () => {
    const address = await analysed()
    await must(act(analyst, address, 'return', { reason: 'Foto KTP buram' }))
    const page = await petani.get(address)
    const returned = await petani.data<LoanData>(address)
    await must(act(petani, address, '', { termMonths: '10' }))

    await must(act(petani, address, 'submit', { slikConsent: 'on', readTerms: 'on' }))

    const again = await analyst.data<LoanData & { analysis: unknown }>(address)
    expect(page.text).to.include('Foto KTP buram')
    expect(returned.acts).to.include.members(['edit', 'documents', 'submit', 'withdraw'])
    expect([again.status, again.analysis]).to.deep.equal(['submitted', null])
    expect(again).to.deep.include({ amountRupiah: 10_000_000, termMonths: 10 })
  })

  it('tells whoever is next, and never who acted', async () => {
    const address = await analysed()
    await must(act(approver, address, 'refuse', { reason: 'Penghasilan belum cukup' }))

    const messages = await MessageModel.find().lean()
    const users = await UserModel.find({}, { username: 1 }).lean()
    const nameOf = new Map(users.map(({ _id, username }) => [String(_id), username]))
    const told = messages.map(({ toUserId, key }) => `${nameOf.get(String(toUserId))} ${key}`)
    expect(told).to.have.members([
      'penyuluh messages.loan.submit',
      'petani messages.loan.recommend',
      'analis messages.loan.recommend',
      'petani messages.loan.take',
      'komite messages.loan.analyse',
      'petani messages.loan.refuse',
      'penyuluh messages.loan.refuse',
    ])
    expect((await petani.get(address)).text).to.include('Penghasilan belum cukup')
  })
})

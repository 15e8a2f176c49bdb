import { expect } from 'chai'
import { formatMoney } from '../../middleware/formats.ts'
import { MessageModel } from '../../models/message.ts'
import { usualDue } from '../../public/js/usual-due.js'
import { Client, asked } from '../support/client.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'
import {
  act,
  addPapers,
  loanForm,
  must,
  schemes,
  sendLoan,
  type LoanData,
} from '../support/factories/loan.ts'

interface Cost {
  totals: { dueRupiah: number; interestRupiah: number }
  instalments: { dueRupiah: number; feeRupiah: number }[]
}

describe('an application for a loan', () => {
  useDatabase()
  let cast: Cast
  let petani: Client
  beforeEach(async () => {
    cast = await setStage()
    petani = await Client.as('petani')
  })

  it('begins as a draft with nothing but its scheme, and is gone on with step by step', async () => {
    const { status, location } = await petani.post('/loans', { schemeCode: schemes.jatim })
    const plotIds = cast.petani.plots.map(({ _id }) => String(_id))
    await must(act(petani, location!, '', { amountRupiah: '5.000.000', termMonths: '6' }))
    await must(act(petani, location!, '', { repayment: 'flat' }))

    await must(act(petani, location!, '', { purpose: 'tools', purposeNote: 'Mesin', plotIds }))

    const loan = await petani.data<LoanData & Record<string, unknown>>(location!)
    expect(status).to.equal(303)
    expect(loan).to.deep.include({
      status: 'draft',
      schemeCode: schemes.jatim,
      amountRupiah: 5_000_000,
      termMonths: 6,
      repayment: 'flat',
      purpose: 'tools',
      purposeNote: 'Mesin',
    })
    expect(loan['plotIds']).to.have.members(plotIds)
  })

  it('checks at once what is given, each at its field', async () => {
    const wrongOf = async (given: Record<string, string | string[]>) => {
      const { status, text } = await petani.post('/loans', loanForm(cast, given))
      return [status, ...wrongFieldsOf(text)]
    }
    const foreign = String(cast.petani2.plots[0]._id)

    expect(await wrongOf({ schemeCode: 'none' })).to.deep.equal([422, 'schemeCode'])
    expect(await wrongOf({ amountRupiah: '1' })).to.deep.equal([422, 'amountRupiah'])
    expect(await wrongOf({ termMonths: '999' })).to.deep.equal([422, 'termMonths'])
    expect(await wrongOf({ repayment: 'none' })).to.deep.equal([422, 'repayment'])
    expect(await wrongOf({ purpose: 'car' })).to.deep.equal([422, 'purpose'])
    expect(await wrongOf({ plotIds: [foreign] })).to.deep.equal([422, 'plotIds'])
    expect(await wrongOf({ plotIds: ['x'] })).to.deep.equal([422, 'plotIds'])
    expect((await petani.post('/loans', { 'schemeCode[a]': 'b' })).status).to.equal(422)
    expect(
      (await petani.post('/loans', { ...loanForm(cast), 'purpose[x][y]': 'b' })).status,
    ).to.equal(422)
  })

  it('names the calculator that says, while one types, what the saved draft costs', async () => {
    for (const repayment of ['annuity', 'flat', 'equal-principal', 'bullet-harvest', 'seasonal']) {
      const typed = { amountRupiah: '7.500.000', termMonths: '10', repayment }
      const { location } = await petani.post('/loans', { schemeCode: schemes.jatim, ...typed })
      const { text } = await petani.get(`${location!}?step=amount`)
      const href = /data-cost="([^"]+)"/.exec(text)![1]!.replaceAll('&#x3D;', '=')

      const answer = await petani.get(
        `${href.replaceAll('&amp;', '&')}&principalRupiah=7.500.000&instalments=10&method=${repayment}`,
      )

      const { totals, instalments } = JSON.parse(answer.text) as Cost
      const shown = [totals.dueRupiah, totals.interestRupiah, ...usualDue(instalments)]
      for (const rupiah of shown) expect(text).to.include(formatMoney('id', rupiah))
      await must(act(petani, location!, 'withdraw', { reason: 'Hanya mencoba' }))
    }
  })

  it('says before sending whether the bank may ask collateral', async () => {
    const { location } = await petani.post('/loans', loanForm(cast))

    expect((await petani.get(`${location!}?step=send`)).text).to.include('tidak boleh diminta bank')
  })

  it('tells on sending what lacks, and needs both agreements', async () => {
    const { location } = await petani.post('/loans', { schemeCode: schemes.jatim })

    const empty = await act(petani, location!, 'submit', {})

    expect(empty.status).to.equal(422)
    expect(wrongFieldsOf(empty.text)).to.include.members(['slikConsent', 'readTerms'])
    for (const word of ['Jumlah', 'kebun', 'Berkas']) expect(empty.text).to.include(word)
    expect((await petani.data<LoanData>(location!)).status).to.equal('draft')
  })

  it('goes to the office when it is sent, with a promise and messages', async () => {
    const address = await sendLoan(petani, loanForm(cast))

    const loan = await petani.data<LoanData>(address)
    const keys = (await MessageModel.find().lean()).map(({ key }) => key)
    // five working days after Saturday 15 August, with Independence Day and the Prophet's birthday off
    expect([loan.status, loan.promisedOn]).to.deep.equal(['submitted', '2026-08-24'])
    expect(loan.acts).to.deep.equal(['withdraw'])
    expect(keys).to.deep.equal(['messages.loan.submit'])
  })

  it('is the only open one of its farmer at its bank', async () => {
    await sendLoan(petani, loanForm(cast))

    const again = await petani.post('/loans', loanForm(cast))
    const elsewhere = await petani.post('/loans', loanForm(cast, { schemeCode: schemes.umkm }))

    expect([again.status, wrongFieldsOf(again.text)]).to.deep.equal([422, ['schemeCode']])
    expect(elsewhere.status).to.equal(303)
  })

  it('cannot be sent beside another that was sent meanwhile', async () => {
    const { location } = await petani.post('/loans', loanForm(cast))
    await sendLoan(petani, loanForm(cast))
    await addPapers(petani, location!, schemes.jatim)

    const second = await act(petani, location!, 'submit', { slikConsent: 'on', readTerms: 'on' })

    expect(second.status).to.equal(422)
  })

  it('is made by the leader for a member, and shows so', async () => {
    const ketua = await Client.as('ketua')
    const farmerId = String(cast.petani.farmer._id)

    const nobody = await ketua.post('/loans', loanForm(cast))
    const foreign = await ketua.post(
      '/loans',
      loanForm(cast, { farmerId: String(cast.petani2.farmer._id) }),
    )
    const address = await sendLoan(ketua, loanForm(cast, { farmerId }))

    const page = await petani.get(address)
    expect([nobody.status, foreign.status]).to.deep.equal([422, 422])
    expect(page.status).to.equal(200)
    expect(page.text).to.include('Slamet Riyadi')
  })

  it('asks when the amount is high for the gardens, and keeps the answer', async () => {
    const form = loanForm(cast, { amountRupiah: '90.000.000', termMonths: '24' })
    const { location } = await petani.post('/loans', form)
    await addPapers(petani, location!, schemes.jatim)
    const agreed = { slikConsent: 'on', readTerms: 'on' }

    const question = await act(petani, location!, 'submit', agreed)
    await must(act(petani, location!, 'submit', { ...agreed, confirm: 'high-per-ha' }))

    const { answers } = await petani.data<{ answers: { code: string }[] }>(location!)
    expect([question.status, asked(question.text)]).to.deep.equal([422, ['high-per-ha']])
    expect(answers.map(({ code }) => code)).to.deep.equal(['high-per-ha'])
  })

  it('keeps its draft from everybody else, and its papers from the province', async () => {
    const { location } = await petani.post('/loans', loanForm(cast))
    const statusOf = async (username: string) =>
      (await (await Client.as(username)).get(location!)).status

    expect(await statusOf('ketua')).to.equal(200)
    expect(await statusOf('penyuluh')).to.equal(404)
    expect(await statusOf('analis')).to.equal(404)
    expect(await statusOf('disbun')).to.equal(404)
    expect(await statusOf('ketua2')).to.equal(404)
    expect(await statusOf('admin')).to.equal(403)

    const address = await sendLoan(petani, loanForm(cast))
    const { documents } = await petani.data<LoanData>(address)
    const paper = documents[0]!.href
    expect((await (await Client.as('analis')).get(paper)).status).to.equal(200)
    expect((await (await Client.as('analis2')).get(paper)).status).to.equal(404)
    expect((await (await Client.as('disbun')).get(paper)).status).to.equal(404)
    expect((await (await Client.as('disbun')).get(address)).text).not.to.include('Sumarni')
  })

  it('refuses a stale step and a file that is no paper', async () => {
    const { location } = await petani.post('/loans', loanForm(cast))
    await must(act(petani, location!, '', { termMonths: '10' }))

    const stale = await petani.post(location!, { version: '1', termMonths: '8' })
    const text = new File(['hello'], 'a.txt', { type: 'text/plain' })
    const { version } = await petani.data<LoanData>(location!)
    const file = await petani.post(
      `${location!}/documents`,
      { version: String(version), kind: 'identity' },
      { file: text },
    )
    const none = await act(petani, location!, 'documents', { kind: 'identity' })

    expect([stale.status, file.status, none.status]).to.deep.equal([409, 415, 422])
    expect(wrongFieldsOf(none.text)).to.deep.equal(['file'])
  })

  it('is printed with its schedule, and listed as page, data and file', async () => {
    const address = await sendLoan(petani, loanForm(cast))

    const pdf = await petani.get(`${address}/application.pdf`)
    const list = await petani.data<{ rows: LoanData[]; next: null }>('/loans?status=submitted')
    const csv = await petani.get('/loans?format=csv')
    const found = await (await Client.as('ketua')).data<{ rows: LoanData[] }>('/loans?q=sumarni')

    expect(pdf.text.slice(0, 5)).to.equal('%PDF-')
    expect(list.rows.map(({ status }) => status)).to.deep.equal(['submitted'])
    expect(csv.text).to.match(/^number,status,/)
    expect(found.rows).to.have.length(1)
  })
})

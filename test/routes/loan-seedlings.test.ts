import { expect } from 'chai'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'
import { act, loanForm, must, sendLoan, type LoanData } from '../support/factories/loan.ts'
import { done, idOf, openProgramme, requestOf } from '../support/factories/seedling.ts'

type Cited = LoanData & { seedlingRequestId: string | null }

describe('a loan for seedlings', function () {
  this.timeout(30_000)
  useDatabase()
  let cast: Cast
  let petani: Client
  let programmeId: string
  let request: string
  beforeEach(async () => {
    cast = await setStage()
    petani = await Client.as('petani')
    programmeId = await openProgramme({
      'quotas[1][regencyCode]': '3512',
      'quotas[1][quantity]': '500',
    })
    request = await requestOf(petani, programmeId, cast.petani.plots[0]._id, '120')
  })
  const form = (seedlingRequestId: string, purpose = 'seedlings') =>
    loanForm(cast, { purpose, purposeNote: '', seedlingRequestId })

  it('cites the request that it goes with, on its page, in its steps and in its paper', async () => {
    const loan = await sendLoan(petani, form(idOf(request)))

    const { text } = await petani.get(loan)
    const office = await (await Client.as('penyuluh')).get(loan)
    const paper = await petani.get(`${loan}/application.pdf`)

    const { number } = await petani.data<{ number: string }>(request)
    expect(await petani.data<Cited>(loan)).to.include({ seedlingRequestId: idOf(request) })
    for (const page of [text, office.text])
      expect(page).to.include(`${number}, 15 Agustus 2026, 120`).and.include(`href="${request}"`)
    expect(paper.status).to.equal(200)
  })

  it('is offered the request in the step of the purpose, and gives it up with the purpose', async () => {
    const { location } = await petani.post('/loans', form(idOf(request)))
    const step = await petani.get(`${location!}?step=purpose`)

    await must(act(petani, location!, '', { amountRupiah: '5.000.000' }))
    const kept = await petani.data<Cited>(location!)
    await must(act(petani, location!, '', { purpose: 'tools' }))
    const dropped = await petani.data<Cited>(location!)

    expect(step.text).to.include(`<option value="${idOf(request)}" selected>`)
    expect(kept).to.include({ seedlingRequestId: idOf(request) })
    expect(dropped).to.include({ seedlingRequestId: null })
  })

  it('cites nobody else’s request, none that was cancelled, and only for seedlings', async () => {
    const cancelled = await requestOf(petani, programmeId, cast.petani.plots[1]._id, '20')
    await done(petani.post(`${cancelled}/cancel`, { reason: 'keliru', version: '1' }))
    const petani2 = await Client.as('petani2')
    const foreign = await requestOf(petani2, programmeId, cast.petani2.plots[0]._id, '20')
    const ask = (id: string, purpose?: string) => petani.post('/loans', form(id, purpose))

    const answers = [
      await ask(idOf(foreign)),
      await ask('a'.repeat(24)),
      await ask(idOf(cancelled)),
      await ask('x'),
      await ask(idOf(request), 'tools'),
    ]

    for (const { status, text } of answers) {
      expect(status).to.equal(422)
      expect(wrongFieldsOf(text)).to.deep.equal(['seedlingRequestId'])
    }
    for (const { text } of answers.slice(0, 3)) expect(text).to.include('tidak ada dalam daftar')
  })
})

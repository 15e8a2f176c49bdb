import { expect } from 'chai'
import { LoanModel } from '../../models/loan.ts'
import { setStage } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { act, loanForm, must, sendLoan, type LoanData } from '../support/factories/loan.ts'

describe('the queue of applications', () => {
  useDatabase()

  it('shows the queue of bank and office, and how promises were kept', async () => {
    const cast = await setStage()
    const [petani, officer] = [await Client.as('petani'), await Client.as('penyuluh')]
    const analyst = await Client.as('analis')
    const address = await sendLoan(petani, loanForm(cast))
    const { rows: office } = await officer.data<{ rows: LoanData[] }>('/loans/queue')
    const { rows: none } = await analyst.data<{ rows: LoanData[] }>('/loans/queue')
    await must(act(officer, address, 'recommend', { reason: 'Baik' }))
    await LoanModel.updateOne({}, { $set: { promisedOn: '2026-08-01' } })

    const { rows } = await analyst.data<{ rows: (LoanData & { isLate: boolean })[] }>(
      '/loans/queue',
    )
    const page = await analyst.get('/loans/queue')
    const kept = await officer.data<{ steps: { step: string; kept: number }[] }>('/loans/promises')

    expect([office.length, none.length, rows.length]).to.deep.equal([1, 0, 1])
    expect(rows[0]!.isLate).to.equal(true)
    expect(page.text).to.include('Terlambat')
    expect(kept.steps.find(({ step }) => step === 'recommend')!.kept).to.equal(1)
    expect((await officer.get('/loans/queue?after=bm9uc2Vuc2U')).status).to.equal(200)
  })
})

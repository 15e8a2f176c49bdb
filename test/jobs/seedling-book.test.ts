import { expect } from 'chai'
import { seedlingBookJob } from '../../jobs/seedlings.ts'
import { MessageModel } from '../../models/message.ts'
import { NurseryBatchModel } from '../../models/nursery-batch.ts'
import { SeedLotModel } from '../../models/seed-lot.ts'
import { SeedlingDayModel } from '../../models/seedling-day.ts'
import { setStage } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { batchOf, idOf, sentLot } from '../support/factories/seedling.ts'

describe('the job that checks the seedling book', function () {
  this.timeout(30_000)
  useDatabase()
  let said: Record<string, unknown>[] = []
  const keep = (figures: Record<string, unknown>) => void said.push(figures)
  const log = { info: keep, warn: keep, error: keep }
  let lot: string
  let batch: string
  beforeEach(async () => {
    said = []
    await setStage()
    const penangkar = await Client.as('penangkar')
    lot = await sentLot({ quantity: '500' }, '400')
    batch = await batchOf(penangkar, lot, '300')
    const enter = (fields: Record<string, string>) =>
      penangkar.post(`${batch}/entries`, { happenedOn: '2026-08-15', ...fields })
    await enter({ kind: 'lost', quantity: '30' })
    const book = await penangkar.data<{ rows: { id: string }[] }>(
      `/seedlings/ledger?batchId=${idOf(batch)}`,
    )
    await enter({ kind: 'corrected', reverses: book.rows[0]!.id })
    await enter({ kind: 'sold', quantity: '20' })
  })

  it('says nothing of a book that is true, corrections and all', async () => {
    await seedlingBookJob.run(log)

    expect(said).to.deep.equal([])
    expect(await MessageModel.countDocuments({ key: 'messages.seedling.bookDiffers' })).to.equal(0)
  })

  it('tells the province and the administrator of a spoiled balance, and mends nothing', async () => {
    await NurseryBatchModel.updateOne({ _id: idOf(batch) }, { $inc: { onHand: 7 } })
    await SeedLotModel.updateOne({ _id: idOf(lot) }, { $inc: { sent: -1 } })

    await seedlingBookJob.run(log)

    expect(said.map(({ kind, differs }) => [kind, differs])).to.deep.equal([
      ['seed-lot', [['sent', 399, 400]]],
      ['nursery-batch', [['onHand', 287, 280]]],
    ])
    expect((await NurseryBatchModel.findById(idOf(batch)).lean())!.onHand).to.equal(287)
    const inbox = await (await Client.as('disbun')).get('/inbox')
    expect(inbox.text).to.contain(`/seedlings/ledger?lotId&#x3D;${idOf(lot)}`)
    expect((await (await Client.as('admin')).get('/inbox')).text).to.contain('Buku bibit: 2 tempat')
  })

  it('finds a spoiled day, by which old dates are judged', async () => {
    await SeedlingDayModel.updateOne({ batchId: idOf(batch) }, { $inc: { free: 5 } })

    await seedlingBookJob.run(log)

    expect(said[0]!['differs']).to.deep.equal([['dayFree', 285, 280]])
  })
})

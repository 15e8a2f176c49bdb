import { expect } from 'chai'
import { loadDemo } from '../../database/demo/load.ts'
import { lotStatuses } from '../../domain/processing/lot-status.ts'
import { HarvestReceiptModel } from '../../models/harvest-receipt.ts'
import { IntakeModel } from '../../models/intake.ts'
import { LotEdgeModel } from '../../models/lot-edge.ts'
import { LotEntryModel } from '../../models/lot-entry.ts'
import { LotModel } from '../../models/lot.ts'
import { useDatabase } from '../support/database.ts'

const sumOf = (parts: { massG: number }[]) => parts.reduce((sum, { massG }) => sum + massG, 0)

describe('the lots of the demo data', function () {
  this.timeout(180_000)
  useDatabase()

  it('add up to the gram, in every state, with what fed them and what was received', async () => {
    await loadDemo(() => undefined)

    const lots = await LotModel.find().lean()
    const entries = await LotEntryModel.find({}, { lotId: 1, version: 1, massAfterG: 1 }).lean()
    const last = new Map(
      entries.toSorted((a, b) => a.version - b.version).map((each) => [String(each.lotId), each]),
    )
    expect(lots.length).to.be.within(140, 165)
    expect(new Set(lots.map(({ status }) => status))).to.deep.equal(new Set(lotStatuses))
    expect(lots.filter(({ passportCode }) => passportCode !== null).length).to.be.at.least(6)
    for (const lot of lots) {
      expect(sumOf(lot.composition)).to.equal(lot.massG)
      expect(last.get(String(lot._id))).to.include({ massAfterG: lot.massG, version: lot.version })
    }
    const slips = await IntakeModel.find().lean()
    const edges = await LotEdgeModel.find({ fromKind: 'intake' }).lean()
    const poured = slips.filter(({ lotId }) => lotId !== null).map(({ netG }) => ({ massG: netG }))
    expect(sumOf(edges)).to.equal(sumOf(poured))
    const receipts = await HarvestReceiptModel.find().lean()
    expect(receipts.reduce((sum, { receivedG }) => sum + receivedG, 0)).to.equal(
      slips.reduce((sum, { netG }) => sum + netG, 0),
    )
  })
})

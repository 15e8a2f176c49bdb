import { expect } from 'chai'
import { Types } from 'mongoose'
import { inTransaction } from '../../../../database/transaction.ts'
import { RuleBroken } from '../../../../domain/errors.ts'
import {
  heldFor,
  potsThatDiffer,
  releasePot,
  reservePot,
} from '../../../../domain/loans/service/pot.ts'
import { LoanSchemeModel } from '../../../../models/loan-scheme.ts'
import { PotEntryModel } from '../../../../models/pot-entry.ts'
import { setStage } from '../../../support/cast.ts'
import { useDatabase } from '../../../support/database.ts'

const code = 'tunda-jual-umkm' // its pot holds Rp 400,000,000
const komite = { fullName: 'Komite' }

describe('the pot of a scheme', () => {
  useDatabase()
  beforeEach(setStage)

  it('holds money for a loan, and says so in an entry', async () => {
    const loanId = new Types.ObjectId()

    await reservePot(komite, code, 30_000_000, loanId)

    expect(await left()).to.equal(370_000_000)
    expect(await heldFor(code, loanId)).to.equal(30_000_000)
    const entry = await PotEntryModel.findOne({ loanId }).lean()
    expect(entry).to.include({
      kind: 'approved',
      amountRupiah: -30_000_000,
      leftRupiah: 370_000_000,
      byName: 'Komite',
    })
  })

  it('gives back what it held, once', async () => {
    const loanId = new Types.ObjectId()
    await reservePot(komite, code, 30_000_000, loanId)

    const released = await releasePot(null, code, loanId)
    const again = await releasePot(null, code, loanId)

    expect([released, again]).to.deep.equal([30_000_000, 0])
    expect(await left()).to.equal(400_000_000)
  })

  it('gives back a part, and no more than it held', async () => {
    const loanId = new Types.ObjectId()
    await reservePot(komite, code, 30_000_000, loanId)

    const some = await releasePot(komite, code, loanId, 10_000_000)
    const rest = await releasePot(komite, code, loanId, 999_000_000)

    expect([some, rest]).to.deep.equal([10_000_000, 20_000_000])
  })

  it('refuses more than it has left, at the amount, and keeps no trace', async () => {
    const error = await caught(reservePot(komite, code, 400_000_001, new Types.ObjectId()))

    expect(error).to.be.instanceOf(RuleBroken)
    expect((error as RuleBroken).faults['amountRupiah']).to.deep.equal({
      key: 'schemes.faults.potTooSmall',
      values: { left: 400_000_000 },
    })
    expect(await PotEntryModel.countDocuments({ kind: 'approved' })).to.equal(0)
  })

  it('cannot be overdrawn by approvals at once, nor given back twice', async () => {
    const loans = Array.from({ length: 8 }, () => new Types.ObjectId())

    const outcomes = await Promise.allSettled(
      loans.map((loanId) => reservePot(komite, code, 150_000_000, loanId)),
    )

    const isHeld = loans.filter((_, index) => outcomes[index]!.status === 'fulfilled')
    expect(isHeld.length).to.equal(2)
    expect(await left()).to.equal(100_000_000)
    const releases = await Promise.all(
      [isHeld[0]!, isHeld[0]!, isHeld[0]!].map((loanId) => releasePot(komite, code, loanId)),
    )
    expect(releases.toSorted((a, b) => a - b)).to.deep.equal([0, 0, 150_000_000])
    expect(await left()).to.equal(250_000_000)
    expect(await potsThatDiffer()).to.deep.equal([])
  }).timeout(20_000)

  it('falls back with the act that it belongs to', async () => {
    await caught(
      inTransaction(async () => {
        await reservePot(komite, code, 30_000_000, new Types.ObjectId())
        throw new Error('the act was refused')
      }),
    )

    expect(await left()).to.equal(400_000_000)
    expect(await potsThatDiffer()).to.deep.equal([])
  })

  it('is found out when its figure is not what its entries say', async () => {
    await LoanSchemeModel.updateOne({ code }, { $inc: { potLeftRupiah: -1 } })

    const differing = await potsThatDiffer()

    expect(differing).to.deep.equal([
      { code, potLeftRupiah: 399_999_999, entriesRupiah: 400_000_000 },
    ])
  })
})

async function left(): Promise<number> {
  return (await LoanSchemeModel.findOne({ code }).lean())!.potLeftRupiah
}

async function caught(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

import { expect } from 'chai'
import { Types } from 'mongoose'
import { ConsentModel, type Consent } from '../../models/consent.ts'
import { FarmerModel, type Farmer } from '../../models/farmer.ts'
import { PlotModel, type Plot } from '../../models/plot.ts'
import { useDatabase } from '../support/database.ts'
import { makeFarmer } from '../support/factories/farmer.ts'
import { makePlot } from '../support/factories/plot.ts'

const refused = (attempt: Promise<unknown>) => attempt.catch((error: unknown) => error)

describe('the farmer model', () => {
  useDatabase()

  for (const [what, given] of [
    ['a status that is none', { status: 'lost' as never }],
    ['no name', { fullName: '' }],
    ['a name over 120 characters', { fullName: 'x'.repeat(121) }],
    ['a gender that is none', { gender: 'x' as never }],
    ['a day written otherwise', { birthOn: '17-4-1979' }],
    ['last digits that are none', { nikLast4: '12' }],
    ['a village of another province', { villageCode: '3311182005' }],
    ['a number of another kind', { number: 'KB-000001' }],
    ['a decision that is none', { consents: { bank: 'perhaps' as never } }],
    ['a field it does not know', { nik: '3511185704790001' } as Partial<Farmer>],
  ] as const) {
    it(`refuses ${what}`, async () => {
      expect(await refused(makeFarmer(given))).to.be.instanceOf(Error)
      expect(await FarmerModel.countDocuments()).to.equal(0)
    })
  }

  it('refuses a NIK twice among the living, and only among them', async () => {
    const { nikHash } = await makeFarmer({ status: 'merged' })

    await makeFarmer({ nikHash })
    const again = await refused(makeFarmer({ nikHash }))

    expect((again as { code?: number }).code).to.equal(11000)
  })
})

describe('the plot model', () => {
  useDatabase()
  const make = async (given: Partial<Plot>) => makePlot(await makeFarmer(), given)

  for (const [what, given] of [
    ['no area', { areaHa: 0 }],
    ['an area over 25 ha', { areaHa: 25.5 }],
    ['no tree', { treeCount: 0 }],
    ['an altitude above Semeru', { altitudeM: 3677 }],
    ['a land status that is none', { landStatus: 'owned' as never }],
    ['a pattern that is none', { pattern: 'rows' as never }],
    ['a number of another kind', { number: 'PT-000001' }],
    ['a field it does not know', { owner: 'x' } as Partial<Plot>],
  ] as const) {
    it(`refuses ${what}`, async () => {
      expect(await refused(make(given))).to.be.instanceOf(Error)
      expect(await PlotModel.countDocuments()).to.equal(0)
    })
  }
})

describe('the consent model', () => {
  useDatabase()
  const consent: Consent = {
    _id: new Types.ObjectId(),
    farmerId: new Types.ObjectId(),
    purpose: 'bank',
    decision: 'given',
    method: 'own-account',
    evidenceId: null,
    textVersion: 'bank-1',
    decidedAt: new Date('2026-08-15T02:00:00Z'),
    recordedBy: new Types.ObjectId(),
    recordedByName: 'Sumarni',
  }

  for (const [what, given] of [
    ['a purpose that is none', { purpose: 'advertising' }],
    ['a decision that is none', { decision: 'perhaps' }],
    ['a method that is none', { method: 'spoken' }],
    ['no version of the text', { textVersion: '' }],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const attempt = ConsentModel.create([{ ...consent, ...given } as Consent])

      expect(await refused(attempt)).to.be.instanceOf(Error)
    })
  }
})

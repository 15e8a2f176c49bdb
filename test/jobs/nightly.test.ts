import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { expect } from 'chai'
import mongoose, { Types } from 'mongoose'
import { rebuildRegistry } from '../../domain/farmers/service/registry.ts'
import { totalsFromHarvests } from '../../domain/harvests/service/summary.ts'
import { attachPhoto } from '../../domain/photos.ts'
import { checkTotalsJob } from '../../jobs/check-totals.ts'
import { sealAuditJob } from '../../jobs/seal-audit.ts'
import { sweepOrphansJob } from '../../jobs/sweep-orphans.ts'
import { AuditSealModel } from '../../models/audit-seal.ts'
import { RegistrySummaryModel } from '../../models/registry-summary.ts'
import { SeasonSummaryModel } from '../../models/season-summary.ts'
import { setStage } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { harvestForm } from '../support/factories/harvest.ts'

describe('the jobs of the night', () => {
  useDatabase()
  let said: Record<string, unknown>[] = []
  const keep = (figures: Record<string, unknown>) => void said.push(figures)
  const log = { info: keep, warn: keep, error: keep }
  beforeEach(() => {
    said = []
  })

  it('leave totals alone that are true', async () => {
    const cast = await setStage()
    await rebuildRegistry()
    await (await Client.as('petani')).post('/harvests', harvestForm(cast.petani.plots[0]))

    await checkTotalsJob.run(log)

    expect(said).to.deep.equal([])
  })

  it('mend totals that differ, that lack and that nothing stands behind, and say which', async () => {
    const cast = await setStage()
    await rebuildRegistry()
    const petani = await Client.as('petani')
    await petani.post('/harvests', harvestForm(cast.petani.plots[0]))
    await petani.post(
      '/harvests',
      harvestForm(cast.petani.plots[1], { harvestedFrom: '2026-07-01', harvestedTo: '2026-07-02' }),
    )
    const groupId = cast.petani.farmer.groupId
    const key = (month: string) => `${String(groupId)}:${month}:cherry-red`
    await SeasonSummaryModel.updateOne({ _id: key('2026-08') }, { $inc: { weightG: 5000 } })
    const july = await SeasonSummaryModel.findOneAndDelete({ _id: key('2026-07') }).lean()
    await SeasonSummaryModel.create([
      { ...july!, _id: key('2026-06'), month: '2026-06', weightG: 77 },
    ])
    await RegistrySummaryModel.updateOne({ _id: groupId }, { $inc: { farmers: 3 } })

    await checkTotalsJob.run(log)

    const months = ['2026-06', '2026-07', '2026-08']
    expect((said[0]!['mended'] as string[]).sort()).to.deep.equal(months.map(key))
    expect(said[1]).to.deep.equal({ totals: 'registry', mended: [String(groupId)] })
    for (const [id, total] of await totalsFromHarvests()) {
      expect(await SeasonSummaryModel.findById(id).lean()).to.deep.include(total)
    }
    expect(await SeasonSummaryModel.findById(key('2026-06')).lean()).to.include({ weightG: 0 })
    expect(await RegistrySummaryModel.findById(groupId).lean()).to.include({ farmers: 1, plots: 2 })
  })

  it('remove files that no record refers to once they are a day old', async () => {
    const bucket = new mongoose.mongo.GridFSBucket(mongoose.connection.db!, { bucketName: 'files' })
    const store = async () => {
      const id = new Types.ObjectId()
      await pipeline(Readable.from([Buffer.from('x')]), bucket.openUploadStreamWithId(id, 'x'))
      return id
    }
    const [attached, old, fresh] = [await store(), await store(), await store()]
    await attachPhoto(String(attached), { farmerId: null, kind: 'harvest', id: old })
    await mongoose.connection
      .collection('files.files')
      .updateMany(
        { _id: { $in: [attached, old] } },
        { $set: { uploadDate: new Date(Date.now() - 25 * 3600 * 1000) } },
      )

    await sweepOrphansJob.run(log)

    const left = await bucket.find({}).toArray()
    expect(left.map(({ _id }) => String(_id)).sort()).to.deep.equal(
      [String(attached), String(fresh)].sort(),
    )
    expect(said).to.deep.equal([{ files: 1 }])
  })

  it('seal what was done, and say the hash of the seal', async () => {
    const cast = await setStage()
    await (await Client.as('petani')).post('/harvests', harvestForm(cast.petani.plots[0]))

    await sealAuditJob.run(log)
    await sealAuditJob.run(log)

    const seals = await AuditSealModel.find().lean()
    expect(seals).to.have.length(1)
    expect(said).to.deep.equal([{ heads: seals[0]!.heads.length, seal: 1, hash: seals[0]!.hash }])
  })
})

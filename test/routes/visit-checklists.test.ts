import { expect } from 'chai'
import { ReferenceItemModel } from '../../models/reference-item.ts'
import { VisitChecklistModel } from '../../models/visit-checklist.ts'
import { shippedChecklists } from '../../domain/visits/checklists/all.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { madeForm } from '../support/factories/visit.ts'
import { useDatabase } from '../support/database.ts'

const id = 'visit-checklist:routine'

describe('the checklists of visits', () => {
  useDatabase()
  let cast: Cast
  let officer: Client
  beforeEach(async () => {
    cast = await setStage()
    officer = await Client.as('penyuluh')
  })
  // reference data stays from test to test
  afterEach(async () => {
    const { questions } = shippedChecklists.routine
    await ReferenceItemModel.updateOne({ _id: id }, { $set: { values: { questions }, version: 1 } })
  })

  const whom = () => ({
    farmerId: String(cast.petani.farmer._id),
    plotId: String(cast.petani.plots[0]._id),
    kind: 'routine',
  })

  it('change, and an old visit keeps the questions it answered', async () => {
    const old = (await officer.post('/visits', { ...whom(), ...madeForm() })).location!
    const question = {
      ...{ code: 'bees', kind: 'yes-no', isRequired: true, source: '(U)' },
      text: { id: 'Ada lebah?', en: 'Are there bees?' },
    }
    await ReferenceItemModel.updateOne(
      { _id: id },
      { $set: { values: { questions: [question] }, version: 2 } },
    )

    const form = await officer.get(
      `/visits/new?farmerId=${String(cast.petani.farmer._id)}&log=routine`,
    )
    const fresh = await officer.post('/visits', {
      ...{ ...whom(), visitedOn: '2026-08-15', 'answers[bees]': 'yes' },
    })
    const late = await officer.post('/visits', { ...whom(), ...madeForm() })

    const page = await officer.get(old)
    expect(form.text).to.include('Ada lebah?').and.not.include('Pangkasan')
    expect([fresh.status, late.status]).to.deep.equal([303, 422])
    expect(await officer.data(fresh.location!)).to.include({ checklist: 'routine:2' })
    expect(page.text).to.include('Pangkasan').and.not.include('Ada lebah?')
    expect(await officer.data(old)).to.include({ checklist: 'routine:1' })
    const kept = await VisitChecklistModel.find().lean()
    expect(kept.map(({ _id }) => _id).sort()).to.deep.equal(['routine:1', 'routine:2'])
  })
})

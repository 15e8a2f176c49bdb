import { expect } from 'chai'
import { shippedChecklists } from '../../domain/visits/checklists/all.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { ReferenceItemModel } from '../../models/reference-item.ts'
import { VisitChecklistModel } from '../../models/visit-checklist.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'

const address = '/visits/checklists/routine'
const id = 'visit-checklist:routine'

interface Draft {
  status: string
  version: number
  checklistVersion: number
  questions: { code: string; when?: object; options?: { code: string }[] }[]
  acts: string[]
}

const bees = {
  ...{ version: '0', answer: 'yes-no', textId: 'Ada lebah?', textEn: 'Are there bees?' },
  ...{ source: '(U)', amissAnswer: 'no', issue: 'losses' },
}

describe('rewriting a checklist', () => {
  useDatabase()
  let cast: Cast
  let disbun: Client
  beforeEach(async () => {
    cast = await setStage()
    disbun = await Client.as('disbun')
  })
  // reference data stays from test to test
  afterEach(async () => {
    const { questions } = shippedChecklists.routine
    await ReferenceItemModel.updateOne({ _id: id }, { $set: { values: { questions }, version: 1 } })
  })

  const draft = () => disbun.data<Draft>(address)
  const codes = async () => (await draft()).questions.map(({ code }) => code)

  it('is for the province and the administrator alone', async () => {
    for (const username of ['penyuluh', 'dinas', 'petani', 'auditor', 'analis']) {
      const client = await Client.as(username)
      expect((await client.get(address)).status, username).to.equal(403)
      expect((await client.post(`${address}/questions`, bees)).status, username).to.equal(403)
    }
    const admin = await Client.as('admin')
    expect((await admin.get('/admin/reference')).text).to.include('href="/visits/checklists"')
    expect((await admin.get(address)).record).to.include({ status: 'current', version: '0' })
  })

  it('finds no other kind of visit and no other question', async () => {
    const paths = ['/visits/checklists/dance', `${address}/questions/dance`]

    for (const path of paths) expect((await disbun.get(path)).status, path).to.equal(404)
    const gone = await disbun.post(`${address}/questions/dance/remove`, { version: '0' })
    expect(gone.status).to.equal(404)
  })

  it('adds a question to the draft, which nobody is asked yet', async () => {
    const done = await disbun.post(`${address}/questions`, bees)

    const { status, version, questions, acts } = await draft()
    expect([done.status, done.location]).to.deep.equal([303, address])
    expect({ status, version, acts }).to.deep.equal({
      ...{ status: 'draft', version: 1, acts: ['questions', 'publish', 'discard'] },
    })
    expect(questions.at(-1)).to.deep.equal({
      ...{ code: 'areThereBees', kind: 'yes-no', isRequired: false, source: '(U)' },
      ...{ text: { id: 'Ada lebah?', en: 'Are there bees?' } },
      issue: { kind: 'losses', is: ['no'] },
    })
    const form = `/visits/new?farmerId=${String(cast.petani.farmer._id)}&log=routine`
    expect((await (await Client.as('penyuluh')).get(form)).text).to.not.include('Ada lebah?')
    const event = await AuditEventModel.findOne({ act: 'checklist.edit' }).lean()
    expect(event).to.include({ recordId: 'checklist:routine', recordVersion: 1 })
  })

  it('says at each field what is wrong', async () => {
    const number = { ...bees, answer: 'number', amissAnswer: '', min: '5', max: '2' }
    const cases: [Record<string, string>, string[]][] = [
      [{ ...bees, textEn: '', source: '' }, ['source', 'textEn']],
      [{ ...bees, code: '1x' }, ['code']],
      [{ ...bees, code: 'pruning' }, ['code']],
      [{ ...bees, issue: '' }, ['issue']],
      [{ ...bees, amissAnswer: '' }, ['issue']],
      [number, ['issue', 'max']],
      [{ ...number, min: '', max: '9', bandMin: '2' }, ['bandMax', 'issue']],
      [{ ...number, min: '', max: '9', bandMin: '2', bandMax: '12' }, ['bandMax']],
      [
        { ...bees, answer: 'choice', 'options[0][textId]': 'sedikit', 'options[0][textEn]': 'few' },
        ['issue', 'options[0][textId]'],
      ],
    ]

    for (const [fields, wrong] of cases) {
      const answer = await disbun.post(`${address}/questions`, fields)
      expect(answer.status, JSON.stringify(fields)).to.equal(422)
      expect(wrongFieldsOf(answer.text).sort(), JSON.stringify(fields)).to.deep.equal(wrong)
    }
    expect((await draft()).status).to.equal('current')
  })

  it('takes a forged or repeated field as wrong, never as a fault of the service', async () => {
    const forged: Record<string, string | string[]>[] = [
      { ...bees, answer: 'guess' },
      { ...bees, textId: ['a', 'b'] },
      { ...bees, 'options[x]': 'y' },
      { ...bees, options: 'y' },
      { ...bees, 'textId[a]': 'b' },
    ]

    for (const fields of forged)
      expect((await disbun.post(`${address}/questions`, fields)).status).to.equal(422)
  })

  it('changes a question, and keeps its code, its condition and its options’ codes', async () => {
    const [pruning] = shippedChecklists.routine.questions
    const options = pruning!.options!.flatMap(({ code, text }, n) => [
      [`options[${n}][code]`, code],
      [`options[${n}][textId]`, n === 0 ? 'rapi' : text.id],
      [`options[${n}][textEn]`, text.en],
    ])

    await disbun.post(`${address}/questions/pruning`, {
      ...{ version: '0', textId: 'Pangkasan bentuk', textEn: 'Pruning', source: 'buku' },
      ...Object.fromEntries(options),
      ...{ 'options[2][isAmiss]': 'on', issue: 'pruning' },
    })

    const { questions } = await draft()
    expect(questions[0]).to.deep.include({
      ...{ code: 'pruning', text: { id: 'Pangkasan bentuk', en: 'Pruning' } },
      issue: { kind: 'pruning', is: ['none'] },
    })
    expect(questions[0]!.options!.map(({ code }) => code)).to.deep.equal(['good', 'partly', 'none'])
    expect(questions[1]).to.have.property('when')
  })

  it('moves, removes and conditions questions, but never breaks what depends on them', async () => {
    const act = (path: string, version: number, fields: Record<string, string | string[]> = {}) =>
      disbun.post(`${address}/questions/${path}`, { version: String(version), ...fields })

    const broken = await act('suckers/move', 0, { direction: 'up' })
    const needed = await act('pruning/remove', 0)
    const moved = await act('shade/move', 0, { direction: 'up' })
    const removed = await act('weeds/remove', 1)
    const later = await act('shade/condition', 2, { whenCode: 'rustPct', whenIs: 'yes' })
    const unsaid = await act('slope/condition', 2, { whenCode: 'shade' })
    const forged = await act('slope/condition', 2, { whenCode: 'shade', whenIs: 'never' })
    const set = await act('slope/condition', 2, { whenCode: 'shade', whenIs: ['thin', 'dense'] })
    const always = await act('suckers/condition', 3)

    const statuses = [broken, needed, moved, removed, later, unsaid, forged, set, always]
    expect(statuses.map(({ status }) => status)).to.deep.equal([
      ...[422, 422, 303, 303, 422, 422, 422, 303, 303],
    ])
    expect(needed.text).to.include('Tunas air sudah dibuang?')
    const { questions } = await draft()
    expect((await codes()).slice(0, 4)).to.deep.equal(['pruning', 'shade', 'suckers', 'slope'])
    expect(await codes()).to.not.include('weeds')
    expect(questions[3]!.when).to.deep.equal({ code: 'shade', is: ['thin', 'dense'] })
    expect(questions[2]).to.not.have.property('when')
  })

  it('asks how a number must be answered for a question that depends on it', async () => {
    const page = await disbun.get(`${address}/questions/gardenPhoto/condition?on=rustPct`)
    const path = `${address}/questions/gardenPhoto/condition`

    const unsaid = await disbun.post(path, { version: '0', whenCode: 'rustPct' })
    const done = await disbun.post(path, { version: '0', whenCode: 'rustPct', whenAtLeast: '2,5' })

    expect(page.text).to.include('name="whenAtLeast"').and.not.include('name="whenIs"')
    expect([unsaid.status, done.status]).to.deep.equal([422, 303])
    expect((await draft()).questions.at(-1)!.when).to.deep.equal({ code: 'rustPct', atLeast: 2.5 })
  })

  it('shows what another person changed, and applies on top', async () => {
    await (await Client.as('admin')).post(`${address}/questions`, bees)

    const stale = await disbun.post(`${address}/questions`, { ...bees, code: 'mine' })
    const again = await disbun.post(`${address}/questions`, { ...bees, code: 'mine', version: '1' })

    expect(stale.status).to.equal(409)
    expect(stale.text).to.include('areThereBees').and.include('value="mine"')
    expect(again.status).to.equal(303)
    expect((await codes()).slice(-2)).to.deep.equal(['areThereBees', 'mine'])
  })

  it('publishes a new version with a reason; the old one stays for its visits', async () => {
    await disbun.post(`${address}/questions`, { ...bees, code: 'bees', isRequired: 'on' })

    const unsaid = await disbun.post(`${address}/publish`, { version: '1' })
    const done = await disbun.post(`${address}/publish`, { version: '1', reason: 'Penyerbuk' })
    const twice = await disbun.post(`${address}/publish`, { version: '2', reason: 'Lagi' })

    expect([unsaid.status, done.status, twice.status]).to.deep.equal([422, 303, 422])
    expect(await draft()).to.include({ status: 'current', version: 2, checklistVersion: 2 })
    const officer = await Client.as('penyuluh')
    const form = `/visits/new?farmerId=${String(cast.petani.farmer._id)}&log=routine`
    expect((await officer.get(form)).text).to.include('Ada lebah?')
    const kept = await VisitChecklistModel.findById('routine:1').lean()
    expect(kept!.questions).to.deep.equal(shippedChecklists.routine.questions)
    const event = await AuditEventModel.findOne({ act: 'checklist.publish' }).lean()
    expect(event).to.include({ recordId: id, recordVersion: 2, note: 'Penyerbuk' })
    expect((await disbun.get(address)).text).to.include('Penyerbuk')
  })

  it('throws a draft away', async () => {
    await disbun.post(`${address}/questions`, bees)

    const done = await disbun.post(`${address}/discard`, { version: '1' })
    const nothing = await disbun.post(`${address}/discard`, { version: '2' })

    expect([done.status, nothing.status]).to.deep.equal([303, 422])
    expect(await draft()).to.include({ status: 'current', version: 2, checklistVersion: 1 })
    expect(await codes()).to.not.include('areThereBees')
  })
})

import { expect } from 'chai'
import { PlotModel } from '../../models/plot.ts'
import { FarmerModel } from '../../models/farmer.ts'
import { NurseryBatchModel } from '../../models/nursery-batch.ts'
import { PlotPlanModel } from '../../models/plot-plan.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'
import {
  decreedRequest,
  decreeForm,
  done,
  idOf,
  openProgramme,
  programmeForm,
  readyBatch,
  requestOf,
  verifyForm,
} from '../support/factories/seedling.ts'

describe('asking for seedlings', function () {
  this.timeout(30_000)
  useDatabase()
  let cast: Cast
  let petani: Client
  beforeEach(async () => {
    cast = await setStage()
    petani = await Client.as('petani')
  })
  const plot = (index: 0 | 1 = 0) => cast.petani.plots[index]._id

  interface Asked {
    status: string
    lines: Record<string, number>[]
    acts: string[]
    version: number
  }

  it('goes from the request to plants that are kept for it', async () => {
    const programmeId = await openProgramme()
    const batch = await readyBatch(await Client.as('penangkar'), '500')

    const request = await decreedRequest(petani, programmeId, plot(), '300')
    const dinas = await Client.as('dinas')
    const allocation = await done(
      dinas.post('/allocations', {
        programmeId,
        'lines[0][seedlingRequestId]': idOf(request),
        'lines[0][batchId]': idOf(batch),
        'lines[0][quantity]': '300',
      }),
    )

    const asked = await petani.data<Asked>(request)
    expect(asked).to.include({ status: 'allocated' })
    expect(asked.lines[0]).to.include({
      maxQuantity: 750,
      verifiedQuantity: 300,
      allocatedQuantity: 300,
    })
    expect(await dinas.data(batch)).to.include({ onHand: 500, reserved: 300, free: 200 })
    expect(await dinas.data(allocation)).to.include({ quantity: 300, handedOver: 0 })

    const released = await dinas.post(`${allocation}/release`, { reason: 'batal', version: '1' })

    expect(released.status).to.equal(303)
    expect(await dinas.data(batch)).to.include({ onHand: 500, reserved: 0, free: 500 })
    expect(await petani.data(request)).to.include({ status: 'established' })
  })

  it('works out what a plot can take and counts what was asked before', async () => {
    const programmeId = await openProgramme()
    const ask = (quantity: string) =>
      petani.post('/seedling-requests', {
        programmeId,
        'lines[0][plotId]': String(plot()),
        'lines[0][varietyCode]': 'sigarar-utang',
        'lines[0][quantity]': quantity,
      })

    const tooMany = await ask('751')
    const first = await ask('700')
    const second = await ask('51')
    const rest = await ask('50')

    expect([tooMany, first, second, rest].map(({ status }) => status)).to.deep.equal([
      422, 303, 422, 303,
    ])
    expect(wrongFieldsOf(tooMany.text)).to.deep.equal(['lines[0][quantity]'])
    await done(petani.post(`${first.location}/cancel`, { reason: 'keliru', version: '1' }))
    expect((await PlotPlanModel.findById(plot()).lean())!.planned).to.equal(50)
  })

  it('lets two who ask at once share the room of a plot', async () => {
    const programmeId = await openProgramme()
    await petani.get('/')

    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        petani.post('/seedling-requests', {
          programmeId,
          'lines[0][plotId]': String(plot()),
          'lines[0][varietyCode]': 'sigarar-utang',
          'lines[0][quantity]': '250',
        }),
      ),
    )

    expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 303, 303, 422, 422, 422])
  })

  it('refuses without consent, outside the window, for others’ plots and unknown ids', async () => {
    const closed = await openProgramme({ opensOn: '2026-01-01', closesOn: '2026-02-01' })
    const open = await openProgramme()
    const ask = (given: Record<string, string>) =>
      petani.post('/seedling-requests', {
        programmeId: open,
        'lines[0][plotId]': String(plot()),
        'lines[0][varietyCode]': 'sigarar-utang',
        'lines[0][quantity]': '10',
        ...given,
      })

    const late = await ask({ programmeId: closed })
    const foreign = await ask({ 'lines[0][plotId]': String(cast.petani2.plots[0]._id) })
    const absent = await ask({ 'lines[0][plotId]': 'a'.repeat(24) })
    const strange = await ask({ 'lines[0][varietyCode]': 's-795' })
    await FarmerModel.updateOne(
      { _id: cast.petani.farmer._id },
      { $set: { 'consents.programme': 'withdrawn' } },
    )
    const unasked = await ask({})
    const nested = await ask({ lines: 'x' })

    for (const answer of [late, foreign, absent, strange, unasked, nested])
      expect(answer.status).to.equal(422)
    expect(wrongFieldsOf(late.text)).to.deep.equal(['programmeId'])
    expect(foreign.text).to.include('tidak ada dalam daftar')
    expect(absent.text).to.include('tidak ada dalam daftar')
  })

  it('blocks a plot below 700 m until the regency overrides it with a reason', async () => {
    const programmeId = await openProgramme()
    await PlotModel.updateOne({ _id: plot() }, { $set: { altitudeM: 650 } })
    const request = await requestOf(petani, programmeId, plot(), '100')
    const [penyuluh, dinas] = [await Client.as('penyuluh'), await Client.as('dinas')]

    const blocked = await penyuluh.post(`${request}/verify`, verifyForm('100'))
    const noReason = await dinas.post(`${request}/override-altitude`, { reason: '', version: '1' })
    const override = await dinas.post(`${request}/override-altitude`, {
      reason: 'lereng teduh',
      version: '1',
    })
    const verified = await penyuluh.post(`${request}/verify`, verifyForm('100', { version: '2' }))

    const statuses = [blocked, noReason, override, verified].map(({ status }) => status)
    expect(statuses).to.deep.equal([422, 422, 303, 303])
  })

  it('lets an officer lower the number, never raise it, and only in his districts', async () => {
    const programmeId = await openProgramme()
    const request = await requestOf(petani, programmeId, plot(), '100')
    const penyuluh = await Client.as('penyuluh')

    const raised = await penyuluh.post(`${request}/verify`, verifyForm('101'))
    const missing = await penyuluh.post(`${request}/verify`, {
      ...verifyForm('1'),
      'lines[0][quantity]': '',
    })
    const elsewhere = await (
      await Client.as('penyuluh2')
    ).post(`${request}/verify`, verifyForm('1'))
    const own = await petani.post(`${request}/verify`, verifyForm('1'))
    const lowered = await penyuluh.post(`${request}/verify`, verifyForm('80'))
    const again = await penyuluh.post(`${request}/verify`, verifyForm('80', { version: '2' }))

    const statuses = [raised, missing, elsewhere, own, lowered, again].map(({ status }) => status)
    expect(statuses).to.deep.equal([422, 422, 404, 403, 303, 409])
    expect((await PlotPlanModel.findById(plot()).lean())!.planned).to.equal(80)
    expect((await penyuluh.data<Asked>(request)).acts).to.deep.equal(['reject', 'cancel'])
  })

  it('freezes the list with a decree, within the quota, changed only by an amending one', async () => {
    const programmeId = await openProgramme({ 'quotas[0][quantity]': '150' })
    const penyuluh = await Client.as('penyuluh')
    const made = []
    for (const index of [0, 1] as const) {
      const request = await requestOf(petani, programmeId, plot(index), '100')
      await done(penyuluh.post(`${request}/verify`, verifyForm('100')))
      made.push(request)
    }
    const [one, two] = made.map(idOf) as [string, string]
    const dinas = await Client.as('dinas')
    const path = `/seedling-programmes/${programmeId}/decrees`

    const over = await dinas.post(path, decreeForm([one, two]))
    const first = await dinas.post(path, decreeForm([one]))
    const again = await dinas.post(path, decreeForm([one]))
    const amending = await dinas.post(path, decreeForm([two], { amends: idOf(first.location!) }))

    const statuses = [over, first, again, amending].map(({ status }) => status)
    expect(statuses).to.deep.equal([422, 303, 422, 303])
    expect(await petani.data(made[0]!)).to.include({ status: 'verified' })
    expect(await petani.data(made[1]!)).to.include({ status: 'established' })
    expect(await dinas.data(first.location!)).to.include({ status: 'amended' })
  })

  it('keeps the last ten plants for ten of forty who come at once', async function () {
    this.timeout(120_000)
    const programmeId = await openProgramme()
    const batch = await readyBatch(await Client.as('penangkar'), '10')
    const request = await decreedRequest(petani, programmeId, plot(), '100')
    const dinas = await Client.as('dinas')
    await dinas.get('/')

    const answers = await Promise.all(
      Array.from({ length: 40 }, () =>
        dinas.post('/allocations', {
          programmeId,
          'lines[0][seedlingRequestId]': idOf(request),
          'lines[0][batchId]': idOf(batch),
          'lines[0][quantity]': '1',
        }),
      ),
    )

    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 303)).to.have.length(10)
    expect(statuses.filter((status) => status === 422)).to.have.length(30)
    expect(await dinas.data(batch)).to.include({ free: 0, reserved: 10, onHand: 10 })
    expect((await petani.data<Asked>(request)).lines[0]).to.include({ allocatedQuantity: 10 })
  })

  it('allocates all lines or none, only what is ready, certified and decreed', async () => {
    const programmeId = await openProgramme()
    const batch = await readyBatch(await Client.as('penangkar'), '500')
    const request = await decreedRequest(petani, programmeId, plot(), '100')
    const dinas = await Client.as('dinas')
    const line = (at: number, quantity: string, given: Record<string, string> = {}) => ({
      [`lines[${at}][seedlingRequestId]`]: idOf(request),
      [`lines[${at}][batchId]`]: idOf(batch),
      [`lines[${at}][quantity]`]: quantity,
      ...given,
    })

    const over = await dinas.post('/allocations', {
      programmeId,
      ...line(0, '60'),
      ...line(1, '41'),
    })
    const absent = await dinas.post('/allocations', {
      programmeId,
      ...line(0, '5', { 'lines[0][batchId]': 'b'.repeat(24) }),
    })
    await NurseryBatchModel.updateMany({}, { $set: { validUntil: '2026-08-14' } })
    const lapsed = await dinas.post('/allocations', { programmeId, ...line(0, '60') })

    expect([over.status, absent.status, lapsed.status]).to.deep.equal([422, 422, 422])
    expect(wrongFieldsOf(over.text)).to.deep.equal(['lines[1][quantity]'])
    expect(wrongFieldsOf(absent.text)).to.deep.equal(['lines[0][batchId]'])
    expect(await dinas.data(batch)).to.include({ reserved: 0 })
  })

  it('proposes what can be sent as it stands', async () => {
    const programmeId = await openProgramme()
    const batch = await readyBatch(await Client.as('penangkar'), '70')
    const request = await decreedRequest(petani, programmeId, plot(), '100')
    const dinas = await Client.as('dinas')

    const page = await dinas.post('/allocations/propose', { programmeId })
    const nothing = await dinas.post('/allocations/propose', { programmeId: 'c'.repeat(24) })

    expect([page.status, nothing.status]).to.deep.equal([200, 422])
    expect(page.text)
      .to.include('action="/allocations"')
      .and.include(`name="lines[0][batchId]" value="${idOf(batch)}"`)
      .and.include(`name="lines[0][seedlingRequestId]" value="${idOf(request)}"`)
      .and.match(/name="lines\[0\]\[quantity\]"[^>]* value="70"/)
    expect(await dinas.data(batch)).to.include({ reserved: 0 })
  })

  it('hides requests from people of elsewhere and shows the province initials', async () => {
    const programmeId = await openProgramme()
    const request = await requestOf(petani, programmeId, plot(), '100')
    const statusOf = async (username: string) =>
      (await (await Client.as(username)).get(request)).status

    expect(await statusOf('ketua')).to.equal(200)
    expect(await statusOf('ketua2')).to.equal(404)
    expect(await statusOf('dinas2')).to.equal(404)
    expect(await statusOf('petani2')).to.equal(404)
    expect(await statusOf('penangkar')).to.equal(403)
    expect((await (await Client.as('disbun')).get(request)).text).not.to.include('Sumarni')
    expect((await petani.post('/seedling-programmes', programmeForm())).status).to.equal(403)
  })
})

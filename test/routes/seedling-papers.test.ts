import { expect } from 'chai'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import {
  decreedRequest,
  done,
  openProgramme,
  readyBatch,
  requestOf,
  verifyForm,
} from '../support/factories/seedling.ts'

describe('papers of the seedlings', function () {
  this.timeout(30_000)
  useDatabase()
  let cast: Cast
  let programmeId: string
  let list: string
  beforeEach(async () => {
    cast = await setStage()
    programmeId = await openProgramme()
    list = `/seedling-programmes/${programmeId}/candidates`
  })

  interface Rows {
    rows: Record<string, unknown>[]
  }

  async function candidates() {
    const petani = await Client.as('petani')
    const [first, second] = cast.petani.plots
    const decreed = await decreedRequest(petani, programmeId, first._id, '100')
    const waiting = await requestOf(petani, programmeId, second._id, '60')
    await done((await Client.as('penyuluh')).post(`${waiting}/verify`, verifyForm('50')))
    return { decreed, waiting }
  }

  it('list who was verified, plot by plot, and who still waits for a decree', async () => {
    await candidates()
    const dinas = await Client.as('dinas')

    const all = await dinas.data<Rows>(list)
    const waiting = await dinas.data<Rows>(`${list}?status=verified`)
    const elsewhere = await dinas.data<Rows>(`${list}?districtCode=351101`)

    expect(all.rows.map(({ status, quantity }) => [status, quantity]).sort()).to.deep.equal([
      ['established', 100],
      ['verified', 50],
    ])
    expect(waiting.rows).to.have.length(1)
    expect(waiting.rows[0]).to.include({
      village: 'Rejo Agung',
      farmerName: 'Sumarni',
      plotNumber: cast.petani.plots[1].number,
      altitudeM: cast.petani.plots[1].altitudeM,
    })
    expect(elsewhere.rows).to.deep.equal([])
  })

  it('come as a spreadsheet of the same rows and as a paper to sign', async () => {
    await candidates()
    const dinas = await Client.as('dinas')

    const page = await dinas.get(list)
    const paper = await dinas.get(`${list}.pdf`)
    const csv = await dinas.get(`${list}?format=csv`)
    const xlsx = await dinas.get(`${list}?format=xlsx`)

    expect(page.text).to.contain(`${list}.pdf`)
    expect(paper.text.slice(0, 5)).to.equal('%PDF-')
    expect(csv.text.split('\n')[0]).to.match(/^districtCode,district,village,/)
    expect(csv.text.trim().split('\n')).to.have.length(3)
    expect(xlsx.text.slice(0, 2)).to.equal('PK')
  })

  it('show the province initials, another regency nothing, and a farmer no list at all', async () => {
    await candidates()

    const province = await (await Client.as('disbun')).data<Rows>(list)
    const other = await (await Client.as('dinas2')).data<Rows>(list)
    const farmer = await (await Client.as('petani')).get(list)
    const paper = await (await Client.as('ketua')).get(`${list}.pdf`)
    const unknown = await (await Client.as('dinas')).get(list.replace(programmeId, 'x'))

    expect(province.rows.map(({ farmerName }) => farmerName)).to.deep.equal(['S.', 'S.'])
    expect(other.rows).to.deep.equal([])
    expect([farmer.status, paper.status, unknown.status]).to.deep.equal([403, 403, 404])
  })

  it('label the bed and every crate of a batch', async () => {
    const penangkar = await Client.as('penangkar')
    const batch = await readyBatch(penangkar, '90')

    const page = await penangkar.get(batch)
    const sheet = await penangkar.get(`${batch}/labels.pdf`)
    const long = await penangkar.get(`${batch}/labels.pdf?crates=60`)
    const farmer = await (await Client.as('petani')).get(`${batch}/labels.pdf`)

    expect(page.text).to.contain(`${batch}/labels.pdf`)
    expect(pagesOf(sheet.text)).to.equal(1)
    expect(pagesOf(long.text)).to.equal(3)
    expect(farmer.status).to.equal(403)
  })

  const pagesOf = (pdf: string) => [...pdf.matchAll(/\/Type \/Page\b/g)].length
})

import { expect } from 'chai'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'
import {
  done,
  idOf,
  openProgramme,
  programmeForm,
  requestOf,
  verifyForm,
} from '../support/factories/seedling.ts'

interface Asked {
  lines: Record<string, number>[]
}

describe('the rules of a programme of seedlings', function () {
  this.timeout(30_000)
  useDatabase()
  let cast: Cast
  let petani: Client
  let disbun: Client
  beforeEach(async () => {
    cast = await setStage()
    petani = await Client.as('petani')
    disbun = await Client.as('disbun')
  })
  const plot = (index: 0 | 1 = 0) => cast.petani.plots[index]._id

  it('goes by the density that the programme sets of its own, and says so', async () => {
    const own = (treesPerHa: string) =>
      disbun.post('/seedling-programmes', {
        ...programmeForm(),
        'varieties[0][treesPerHa]': treesPerHa,
      })
    const [sparse, dense, odd] = [await own('99'), await own('10.001'), await own('x')]
    const programme = await done(own('2.200'))
    const programmeId = idOf(programme)
    const ask = (quantity: string) =>
      petani.post('/seedling-requests', {
        programmeId,
        'lines[0][plotId]': String(plot()),
        'lines[0][varietyCode]': 'sigarar-utang',
        'lines[0][quantity]': quantity,
      })

    const form = await petani.get('/seedling-requests/new')
    const tooMany = await ask('421')
    const request = await done(ask('420'))

    for (const answer of [sparse, dense, odd]) {
      expect(answer.status).to.equal(422)
      expect(wrongFieldsOf(answer.text)).to.deep.equal(['varieties[0][treesPerHa]'])
    }
    expect(form.text).to.include('× 2.200 pohon/ha + 10 %')
    expect(wrongFieldsOf(tooMany.text)).to.deep.equal(['lines[0][quantity]'])
    expect(tooMany.text).to.include('2.200 pohon/ha')
    const { lines } = await petani.data<Asked>(request)
    expect(lines[0]).to.include({ treesPerHa: 2200, maxQuantity: 420 })
    expect((await disbun.get(programme)).text).to.match(/2\.200\spohon\/ha/)
    const next = await disbun.get(`/seedling-programmes/new?from=${programmeId}`)
    expect(next.text).to.match(/name="varieties\[0\]\[treesPerHa\]"[^>]* value="2200"/)
  })

  it('asks the officer about a document of the programme that he has not seen', async () => {
    const programmeId = await openProgramme({ documents: ['identity', 'land'] as never })
    const penyuluh = await Client.as('penyuluh')
    const requests = [
      await requestOf(petani, programmeId, plot(0), '20'),
      await requestOf(petani, programmeId, plot(1), '20'),
    ] as const
    const verify = (request: string, documentsSeen: string[], given: object = {}) =>
      penyuluh.post(`${request}/verify`, {
        ...verifyForm('20', given as Record<string, string>),
        documentsSeen: documentsSeen as never,
      })

    const form = await petani.get('/seedling-requests/new')
    const asked = await verify(requests[0], ['identity'])
    const silent = await verify(requests[0], ['identity'], { confirm: 'documents-missing' })
    const odd = await verify(requests[0], ['passport'])
    const answered = await verify(requests[0], ['identity', 'photo'], {
      confirm: 'documents-missing',
      explanation: 'SPPT sedang diurus di desa',
    })
    const complete = await verify(requests[1], ['land', 'identity'])

    expect(form.text).to.include('Siapkan: KTP, Bukti lahan')
    const statuses = [asked, silent, odd, answered, complete].map(({ status }) => status)
    expect(statuses).to.deep.equal([422, 422, 422, 303, 303])
    expect(asked.text).to.include('value="documents-missing"').and.include('Dari 2 berkas')
    const { text } = await petani.get(requests[0])
    expect(text).to.include('KTP. SPPT sedang diurus di desa')
    const { verification } = await petani.data<{ verification: object }>(requests[1])
    expect(verification).to.deep.include({ documentsSeen: ['identity', 'land'], answers: [] })
  })

  it('takes only documents that are known, and keeps them for the programme that follows', async () => {
    const odd = await disbun.post('/seedling-programmes', {
      ...programmeForm(),
      documents: 'passport',
    })
    const programmeId = await openProgramme({ documents: 'land' })

    const { text } = await disbun.get(`/seedling-programmes/new?from=${programmeId}`)
    const row = await disbun.data(`/seedling-programmes/${programmeId}`)

    expect(odd.status).to.equal(422)
    expect(row).to.deep.include({ documents: ['land'] })
    expect(text).to.match(/name="documents"[^>]*value="land"[^>]* checked/)
    expect(text).not.to.match(/name="documents"[^>]*value="identity"[^>]* checked/)
  })
})

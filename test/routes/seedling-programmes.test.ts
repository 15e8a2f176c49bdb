import { expect } from 'chai'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'
import { done, idOf, programmeForm } from '../support/factories/seedling.ts'

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
})

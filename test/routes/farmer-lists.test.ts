import { expect } from 'chai'
import { rebuildRegistry } from '../../domain/farmers/service/registry.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeFarmer } from '../support/factories/farmer.ts'
import { farmerForm } from '../support/farmer-form.ts'

interface Rows {
  rows: { fullName: string }[]
  next: string | null
}

describe('the list of farmers', () => {
  useDatabase()
  let cast: Cast
  let officer: Client
  let path: string
  beforeEach(async () => {
    cast = await setStage()
    officer = await Client.as('penyuluh')
    path = `/farmers/${String(cast.petani.farmer._id)}`
  })

  describe('is shown', () => {
    beforeEach(async () => {
      for (let each = 10; each < 40; each++)
        await makeFarmer({
          fullName: `Tani Nomor ${each}`,
          groupId: cast.petani.farmer.groupId,
          ...(each % 2 ? { villageCode: '3511192001' } : {}),
        })
      await rebuildRegistry()
    })
    const all = async (client: Client, address: string) => {
      const found: string[] = []
      for (let after: string | null = ''; after !== null;) {
        const page: Rows = await client.data<Rows>(`${address}&after=${after}`)
        expect(page.rows.length).to.be.at.most(25)
        found.push(...page.rows.map(({ fullName }) => fullName))
        after = page.next
      }
      return found
    }

    it('in pages of 25, each farmer once, within the scope of the reader', async () => {
      const seen = await all(officer, '/farmers?x=1')

      expect(seen).to.have.length(31)
      expect(new Set(seen)).to.have.length(31)
      expect(seen).to.deep.equal(seen.toSorted())
      expect(seen).not.to.include('Misrani')
      expect(await all(await Client.as('penyuluh2'), '/farmers?x=1')).to.deep.equal(['Misrani'])
      expect(await all(await Client.as('ketua'), '/farmers?x=1')).to.have.length(31)
      expect(await all(await Client.as('auditor'), '/farmers?x=1')).to.have.length(32)
    })

    it('by name, number, group and district', async () => {
      const number = cast.petani.farmer.number

      expect(await all(officer, '/farmers?q=sumar')).to.deep.equal(['Sumarni'])
      expect(await all(officer, `/farmers?q=${number}`)).to.deep.equal(['Sumarni'])
      expect(await all(officer, `/farmers?q=${number.toLowerCase()}`)).to.deep.equal(['Sumarni'])
      expect(await all(officer, '/farmers?q=misrani')).to.deep.equal([])
      expect(await all(officer, '/farmers?q=%24ne')).to.deep.equal([])
      expect(await all(officer, '/farmers?districtCode=35.11.19')).to.have.length(15)
      expect(await all(officer, `/farmers?groupId=${'a'.repeat(24)}`)).to.deep.equal([])
      expect(await all(await Client.as('auditor'), '/farmers?regencyCode=3512')).to.deep.equal([
        'Misrani',
      ])
    })

    it('to the province with initials, and not by name', async () => {
      const disbun = await Client.as('disbun')

      const seen = await all(disbun, '/farmers?x=1')

      expect(seen).to.have.length(32)
      expect(seen.every((name) => /^(\p{L}\.|\d\.)( (\p{L}|\d)\.)*$/u.test(name))).to.equal(true)
      expect(await all(disbun, '/farmers?q=sumarni')).to.deep.equal([])
    })

    it('not to a farmer, the administrator or a bank', async () => {
      for (const username of ['petani', 'admin', 'analis'])
        expect((await (await Client.as(username)).get('/farmers')).status).to.equal(403)
    })

    it('as CSV and XLSX with the numbers masked', async () => {
      const csv = await officer.get('/farmers?format=csv&q=sumarni')
      const xlsx = await officer.get('/farmers?format=xlsx')

      expect(csv.text.split('\n')[0]).to.match(/^number,status,fullName,nik,/)
      expect(csv.text.trim().split('\n')).to.have.length(2)
      expect(csv.text).to.include(`************${cast.petani.farmer.nikLast4}`)
      expect(xlsx.text.slice(0, 2)).to.equal('PK')
    })

    it('as a page, with what was asked for in the boxes', async () => {
      const page = await officer.get('/farmers?q=sumarni')

      expect(page.status).to.equal(200)
      expect(page.text).to.include('value="sumarni"').and.include(`href="${path}"`)
    })
  })

  it('takes a new farmer to the top of what an officer finds', async () => {
    const { location } = await officer.post('/farmers', farmerForm({ fullName: 'Zubaidi Akrom' }))

    const { rows } = await officer.data<Rows>('/farmers?q=zubai')

    expect(rows.map(({ fullName }) => fullName)).to.deep.equal(['Zubaidi Akrom'])
    expect((await officer.get(location!)).text).to.include('Zubaidi Akrom')
  })
})

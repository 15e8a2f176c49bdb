import { expect } from 'chai'
import { setStage } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeHarvest } from '../support/factories/harvest.ts'

interface Row {
  id: string
  number: string
  status: string
  version: number
  acts: string[]
}

describe('a row of a list, as data', () => {
  useDatabase()

  const lists = [
    ['penyuluh', '/farmers', '/farmers/'],
    ['penyuluh', '/plots', '/plots/'],
    ['ketua', '/harvests', '/harvests/'],
    ['dinas', '/admin/users', '/admin/users/'],
    ['dinas', '/groups', '/groups/'],
  ] as const
  for (const [username, list, record] of lists) {
    it(`says of ${list} what the record itself says, its open acts too`, async () => {
      const cast = await setStage()
      await makeHarvest(cast.petani.plots[0])
      const client = await Client.as(username)

      const { rows } = await client.data<{ rows: Row[] }>(list)
      const own = await client.data<Row>(`${record}${rows[0]!.id}`)

      const told = ({ id, number, status, version, acts }: Row) => ({
        id,
        number,
        status,
        version,
        acts,
      })
      expect(told(rows[0]!)).to.deep.equal(told(own))
      expect(own.acts).to.be.an('array')
    })
  }
})

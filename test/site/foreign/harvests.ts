import type { Cast } from '../../support/cast.ts'
import { makeHarvest } from '../../support/factories/harvest.ts'
import { Client } from '../../support/client.ts'
import { smallPhoto } from '../../support/files.ts'
import { randomUUID } from 'node:crypto'

export async function foreignHarvest({ petani2 }: Cast): Promise<string> {
  return String((await makeHarvest(petani2.plots[0]))._id)
}

/** The photo of a harvest of the second regency. */
export async function foreignPhoto({ petani2 }: Cast): Promise<string> {
  const client = await Client.as('petani2')
  const fields = {
    requestId: randomUUID(),
    plotId: String(petani2.plots[0]._id),
    harvestedFrom: '2026-07-01',
    harvestedTo: '2026-07-02',
    form: 'cherry-red',
    weightKg: '40',
    buyerKind: 'kept',
  }
  const { location, status, text } = await client.post('/harvests', fields, {
    photo: await smallPhoto(),
  })
  if (status !== 303) throw new Error(text)
  const { photos } = await client.data<{ photos: { href: string }[] }>(location!)
  return photos[0]!.href.split('/').at(-1)!
}

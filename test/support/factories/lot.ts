import { expect } from 'chai'
import type { Cast } from '../cast.ts'
import { fieldErrors, type Client, type Fields } from '../client.ts'

/** What a lot's page gives as data. */
export interface LotData extends Record<string, unknown> {
  id: string
  number: string
  version: number
  massG: number
  passportCode: string | null
  acts: string[]
  composition: { farmerId: string | null; plotId: string | null; massG: number }[]
  parents: { id: string; massG: number }[]
  children: { id: string; massG: number }[]
}

/** A weigh slip of the first plot of `petani`, received in the morning of 1 August 2026. */
export function slipForm(cast: Cast, given: Fields = {}): Fields {
  return {
    farmerId: String(cast.petani.farmer._id),
    ...(given['harvestId'] ? {} : { plotId: String(cast.petani.plots[0]._id) }),
    receivedAt: '2026-08-01T09:00',
    tareKg: '0',
    redPct: '96',
    payment: 'paid',
    ...given,
  }
}

/** Sends a form that must be taken, and says where it led. */
export async function post(client: Client, path: string, fields: Fields): Promise<string> {
  const answer = await client.post(path, fields)
  expect(answer.status, `${path}: ${fieldErrors(answer.text).join(' ')}`).to.equal(303)
  return answer.location!
}

/** A lot of cherry: one slip for each weight, the first of `petani`, the second of `petani2`, and so on. */
export async function makeLotOf(
  cast: Cast,
  uph: Client,
  weightsKg: string[],
  process = 'washed',
): Promise<string> {
  const intakeIds: string[] = []
  for (const [index, grossKg] of weightsKg.entries()) {
    const { farmer, plots } = index % 2 === 0 ? cast.petani : cast.petani2
    const plot = plots[Math.floor(index / 2) % 2]!
    const form = slipForm(cast, {
      farmerId: farmer.number,
      plotId: String(plot._id),
      grossKg,
      receivedAt: `2026-08-01T09:${String(index).padStart(2, '0')}`,
    })
    intakeIds.push((await post(uph, '/processing/intake', form)).split('/').at(-1)!)
  }
  return post(uph, '/lots', { process, name: 'Rejo merah', place: 'Bak 1', intakeIds })
}

import { demoId } from '../../../database/demo/id.ts'
import { Client, fieldErrors } from '../client.ts'
import { serial } from '../serial.ts'

/** What the seed officer types for a lot of polybag seedlings. */
export function lotForm(given: Record<string, string> = {}): Record<string, string> {
  return {
    varietyCode: 'sigarar-utang',
    sourceGarden: 'KP Andungsari',
    form: 'polybag',
    quantity: '1000',
    certificateNumber: `SMB-${serial()}`,
    issuer: 'BBPPTP Surabaya',
    issuedOn: '2026-01-10',
    validUntil: '2027-01-09',
    ...given,
  }
}

/** A lot that the institute registered and sent to the nursery; its address. */
export async function sentLot(given: Record<string, string>, quantity: string): Promise<string> {
  const officer = await Client.as('puslitkoka')
  const made = await done(officer.post('/seed-lots', lotForm(given)))
  await done(
    officer.post(`${made}/send`, {
      nurseryId: String(demoId('organisation:nursery')),
      quantity,
      sentOn: '2026-02-01',
      version: '1',
    }),
  )
  return made
}

/** A batch that the keeper sowed of a lot; its address. */
export async function batchOf(
  keeper: Client,
  lot: string,
  quantity: string,
  sownOn = '2026-08-01',
): Promise<string> {
  const seedLotId = lot.split('/').at(-1)!
  return done(keeper.post('/nursery-batches', { seedLotId, quantity, sownOn, bed: 'B1' }))
}

/** Where an act led to; says what was wrong when it was refused. */
export async function done(answer: ReturnType<Client['post']>): Promise<string> {
  const { status, location, text } = await answer
  if (status !== 303 || !location)
    throw new Error(`${status}: ${fieldErrors(text).join()} ${alertOf(text)}`)
  return location
}

function alertOf(text: string): string {
  return (/role="alert"[\s\S]*?<\/div>/.exec(text)?.[0] ?? '').replace(/<[^>]*>/g, ' ')
}

import { demoId } from '../../../database/demo/id.ts'
import type { Cast } from '../cast.ts'
import { Client, fieldErrors } from '../client.ts'
import { smallPhoto } from '../files.ts'
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

/** A ready batch of the nursery with that many plants; its address. */
export async function readyBatch(keeper: Client, quantity: string): Promise<string> {
  const lot = await sentLot({ quantity }, quantity)
  const batch = await batchOf(keeper, lot, quantity)
  await done(keeper.post(`${batch}/ready`, { readyOn: '2026-08-15', version: '1' }))
  return batch
}

/** What the province types for a programme of 2026. */
export function programmeForm(given: Record<string, string> = {}): Record<string, string> {
  return {
    name: 'Bantuan bibit 2026',
    year: '2026',
    fundSource: 'APBD',
    opensOn: '2026-07-01',
    closesOn: '2026-12-31',
    minAltitudeM: '900',
    maxAreaHa: '3',
    sparePct: '10',
    plantRupiah: '5.000',
    'varieties[0][code]': 'sigarar-utang',
    'varieties[0][quantity]': '10.000',
    'quotas[0][regencyCode]': '3511',
    'quotas[0][quantity]': '5000',
    ...given,
  }
}

/** The id at the end of a record's address. */
export const idOf = (location: string) => location.split('/').at(-1)!

/** A programme that is open; its id. */
export async function openProgramme(given: Record<string, string> = {}): Promise<string> {
  const province = await Client.as('disbun')
  return idOf(await done(province.post('/seedling-programmes', programmeForm(given))))
}

/** A request of a farmer for one plot; its address. */
export async function requestOf(
  applicant: Client,
  programmeId: string,
  plotId: unknown,
  quantity: string,
): Promise<string> {
  return done(
    applicant.post('/seedling-requests', {
      programmeId,
      'lines[0][plotId]': String(plotId),
      'lines[0][varietyCode]': 'sigarar-utang',
      'lines[0][quantity]': quantity,
    }),
  )
}

/** What an officer types on the plot. */
export function verifyForm(quantity: string, given: Record<string, string> = {}) {
  return {
    verifiedOn: '2026-08-15',
    lat: '-8,02',
    lon: '114.01',
    accuracyM: '5',
    'lines[0][quantity]': quantity,
    version: '1',
    ...given,
  }
}

/** A request that was verified and established by decree; its address. */
export async function decreedRequest(
  applicant: Client,
  programmeId: string,
  plotId: unknown,
  quantity: string,
): Promise<string> {
  const request = await requestOf(applicant, programmeId, plotId, quantity)
  const [officer, office] = [await Client.as('penyuluh'), await Client.as('dinas')]
  await done(officer.post(`${request}/verify`, verifyForm(quantity)))
  await done(
    office.post(`/seedling-programmes/${programmeId}/decrees`, decreeForm([idOf(request)])),
  )
  return request
}

/** What the office types of a decree. */
export function decreeForm(seedlingRequestIds: string[], given: Record<string, string> = {}) {
  return {
    number: `188/${serial()}/2026`,
    signedOn: '2026-08-15',
    signer: 'Kepala Dinas',
    seedlingRequestIds,
    ...given,
  }
}

/** Plants of a decreed request that the nursery sent to the group; addresses of all on the way. */
export async function sentHandover(applicant: Client, plotId: unknown) {
  const [keeper, office] = [await Client.as('penangkar'), await Client.as('dinas')]
  const programmeId = await openProgramme()
  const batch = await readyBatch(keeper, '200')
  const request = await decreedRequest(applicant, programmeId, plotId, '100')
  const allocation = await done(
    office.post('/allocations', {
      programmeId,
      'lines[0][seedlingRequestId]': idOf(request),
      'lines[0][batchId]': idOf(batch),
      'lines[0][quantity]': '100',
    }),
  )
  const handover = await done(
    keeper.post('/handovers', {
      groupId: String(demoId('organisation:sumber-makmur')),
      sentOn: '2026-08-15',
      vehicle: 'P 1234 AB',
      'lines[0][allocationId]': idOf(allocation),
      'lines[0][quantity]': '100',
      'lines[0][crate]': 'K-1',
    }),
  )
  return { batch, request, handover }
}

/** The same, counted by the group, given to the farmer and planted: 95 came, 90 are in the ground. */
export async function plantedHandover({ petani: { farmer, plots } }: Pick<Cast, 'petani'>) {
  const [applicant, leader] = [await Client.as('petani'), await Client.as('ketua')]
  const sent = await sentHandover(applicant, plots[0]._id)
  await done(
    leader.post(`${sent.handover}/receive`, {
      receivedOn: '2026-08-15',
      'lines[0][received]': '95',
      'lines[0][dead]': '3',
      'lines[0][missing]': '2',
      'lines[0][reason]': 'jalan rusak',
      version: '1',
    }),
  )
  const given = {
    farmerId: String(farmer._id),
    quantity: '95',
    varietyCode: 'sigarar-utang',
    handedOn: '2026-08-15',
    lat: '-8,02',
    lon: '114,01',
    nikLast4: farmer.nikLast4,
  }
  const receipt = await done(
    leader.post(`${sent.handover}/distribute`, given, { signature: await smallPhoto() }),
  )
  const planting = await done(
    applicant.post('/plantings', {
      seedlingRequestId: idOf(sent.request),
      plotId: String(plots[0]._id),
      plantedOn: '2026-08-15',
      quantity: '90',
    }),
  )
  return { ...sent, receipt, planting }
}

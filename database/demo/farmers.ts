import type { Types } from 'mongoose'
import { addDays, parseMoment } from '../../domain/dates.ts'
import { checkNik } from '../../domain/farmers/nik.ts'
import { encryptField, hashField } from '../../domain/field-crypto.ts'
import { reserveNumbers } from '../../domain/numbers.ts'
import { searchWords } from '../../domain/search-words.ts'
import { ConsentModel } from '../../models/consent.ts'
import { FarmerModel, type Farmer } from '../../models/farmer.ts'
import { PhotoModel } from '../../models/photo.ts'
import { demoRecord, type DemoPerson, type DemoTrail } from './audit.ts'
import { consentedAt, consentsOf } from './consents.ts'
import { demoId } from './id.ts'
import { nikOf, personOf } from './people.ts'
import { demoGroups, type DemoGroup } from './places.ts'
import type { Random } from './random.ts'

const demoFarmers = ['petani', 'petani2']
const farmerId = (name: string) => demoId(`farmer:${name}`)

/** A hundred farmers, spread over the groups, with the consents they gave. */
export async function loadFarmers(
  random: Random,
  trail: DemoTrail,
  officerOf: (districtCode: string) => DemoPerson,
  firstDay: string,
  photoIds: Types.ObjectId[],
): Promise<Farmer[]> {
  const places = demoGroups.flatMap((group) =>
    Array.from({ length: group.farmers }, (_, place) => ({ group, place })),
  )
  const numbers = await reserveNumbers('PT', places.length)
  const farmers = places.map(({ group, place }, index) =>
    farmerOf(random, group, place, index, numbers[index]!, registeredOn(firstDay, index)),
  )
  const shown = farmers.filter(({ _id }) => demoFarmers.some((name) => _id.equals(farmerId(name))))
  for (const [index, farmer] of shown.entries()) farmer.photoId = photoIds[index] ?? null
  await FarmerModel.insertMany(farmers)
  await PhotoModel.insertMany(
    shown.flatMap(({ _id, photoId }) =>
      photoId ? [{ _id: photoId, farmerId: _id, recordKind: 'farmer', recordId: _id }] : [],
    ),
  )
  await ConsentModel.insertMany(
    farmers.flatMap((farmer) => consentsOf(farmer, officerOf(farmer.districtCode))),
  )
  for (const farmer of farmers) noteFarmer(trail, farmer, officerOf(farmer.districtCode))
  return farmers
}

/** Three a day, as an officer who goes from house to house. */
function registeredOn(firstDay: string, index: number): Date {
  return parseMoment(`${addDays(firstDay, Math.floor(index / 3))}T0${7 + (index % 3)}:20`)!
}

function noteFarmer(trail: DemoTrail, farmer: Farmer, officer: DemoPerson): void {
  const { fullName, villageCode, groupId } = farmer
  const record = demoRecord('farmer', farmer)
  trail.note(officer, farmer.createdAt, {
    act: 'farmer.register',
    record,
    after: { fullName, villageCode, groupId: String(groupId) },
  })
  trail.note(officer, consentedAt(farmer), {
    act: 'consent.record',
    record,
    before: {},
    after: farmer.consents,
  })
}

function farmerOf(
  random: Random,
  group: DemoGroup,
  place: number,
  index: number,
  number: string,
  at: Date,
): Farmer {
  const districtCode = group.villageCode.slice(0, 6)
  const account =
    place > 0
      ? null
      : group.key === 'sumber-makmur'
        ? 'petani'
        : group.key === 'kayumas-jaya'
          ? 'petani2'
          : null
  const drawn = personOf(random, index, districtCode)
  const person = account ? accountHolder(account, districtCode, index) : drawn
  const fault = checkNik(person.nik, person)
  if (fault) throw new Error(`demo NIK: ${fault.key}`)
  const phone = `+62812${String(30_000_000 + index * 4_441).padStart(8, '0')}`
  const hasBank = account !== null || random.next() < 0.4
  return {
    _id: farmerId(account ?? String(index)),
    number,
    status: 'active',
    fullName: person.fullName,
    nikCipher: encryptField(person.nik),
    nikHash: hashField(person.nik),
    nikLast4: person.nik.slice(-4),
    gender: person.gender,
    birthOn: person.birthOn,
    phoneCipher: encryptField(phone),
    phoneHash: hashField(phone),
    villageCode: group.villageCode,
    districtCode,
    regencyCode: districtCode.slice(0, 4),
    address: `Dusun ${random.pick(['Krajan', 'Sumber', 'Curah', 'Gunung', 'Timur', 'Barat'])}, RT ${random.whole(1, 9)}`,
    groupId: demoId(`organisation:${group.key}`),
    photoId: null,
    consents: hasBank ? { programme: 'given', bank: 'given' } : { programme: 'given' },
    searchWords: searchWords([person.fullName, number]),
    answers: [],
    registeredBy: demoId(`user:${officerName(districtCode)}`),
    version: 1,
    createdAt: at,
    updatedAt: at,
  }
}

/** The officer in charge of a district, by username. */
export function officerName(districtCode: string): string {
  return districtCode.startsWith('3511') ? 'penyuluh' : 'penyuluh2'
}

function accountHolder(account: 'petani' | 'petani2', districtCode: string, index: number) {
  const fullName = account === 'petani' ? 'Sumarni' : 'Misrani'
  const birthOn = account === 'petani' ? '1979-04-17' : '1983-09-02'
  return {
    fullName,
    gender: 'female' as const,
    birthOn,
    nik: nikOf(districtCode, birthOn, 'female', index + 1),
  }
}

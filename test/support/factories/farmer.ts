import { Types } from 'mongoose'
import { nikOf } from '../../../database/demo/people.ts'
import { encryptField, hashField } from '../../../domain/field-crypto.ts'
import { searchWords } from '../../../domain/search-words.ts'
import { FarmerModel, type Farmer } from '../../../models/farmer.ts'

let serial = 0

/** A farmer of Rejo Agung; say what should differ. */
export async function makeFarmer(given: Partial<Farmer> = {}): Promise<Farmer> {
  serial++
  const villageCode = given.villageCode ?? '3511182005'
  const nik = nikOf(villageCode.slice(0, 6), '1979-04-17', 'female', serial)
  const number = `PT-${String(900_000 + serial)}`
  const fullName = given.fullName ?? `Petani Uji ${serial}`
  const farmer = await FarmerModel.create({
    _id: new Types.ObjectId(),
    number,
    fullName,
    nikCipher: encryptField(nik),
    nikHash: hashField(nik),
    nikLast4: nik.slice(-4),
    gender: 'female',
    birthOn: '1979-04-17',
    villageCode,
    districtCode: villageCode.slice(0, 6),
    regencyCode: villageCode.slice(0, 4),
    groupId: new Types.ObjectId(),
    consents: { programme: 'given' },
    searchWords: searchWords([fullName, number]),
    registeredBy: new Types.ObjectId(),
    version: 1,
    ...given,
  })
  return farmer.toObject()
}

import { Types } from 'mongoose'
import { OrganisationModel, type Organisation } from '../../../models/organisation.ts'
import { serial } from '../serial.ts'

/** A farmer group in Rejo Agung, unless told otherwise. */
export async function makeOrganisation(given: Partial<Organisation> = {}): Promise<Organisation> {
  const villageCode = given.villageCode === undefined ? '3511182005' : given.villageCode
  const organisation: Organisation = {
    _id: new Types.ObjectId(),
    name: `Kelompok Tani Uji ${serial()}`,
    kind: 'farmer-group',
    bankKind: null,
    regencyCode: villageCode?.slice(0, 4) ?? null,
    districtCode: villageCode?.slice(0, 6) ?? null,
    villageCode,
    phone: null,
    groupClass: null,
    registeredNumber: null,
    leaderId: null,
    searchWords: [],
    version: 1,
    createdAt: new Date('2026-01-05T01:00:00Z'),
    updatedAt: new Date('2026-01-05T01:00:00Z'),
    ...given,
  }
  await OrganisationModel.create([organisation])
  return organisation
}

import { Types } from 'mongoose'
import { inTransaction } from '../../../database/transaction.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { searchWords } from '../../search-words.ts'
import { registerUser } from './save-user.ts'

/** What the command asks. */
export interface AdministratorTold {
  fullName: string
  username: string
  phone: string | null
  email: string | null
}

const provinceName = 'Dinas Perkebunan Provinsi Jawa Timur'

/**
 * Makes an administrator from the machine itself, and the province's organisation where there is
 * none; the trail names the system.
 * @returns the token of the one-time link
 * @throws {RuleBroken}
 */
export async function createAdministrator(told: AdministratorTold): Promise<string> {
  return inTransaction(async () => {
    const { token } = await registerUser(null, {
      ...told,
      organisationId: await provinceId(),
      role: 'administrator',
      farmerId: null,
      districtCodes: [],
    })
    return token
  })
}

async function provinceId(): Promise<string> {
  const found = await OrganisationModel.find({ kind: 'province' }, { _id: 1 })
    .sort({ name: 1 })
    .limit(1)
    .lean()
  if (found[0]) return String(found[0]._id)
  const _id = new Types.ObjectId()
  await OrganisationModel.create([
    {
      _id,
      name: provinceName,
      kind: 'province',
      searchWords: searchWords([provinceName]),
      version: 1,
      createdAt: now(),
      updatedAt: now(),
    },
  ])
  await recordAudit(null, {
    act: 'organisation.register',
    record: { kind: 'organisation', id: String(_id), number: null, version: 1 },
    after: { name: provinceName, kind: 'province' },
  })
  return String(_id)
}

import { Types } from 'mongoose'
import { hashPassword } from '../../../domain/accounts/service/secret.ts'
import { demoPassword } from '../../../database/demo/organisations.ts'
import { UserModel, type User } from '../../../models/user.ts'
import { serial } from '../serial.ts'

let hash: Promise<string> | null = null

/** An account with the password of the cast; one hash is made for all, since each costs. */
export async function makeUser(given: Partial<User> & Pick<User, 'role' | 'organisationId'>) {
  hash ??= hashPassword(demoPassword)
  const user: User = {
    _id: new Types.ObjectId(),
    username: `orang${serial()}`,
    fullName: 'Orang Uji',
    phoneCipher: null,
    phoneHash: null,
    email: null,
    regencyCode: null,
    farmerId: null,
    districtCodes: [],
    passwordHash: await hash,
    mustChangePassword: false,
    sessionEpoch: 1,
    language: 'id',
    endsOn: null,
    endReason: null,
    searchWords: [],
    version: 1,
    createdAt: new Date('2026-01-05T01:00:00Z'),
    updatedAt: new Date('2026-01-05T01:00:00Z'),
    ...given,
  }
  await UserModel.create([user])
  return user
}

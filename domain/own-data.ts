import { inTransaction } from '../database/transaction.ts'
import { ConsentModel } from '../models/consent.ts'
import { FarmerModel } from '../models/farmer.ts'
import { MessageModel } from '../models/message.ts'
import { OrganisationModel } from '../models/organisation.ts'
import { UserModel } from '../models/user.ts'
import { devicesOf } from './accounts/service/own-account.ts'
import type { Actor } from './actor.ts'
import { recordAudit } from './audit.ts'
import { NotFound } from './errors.ts'
import { decryptField } from './field-crypto.ts'
import { recordsOfFarmer } from './own-records.ts'

/**
 * All that is kept about a person under his account, in plain values: the account, its devices and
 * messages, and for a farmer the registry's record with consents and every record of his. That it was
 * taken out is recorded.
 */
export async function readOwnData(actor: Actor) {
  const user = await UserModel.findById(actor.userId).lean()
  if (!user) throw new NotFound()
  const [organisation, messages, devices, farmer] = await Promise.all([
    OrganisationModel.findById(user.organisationId, { name: 1, kind: 1 }).lean(),
    MessageModel.find({ toUserId: user._id }, { key: 1, values: 1, at: 1, readAt: 1 }).lean(),
    devicesOf(user, null),
    user.farmerId ? farmerData(user.farmerId) : null,
  ])
  const { username: number, version } = user
  await inTransaction(() =>
    recordAudit(actor, {
      act: 'account.export',
      record: { kind: 'user', id: actor.userId, number, version },
    }),
  )
  return {
    account: {
      id: actor.userId,
      username: user.username,
      fullName: user.fullName,
      phone: plain(user.phoneCipher),
      email: user.email,
      role: user.role,
      organisation: organisation && { name: organisation.name, kind: organisation.kind },
      districtCodes: user.districtCodes,
      language: user.language,
      createdAt: user.createdAt,
      endsOn: user.endsOn,
    },
    devices: devices.map(({ device, signedInAt }) => ({ device, signedInAt })),
    messages: messages.map(({ key, values, at, readAt }) => ({ key, values, at, readAt })),
    farmer,
  }
}

async function farmerData(farmerId: NonNullable<Actor['farmerId']> | object) {
  const farmer = await FarmerModel.findById(farmerId, {
    searchWords: 0,
    nikHash: 0,
    phoneHash: 0,
  }).lean()
  if (!farmer) return null
  const [consents, records] = await Promise.all([
    ConsentModel.find({ farmerId: farmer._id }).lean(),
    recordsOfFarmer(farmer._id),
  ])
  const { nikCipher, phoneCipher, photoId, ...told } = farmer
  return {
    ...told,
    nik: decryptField(nikCipher),
    phone: plain(phoneCipher),
    photos: photoId ? [{ href: `/photos/${String(photoId)}` }] : [],
    consents,
    ...records,
  }
}

function plain(cipher: string | null): string | null {
  return cipher && decryptField(cipher)
}

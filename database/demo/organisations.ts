import type { Types } from 'mongoose'
import { hashPassword } from '../../domain/accounts/service/secret.ts'
import { now } from '../../domain/clock.ts'
import type { OrganisationKind } from '../../domain/permissions.ts'
import { searchWords } from '../../domain/search-words.ts'
import { OrganisationModel } from '../../models/organisation.ts'
import { UserModel } from '../../models/user.ts'
import { accounts, leaderUsername } from './accounts.ts'
import { demoRecord, type DemoTrail } from './audit.ts'
import { demoId } from './id.ts'
import { demoGroups } from './places.ts'

/** The one password of all demo accounts; a banner says so on every page. */
export const demoPassword = 'kopi-arabika'

type Place = { regencyCode?: string; villageCode?: string; bankKind?: 'commercial' | 'bpr' }
const offices: [key: string, name: string, kind: OrganisationKind, place: Place][] = [
  ['disbun', 'Dinas Perkebunan Provinsi Jawa Timur', 'province', {}],
  ['dinas-bondowoso', 'Dinas Pertanian Kabupaten Bondowoso', 'regency', { regencyCode: '3511' }],
  ['dinas-situbondo', 'Dinas Pertanian Kabupaten Situbondo', 'regency', { regencyCode: '3512' }],
  ['puslitkoka', 'Puslitkoka', 'institute', {}],
  ['kph-bondowoso', 'KPH Bondowoso', 'forestry', { regencyCode: '3511' }],
  [
    'nursery',
    'Penangkar Bibit Sumber Rejeki',
    'nursery',
    { regencyCode: '3511', villageCode: '3511182004' },
  ],
  [
    'nursery2',
    'Penangkar Bibit Argopuro',
    'nursery',
    { regencyCode: '3512', villageCode: '3512152001' },
  ],
  ['uph', 'UPH Rejo Tani', 'processor', { regencyCode: '3511', villageCode: '3511182005' }],
  ['uph-kayumas', 'UPH Kayumas', 'processor', { regencyCode: '3512', villageCode: '3512112001' }],
  ['exporter', 'PT Ijen Raung Ekspor', 'exporter', {}],
  ['bank-jatim', 'Bank Jatim', 'bank', { bankKind: 'commercial' }],
  ['bank-umkm', 'Bank UMKM Jatim', 'bank', { bankKind: 'bpr' }],
]

/** Offices, groups, banks and their people; with a trail, the events of their making. */
export async function loadOrganisations(trail?: DemoTrail, at = now()) {
  const passwordHash = await hashPassword(demoPassword)
  const { organisations, users } = drawUp(passwordHash)
  const moment = { createdAt: at, updatedAt: at }
  await OrganisationModel.insertMany(organisations.map((each) => ({ ...each, ...moment })))
  await UserModel.insertMany(users.map((each) => ({ ...each, ...moment })))
  for (const { name, kind, ...organisation } of organisations) {
    const record = demoRecord('organisation', organisation)
    trail?.note(null, at, { act: 'organisation.register', record, after: { name, kind } })
  }
  for (const { username, role, organisationId, ...user } of users) {
    const after = { username, role, organisationId: String(organisationId) }
    trail?.note(null, at, { act: 'user.register', record: demoRecord('user', user), after })
  }
  return { organisations: organisations.length, users }
}

function drawUp(passwordHash: string) {
  const organisations = [...offices.map(officeOf), ...demoGroups.map(groupOf)]
  const regencyOf = new Map(organisations.map((each) => [String(each._id), each.regencyCode]))
  const userOf = ([
    username,
    fullName,
    role,
    organisation,
    extra = {},
  ]: (typeof accounts)[number]) => {
    const organisationId = demoId(`organisation:${organisation}`)
    return {
      _id: demoId(`user:${username}`),
      username,
      fullName,
      role,
      organisationId,
      regencyCode: regencyOf.get(String(organisationId)) ?? null,
      farmerId: extra.farmer ? demoId(`farmer:${extra.farmer}`) : null,
      districtCodes: extra.districtCodes ?? [],
      passwordHash: passwordHash as string | null,
      searchWords: searchWords([fullName, username]),
      version: 1,
    }
  }
  const leaders = demoGroups
    .filter(({ key }) => leaderUsername(key).startsWith('ketua-'))
    .map(({ key, leader }) => ({
      ...userOf([leaderUsername(key), leader, 'group-leader', key]),
      passwordHash: null,
    }))
  const users = [...accounts.map(userOf), ...leaders]
  return { organisations, users }
}

function officeOf([key, name, kind, place]: (typeof offices)[number]) {
  return {
    _id: demoId(`organisation:${key}`),
    name,
    kind,
    bankKind: place.bankKind ?? null,
    regencyCode: place.regencyCode ?? null,
    villageCode: place.villageCode ?? null,
    districtCode: place.villageCode?.slice(0, 6) ?? null,
    leaderId: null as Types.ObjectId | null,
    searchWords: searchWords([name]),
    version: 1,
  }
}

function groupOf({ key, name, villageCode }: (typeof demoGroups)[number], index: number) {
  return {
    ...officeOf([key, name, 'farmer-group', { regencyCode: villageCode.slice(0, 4), villageCode }]),
    groupClass: (['beginner', 'advanced', 'middle', 'main'] as const)[index % 4]!,
    registeredNumber: `${villageCode.slice(0, 6)}/POKTAN/${String(index + 1).padStart(3, '0')}`,
    leaderId: demoId(`user:${leaderUsername(key)}`),
  }
}

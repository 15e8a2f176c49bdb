import type { Request, Response } from 'express'
import type { Actor } from '../../domain/actor.ts'
import { groupClasses } from '../../domain/accounts/organisation-rules.ts'
import {
  leadersOf,
  listGroups,
  lookAtGroup,
  readGroup,
  streamGroups,
  type ShownGroup,
} from '../../domain/accounts/service/groups.ts'
import { can } from '../../domain/permissions.ts'
import { placeName } from '../../domain/regions.ts'
import { sendFile } from '../files-out.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { listLinks } from '../list-links.ts'
import { queryText } from '../query.ts'

const groupActs = (actor: Actor) => (can(actor, 'group.edit') ? ['edit'] : [])

/** A group as data, for pages, JSON and files alike. */
function groupRow(group: ShownGroup) {
  return {
    id: String(group._id),
    number: group.registeredNumber,
    status: 'active',
    version: group.version,
    name: group.name,
    villageCode: group.villageCode,
    districtCode: group.districtCode,
    regencyCode: group.regencyCode,
    groupClass: group.groupClass,
    registeredNumber: group.registeredNumber,
    leaderId: group.leaderId && String(group.leaderId),
    leaderName: group.leaderName,
    memberCount: group.memberCount,
  }
}

const columns = [
  'name',
  'registeredNumber',
  'groupClass',
  'villageCode',
  'districtCode',
  'regencyCode',
  'leaderName',
  'memberCount',
  'leaderId',
  'id',
  'version',
]

/** The groups in sight: `?q=`, `?after=`. */
export async function groupsPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t } = res.locals
  const q = queryText(req, 'q')
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx') {
    return sendFile(res, format, 'kelompok', columns, streamGroups(actor, q), groupRow)
  }
  const after = queryText(req, 'after')
  const { rows, next } = await listGroups(actor, q, after)
  const acts = groupActs(actor)
  const data = { rows: rows.map((row) => ({ ...groupRow(row), acts })), next }
  present(req, res, 'accounts/groups', {
    data,
    title: t('groups.list.title'),
    rows: data.rows.map((row) => ({
      ...row,
      place: row.villageCode && placeName(row.villageCode),
      classLabel: row.groupClass && t(`groups.class.${row.groupClass}`),
    })),
    q,
    ...listLinks(req, after, next),
    newHref: can(actor, 'organisation.register')
      ? '/admin/organisations/new?kind=farmer-group'
      : null,
  })
}

/** One group: who leads it, where it stands, and those of its farmers whom the reader may see. */
export async function groupPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const actor = req.actor!
  const { group, members } = await lookAtGroup(actor, String(req.params['id']))
  const row = groupRow(group)
  const acts = groupActs(actor)
  const showsMembers = actor.role !== 'farmer'
  present(req, res, 'accounts/group', {
    data: { ...row, acts, members },
    record: { ...row, kind: 'group' },
    title: row.name,
    place: row.villageCode && placeName(row.villageCode),
    classLabel: row.groupClass && t(`groups.class.${row.groupClass}`),
    showsMembers,
    members: members.map((member) => ({ ...member, place: placeName(member.villageCode) })),
    opensFarmers: can(actor, 'farmer.view'),
    canEdit: acts.length > 0,
    harvestsHref: can(actor, 'harvest.view') ? `/harvests?groupId=${row.id}` : null,
    usersHref: can(actor, 'user.link') ? `/admin/users?organisationId=${row.id}` : null,
    newUserHref: can(actor, 'user.register') ? `/admin/users/new?organisationId=${row.id}` : null,
    organisationHref: can(actor, 'organisation.edit')
      ? `/admin/organisations/${row.id}/edit`
      : null,
  })
}

/** The form for leader, class and registered number. */
export async function editGroupPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const group = await readGroup(req.actor!, String(req.params['id']))
  const row = groupRow(group)
  const view = formView(req, res, row, row.version)
  const leaders = await leadersOf(group)
  present(req, res, 'accounts/edit-group', {
    ...view,
    data: row,
    name: row.name,
    action: `/groups/${row.id}`,
    backHref: `/groups/${row.id}`,
    newLeaderHref: `/admin/users/new?organisationId=${row.id}`,
    leaderOptions: leaders.map(({ id, fullName, username }) => ({
      value: id,
      label: `${fullName}, ${username}`,
      isSelected: view.form['leaderId'] === id,
    })),
    classOptions: groupClasses.map((value) => ({
      value,
      label: t(`groups.class.${value}`),
      isSelected: view.form['groupClass'] === value,
    })),
    title: t('groups.edit.title', { name: row.name }),
  })
}

import type { Request, Response } from 'express'
import {
  listUsers,
  streamUsers,
  type ShownUser,
  type UserFilter,
} from '../../domain/accounts/service/users.ts'
import { userStatuses } from '../../domain/accounts/status.ts'
import { isId } from '../../domain/find-visible.ts'
import { can, regencyKinds, roles, rolesOf, type Role } from '../../domain/permissions.ts'
import type { Actor } from '../../domain/actor.ts'
import { sendFile } from '../files-out.ts'
import { present } from '../present.ts'
import { choiceLinks, listLinks } from '../list-links.ts'
import { queryText } from '../query.ts'
import { openUserActs, userRow, userTag } from './user-view.ts'

const columns = [
  'username',
  'fullName',
  'role',
  'organisationName',
  'organisationId',
  'status',
  'phone',
  'email',
  'regencyCode',
  'farmerId',
  'districtCodes',
  'endsOn',
  'endReason',
  'id',
  'version',
]

/** The accounts in reach: `?q=`, `?role=`, `?status=`, `?organisationId=`, `?after=`. */
export async function usersPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t } = res.locals
  const filter = filterOf(req)
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx') {
    return sendFile(res, format, 'akun', columns, streamUsers(actor, filter), fileRow)
  }
  const after = queryText(req, 'after')
  const { rows, next } = await listUsers(actor, filter, after)
  const data = {
    rows: rows.map((row) => ({ ...userRow(row), acts: openUserActs(actor, row) })),
    next,
  }
  const manages = can(actor, 'user.register')
  present(req, res, 'accounts/users', {
    data,
    title: manages ? t('users.list.title') : t('users.list.titleHelp'),
    lead: can(actor, 'user.link') && !manages ? t('users.list.leadHelp') : null,
    rows: data.rows.map((row) => ({
      ...row,
      roleLabel: t(`roles.${row.role}`),
      statusLabel: t(`statuses.user.${row.status}`),
      statusKind: userTag[row.status],
    })),
    q: filter.q,
    kept: [
      { name: 'role', value: filter.role },
      { name: 'status', value: filter.status },
      { name: 'organisationId', value: filter.organisationId },
    ].filter(({ value }) => value !== null),
    roleOptions: rolesInReach(actor).map((role) => ({
      value: role,
      label: t(`roles.${role}`),
      isSelected: filter.role === role,
    })),
    statusLinks: choiceLinks(req, 'status', userStatuses, filter.status, {
      of: (status) => t(`statuses.user.${status}`),
      all: t('users.list.all'),
    }),
    ...listLinks(req, after, next),
    newHref: manages
      ? `/admin/users/new${filter.organisationId ? `?organisationId=${filter.organisationId}` : ''}`
      : null,
  })
}

function fileRow(user: ShownUser) {
  return { ...userRow(user), districtCodes: user.districtCodes.join(' ') }
}

function filterOf(req: Request): UserFilter {
  const role = queryText(req, 'role')
  const status = queryText(req, 'status')
  const organisationId = queryText(req, 'organisationId') ?? undefined
  return {
    q: queryText(req, 'q'),
    role: roles.find((known) => known === role) ?? null,
    status: userStatuses.find((known) => known === status) ?? null,
    organisationId: isId(organisationId) ? organisationId : null,
  }
}

function rolesInReach(actor: Actor): Role[] {
  if (actor.role === 'group-leader') return ['farmer']
  if (actor.role === 'extension-officer') return ['farmer', 'group-leader']
  if (actor.role === 'regency-admin') return ['regency' as const, ...regencyKinds].flatMap(rolesOf)
  return [...roles]
}

import express, { type Request } from 'express'
import {
  editUser,
  endUser,
  linkUser,
  registerUser,
  type UserTold,
} from '../../domain/accounts/service/save-user.ts'
import { accountInReach, managedAccount } from '../../domain/accounts/service/reach.ts'
import type { User } from '../../domain/accounts/service/users.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { absolute } from '../paper/qr.ts'
import { changedUser, ending, newUser, nothing } from './forms.ts'
import { editUserPage, newUserPage } from './user-form.ts'
import { endUserPage, userPage } from './user-page.ts'
import { usersPage } from './user-list.ts'

export const users = express.Router()

users.get('/admin/users', may('user.view'), usersPage)
users.get('/admin/users/new', may('user.register'), newUserPage)
users.post('/admin/users', may('user.register'), accept(newUser, register, { orShow: newUserPage }))
users.get('/admin/users/:id', may('user.view'), userPage)
users.get('/admin/users/:id/edit', may('user.edit'), editUserPage)
users.post(
  '/admin/users/:id',
  may('user.edit'),
  accept(changedUser, edit, { on: managed, orShow: editUserPage }),
)
users.get('/admin/users/:id/end', may('user.end'), endUserPage)
users.post(
  '/admin/users/:id/end',
  may('user.end'),
  accept(ending, end, { on: managed, orShow: endUserPage }),
)
users.get('/admin/users/:id/link', may('user.link'), userPage)
users.post(
  '/admin/users/:id/link',
  may('user.link'),
  accept(nothing, link, { on: inReach, orShow: userPage }),
)

function managed(req: Request): Promise<User> {
  return managedAccount(req.actor!, String(req.params['id']))
}

function inReach(req: Request): Promise<User> {
  return accountInReach(req.actor!, String(req.params['id']))
}

type Written = FormOf<typeof newUser>

async function register({ actor, values }: Sent<Written, undefined>) {
  const { id, token } = await registerUser(actor, told(values))
  return {
    to: `/admin/users/${id}`,
    say: 'users.said.registered',
    values: { name: values.fullName },
    showOnce: once(id, token),
  }
}

async function edit({ actor, values, record, version }: Sent<Written, User>) {
  const id = String(record._id)
  await editUser(actor, id, version, told(values), values.removePhone)
  return { to: `/admin/users/${id}`, say: 'users.said.edited' }
}

async function end({ actor, values, record, version }: Sent<FormOf<typeof ending>, User>) {
  const id = String(record._id)
  await endUser(actor, id, version, values.endsOn, values.reason)
  return { to: `/admin/users/${id}`, say: 'users.said.ended' }
}

async function link({ actor, record }: Sent<object, User>) {
  const id = String(record._id)
  const token = await linkUser(actor, id)
  return { to: `/admin/users/${id}`, say: 'users.said.linked', showOnce: once(id, token) }
}

function once(id: string, token: string) {
  return { key: `link:${id}`, value: absolute(`/invitations/${token}`) }
}

function told({ removePhone: _removePhone, phone, ...values }: Written): UserTold {
  // a number that still has its stars was read from the record, and stays
  return { ...values, phone: phone?.includes('*') ? null : phone }
}

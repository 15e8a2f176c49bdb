import { demoId } from '../../../database/demo/id.ts'
import { makeInvitation } from '../../../domain/accounts/service/invitations.ts'
import { makeUser } from '../../support/factories/user.ts'
import { Client } from '../../support/client.ts'
import type { PageSet } from './index.ts'

const group = String(demoId('organisation:sumber-makmur'))

/** What a visitor with a one-time link sees. */
export const invitationPages: PageSet = {
  area: 'one-time links',
  as: null,
  prepare: async () => {
    const token = await makeInvitation(demoId('user:petani'), demoId('user:ketua'))
    return [`/invitations/${token}`]
  },
}

/** The own account, and what a regency looks after. */
export const accountPages: PageSet = {
  area: 'accounts and groups',
  as: 'dinas',
  prepare: async () => {
    // a second device stands in the list of the own account
    await Client.as('dinas')
    const officer = `/admin/users/${String(demoId('user:penyuluh'))}`
    const ended = await makeUser({
      role: 'group-leader',
      organisationId: demoId('organisation:tani-maju'),
      regencyCode: '3511',
      endsOn: '2026-08-01',
      endReason: 'Pindah',
    })
    return [
      '/account',
      '/groups',
      `/groups/${group}`,
      `/groups/${group}/edit`,
      '/admin/users',
      '/admin/users?q=nobody',
      '/admin/users/new',
      `/admin/users/new?organisationId=${group}`,
      `/admin/users/new?organisationId=${String(demoId('organisation:dinas-bondowoso'))}`,
      officer,
      `${officer}/edit`,
      `${officer}/end`,
      `/admin/users/${String(ended._id)}`,
      '/admin/organisations',
      '/admin/organisations/new',
      `/admin/organisations/${group}`,
      `/admin/organisations/${group}/edit`,
    ]
  },
}

/** What the administrator sees beyond that. */
export const administratorPages: PageSet = {
  area: 'organisations of every kind',
  as: 'admin',
  prepare: () => [
    // short lists: a long one runs under the bar at the bottom of the phone
    '/admin/users?role=loan-officer',
    '/admin/organisations?kind=bank',
    '/admin/organisations/new',
    `/admin/organisations/${String(demoId('organisation:bank-jatim'))}`,
    `/admin/users/new?organisationId=${group}`,
  ],
}

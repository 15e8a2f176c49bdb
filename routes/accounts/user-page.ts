import type { Request, Response } from 'express'
import { linkDays } from '../../domain/accounts/service/invitations.ts'
import { lookAtUser, readUser } from '../../domain/accounts/service/users.ts'
import { userTransitions } from '../../domain/accounts/status.ts'
import { today } from '../../domain/clock.ts'
import { WrongState } from '../../domain/errors.ts'
import { can } from '../../domain/permissions.ts'
import { regionName } from '../../domain/regions.ts'
import { takeShownOnce } from '../../middleware/shown-once.ts'
import { formView } from '../form-view.ts'
import { qrDataUrl } from '../paper/qr.ts'
import { present } from '../present.ts'
import { openUserActs, userRow, userTag } from './user-view.ts'

/** One account; just after it was made, or a new link was, the link itself, once. */
export async function userPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const actor = req.actor!
  const { user, farmer } = await lookAtUser(actor, String(req.params['id']))
  const acts = openUserActs(actor, user)
  const link = takeShownOnce(req, `link:${String(user._id)}`)
  const record = { ...userRow(user), kind: 'user', acts }
  res.set('Cache-Control', 'no-store')
  present(req, res, 'accounts/user', {
    ...formView(req, res, {}, user.version),
    data: { ...record, link },
    record,
    farmer,
    link,
    linkDays,
    // the code holds the whole address, so that a phone can take it from this screen
    linkCode: link && (await qrDataUrl(new URL(link).pathname)),
    title: user.fullName,
    status: { label: t(`statuses.user.${user.status}`), kind: userTag[user.status] },
    role: t(`roles.${user.role}`),
    districts: user.districtCodes.map(regionName).join(', '),
    may: Object.fromEntries(acts.map((act) => [act, true])),
    opensOrganisation:
      can(actor, 'organisation.view') &&
      !(actor.role === 'regency-admin' && user.organisationId.equals(actor.organisationId)),
    endsLater: user.endsOn !== null && user.status !== 'ended',
  })
}

/** The form that ends an account, from a day on and for a reason. */
export async function endUserPage(req: Request, res: Response): Promise<void> {
  const { user } = await readUser(req.actor!, String(req.params['id']))
  if (!req.problem && !('end' in userTransitions[user.status]))
    throw new WrongState(`user.${user.status}`, 'end')
  const id = String(user._id)
  present(req, res, 'accounts/end-user', {
    ...formView(req, res, { endsOn: today() }, user.version),
    data: userRow(user),
    action: `/admin/users/${id}/end`,
    backHref: `/admin/users/${id}`,
    name: user.fullName,
    title: res.locals.t('users.end.title', { name: user.fullName }),
  })
}

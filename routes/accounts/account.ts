import express, { type Request, type Response } from 'express'
import { z } from 'zod'
import { shortestPassword } from '../../domain/accounts/password.ts'
import {
  changePassword,
  endDevice,
  readDevice,
  readOwnAccount,
  type Device,
} from '../../domain/accounts/service/own-account.ts'
import { RuleBroken } from '../../domain/errors.ts'
import { readOwnData } from '../../domain/own-data.ts'
import { can } from '../../domain/permissions.ts'
import { regionName } from '../../domain/regions.ts'
import { accept, faultsOf, showAgain, type Sent } from '../../middleware/accept.ts'
import { setFlash } from '../../middleware/flash.ts'
import { may } from '../../middleware/may.ts'
import { secret } from '../fields.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { nothing } from './forms.ts'
import { openSession } from './open-session.ts'

export const account = express.Router()

const passwords = z.object({
  currentPassword: secret(),
  password: secret(),
  passwordAgain: secret(),
})

account.get('/account', may('account.manage'), accountPage)
account.get('/account/data', may('account.manage'), async (req, res) => {
  res.set('Cache-Control', 'no-store').attachment('kabinet-arabika.json')
  res.json(await readOwnData(req.actor!))
})
// where the form stands that was sent back, in the other language too
account.get('/account/password', may('account.manage'), accountPage)
// not by accept: nothing that is derived from a password is kept
account.post('/account/password', may('account.manage'), async (req, res) => {
  const parsed = passwords.safeParse(req.body)
  if (!parsed.success) return showAgain(req, res, accountPage, { faults: faultsOf(parsed.error) })
  try {
    const actor = req.actor!
    const epoch = await changePassword(actor, parsed.data, req.ip ?? '')
    await openSession(req, { actor, epoch, mustChangePassword: false })
    setFlash(res, 'accounts.said.password').redirect(303, '/account')
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error
    await showAgain(req, res, accountPage, { faults: error.faults })
  }
})
account.post(
  '/account/devices/:id/end',
  may('account.manage'),
  accept(nothing, signOutDevice, {
    on: (req) => readDevice(req.actor!, String(req.params['id'])),
    orShow: accountPage,
  }),
)

async function signOutDevice({ actor, record }: Sent<object, Device>) {
  await endDevice(actor, record.id)
  return { to: '/account', say: 'accounts.said.device' }
}

/** The own account: who one is here, the password, and where one is signed in. */
async function accountPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const actor = req.actor!
  const { user, phone, farmer, devices } = await readOwnAccount(actor, req.sessionID)
  const mustChange = req.session.mustChangePassword === true
  res.set('Cache-Control', 'no-store')
  present(req, res, 'accounts/account', {
    ...formView(req, res),
    // a password is never sent back
    form: {},
    data: {
      kind: 'account',
      id: actor.userId,
      username: user.username,
      fullName: user.fullName,
      role: user.role,
      organisationId: actor.organisationId,
      organisationName: actor.organisationName,
      farmerId: actor.farmerId,
      districtCodes: user.districtCodes,
      phone,
      email: user.email,
      language: user.language,
      version: user.version,
      devices,
    },
    mustChange,
    user,
    phone,
    farmer,
    seesLooks: can(actor, 'look.view-own'),
    organisationName: actor.organisationName,
    role: t(`roles.${user.role}`),
    districts: user.districtCodes.map(regionName).join(', '),
    devices: devices.map((device) => ({
      ...device,
      name: device.device ?? t('accounts.account.unknownDevice'),
    })),
    min: shortestPassword,
    title: mustChange ? t('accounts.account.mustChange') : t('accounts.account.title'),
  })
}

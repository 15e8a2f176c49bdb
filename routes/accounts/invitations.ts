import express, { type Request, type Response } from 'express'
import { z } from 'zod'
import { acceptInvitation, readInvitation } from '../../domain/accounts/service/invitations.ts'
import { shortestPassword } from '../../domain/accounts/password.ts'
import { RuleBroken } from '../../domain/errors.ts'
import { faultsOf, showAgain } from '../../middleware/accept.ts'
import { setFlash } from '../../middleware/flash.ts'
import { may } from '../../middleware/may.ts'
import { secret } from '../fields.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { openSession } from './open-session.ts'

export const invitations = express.Router()

const chosen = z.object({ password: secret(), passwordAgain: secret() })

invitations.get('/invitations/:token', may('public'), invitationPage)
// not by accept: nobody is signed in yet, and nothing that is derived from a password is kept
invitations.post('/invitations/:token', may('public'), async (req, res) => {
  const token = String(req.params['token'])
  await readInvitation(token)
  const parsed = chosen.safeParse(req.body)
  if (!parsed.success) {
    return showAgain(req, res, invitationPage, { faults: faultsOf(parsed.error) })
  }
  try {
    const { password, passwordAgain } = parsed.data
    await openSession(req, await acceptInvitation(token, password, passwordAgain))
    setFlash(res, 'accounts.said.welcome').redirect(303, '/')
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error
    await showAgain(req, res, invitationPage, { faults: error.faults })
  }
})

/** Whoever opens a one-time link chooses a password; looking does not use the link up. */
async function invitationPage(req: Request, res: Response): Promise<void> {
  const { fullName, username } = await readInvitation(String(req.params['token']))
  // the address is a secret: no copy of the page stays behind
  res.set('Cache-Control', 'no-store').set('Referrer-Policy', 'no-referrer')
  present(req, res, 'accounts/invitation', {
    ...formView(req, res),
    form: {},
    data: { username, fullName },
    action: req.path,
    username,
    min: shortestPassword,
    title: res.locals.t('accounts.invitation.title', { name: fullName }),
    layout: 'public',
  })
}

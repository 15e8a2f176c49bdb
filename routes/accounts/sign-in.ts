import express, { type Request, type Response } from 'express'
import { z } from 'zod'
import { signIn } from '../../domain/accounts/service/sign-in.ts'
import { RuleBroken } from '../../domain/errors.ts'
import { faultsOf, showAgain } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { secret, text } from '../fields.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { safeNext } from './next.ts'
import { openSession } from './open-session.ts'

export const signInRoutes = express.Router()

const credentials = z.object({ username: text(100).required(), password: secret() })

signInRoutes.get('/sign-in', may('public'), signInPage)
signInRoutes.post('/sign-in', may('public'), async (req, res) => {
  const parsed = credentials.safeParse(req.body)
  if (!parsed.success) return showAgain(req, res, signInPage, { faults: faultsOf(parsed.error) })
  try {
    const { username, password } = parsed.data
    const signedIn = await signIn(username, password, req.ip ?? '')
    await openSession(req, signedIn)
    res.redirect(303, signedIn.mustChangePassword ? '/account?change=1' : safeNext(nextOf(req)))
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error
    await showAgain(req, res, signInPage, { faults: error.faults })
  }
})
signInRoutes.post('/sign-out', may('public'), async (req, res) => {
  await new Promise<void>((resolve) => req.session.destroy(() => resolve()))
  res.clearCookie('kabinet').redirect(303, '/')
})

function signInPage(req: Request, res: Response) {
  const next = safeNext(nextOf(req))
  const view = formView(req, res)
  // a password is never sent back
  present(req, res, 'accounts/sign-in', {
    ...view,
    form: { username: view.form['username'], next },
    title: res.locals.t('accounts.signIn.title'),
  })
}

function nextOf(req: Request): unknown {
  return (req.body as Record<string, unknown> | undefined)?.['next'] ?? req.query['next']
}

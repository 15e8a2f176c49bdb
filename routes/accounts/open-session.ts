import type { Request } from 'express'
import type { SignedIn } from '../../domain/accounts/service/sign-in.ts'

/** Opens a session for somebody who proved who he is; whatever session there was is gone. */
export async function openSession(req: Request, signedIn: SignedIn): Promise<void> {
  await renew(req)
  Object.assign(req.session, {
    userId: signedIn.actor.userId,
    epoch: signedIn.epoch,
    mustChangePassword: signedIn.mustChangePassword,
    signedInAt: new Date().toISOString(),
    device: (req.get('user-agent') ?? '').slice(0, 200),
  })
  await save(req)
}

function renew(req: Request): Promise<void> {
  return new Promise((resolve, reject) =>
    req.session.regenerate((error: unknown) => (error ? reject(error as Error) : resolve())),
  )
}

function save(req: Request): Promise<void> {
  return new Promise((resolve, reject) =>
    req.session.save((error: unknown) => (error ? reject(error as Error) : resolve())),
  )
}

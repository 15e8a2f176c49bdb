import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import { config } from '../config.ts'
import { Forbidden } from '../domain/errors.ts'
import { cookieOf } from './cookies.ts'

const seedCookie = 'kabinet-form'

/**
 * A token for the forms of this page: tied to the session, or to a cookie where nobody is signed
 * in. It begins with fresh random bytes, so that compression cannot give it away.
 */
export function csrfToken(req: Request, res: Response): string {
  const salt = randomBytes(9).toString('base64url')
  return `${salt}.${sign(salt, ownerOf(req, res))}`
}

/** Refuses a form that does not carry the token of its page. */
export const checkCsrf: RequestHandler = (req, res, next) => {
  if (req.method === 'GET' || req.method === 'HEAD') return next()
  const given: unknown = (req.body as Record<string, unknown> | undefined)?.['_csrf']
  const [salt = '', mac = ''] = typeof given === 'string' ? given.split('.') : []
  const expected = sign(salt, ownerOf(req, res))
  const isRight =
    mac.length === expected.length && timingSafeEqual(Buffer.from(mac), Buffer.from(expected))
  next(isRight ? undefined : new Forbidden('csrf'))
}

function sign(salt: string, owner: string): string {
  return createHmac('sha256', config().sessionSecret)
    .update(`csrf:${salt}:${owner}`)
    .digest('base64url')
}

function ownerOf(req: Request, res: Response): string {
  if (req.actor) return `session:${req.sessionID}`
  let seed = cookieOf(req, seedCookie)
  if (!seed) {
    seed = randomBytes(18).toString('base64url')
    res.cookie(seedCookie, seed, { httpOnly: true, sameSite: 'lax', path: '/' })
    req.headers.cookie = `${req.headers.cookie ?? ''}; ${seedCookie}=${seed}`
  }
  return `visitor:${seed}`
}

import type { RequestHandler } from 'express'
import { Forbidden } from '../domain/errors.ts'
import { can, type Permission } from '../domain/permissions.ts'
import { checkCsrf } from './csrf.ts'
import { readBody } from './read-body.ts'

/** What marks a guard, so that test/site/guards.test.ts finds the routes that have none. */
export interface Guard extends RequestHandler {
  permission: Permission | 'public'
}

/**
 * The guard of a route: signed in (else 303 to sign-in), the right kind of person, then the form is
 * read and must be true to its page (else 403). `may('public')` opens a page to all; silence is
 * never consent.
 */
export function may(permission: Permission | 'public'): Guard {
  const guard: RequestHandler = (req, res, next) => {
    if (permission !== 'public') {
      if (!req.actor) return res.redirect(303, `/sign-in?next=${encodeURIComponent(backTo(req))}`)
      if (req.session.mustChangePassword && !isPasswordPage(req.path)) {
        return res.redirect(303, '/account?change=1')
      }
      if (!can(req.actor, permission)) throw new Forbidden(permission)
    }
    void readBody(req, res, (error?: unknown) => {
      if (error) return next(error)
      void checkCsrf(req, res, next)
    })
  }
  return Object.assign(guard, { permission })
}

function backTo(req: {
  method: string
  originalUrl: string
  headers: { referer?: string }
}): string {
  if (req.method === 'GET' || req.method === 'HEAD') return req.originalUrl
  // after a lost session the form itself is the place to come back to
  return URL.canParse(req.headers.referer ?? '') ? new URL(req.headers.referer!).pathname : '/'
}

function isPasswordPage(path: string): boolean {
  return path === '/account' || path === '/account/password' || path === '/sign-out'
}

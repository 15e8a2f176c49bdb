import MongoStore from 'connect-mongo'
import type { RequestHandler } from 'express'
import session from 'express-session'
import mongoose from 'mongoose'
import { config } from '../config.ts'
import type { Actor } from '../domain/actor.ts'
import { actorOfSession } from '../domain/accounts/service/sign-in.ts'

declare module 'express-session' {
  interface SessionData {
    userId: string
    /** Sessions of an earlier epoch were ended by a new password, role or organisation. */
    epoch: number
    signedInAt: string
    device: string
    mustChangePassword: boolean
    /** A value that is shown once: an unmasked number, a one-time link. */
    shownOnce: { key: string; value: string }
  }
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Express {
    interface Request {
      actor: Actor | null
    }
  }
}

const thirtyDaysMs = 30 * 24 * 3600 * 1000

/** Sessions in the database; a visitor who has not signed in has none. */
export function sessions(): RequestHandler {
  return session({
    name: 'kabinet',
    secret: config().sessionSecret,
    resave: false,
    saveUninitialized: false,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure: config().baseUrl.startsWith('https:') ? 'auto' : false,
      maxAge: thirtyDaysMs,
    },
    store: MongoStore.create({
      client: mongoose.connection.getClient() as never,
      dbName: mongoose.connection.name,
      collectionName: 'sessions',
      stringify: false,
      autoRemove: 'disabled', // the index of models/session.ts does it
      touchAfter: 24 * 3600,
    }),
  })
}

/** Sets `req.actor` from the session; a session that was ended meanwhile counts as none. */
export const readActor: RequestHandler = async (req, _res, next) => {
  req.actor = null
  const { userId, epoch } = req.session
  if (userId) req.actor = await actorOfSession(userId, epoch ?? 0)
  next()
}

import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import mongoose from 'mongoose'
import type { Logger } from 'pino'
import {
  Forbidden,
  MustAsk,
  NotFound,
  OtherContent,
  RuleBroken,
  StaleVersion,
  TooLarge,
  TooManyTries,
  WrongFileKind,
  WrongState,
} from '../domain/errors.ts'
import { translator } from './words.ts'

/** Nothing here: the calm page for it. */
export const notFound: RequestHandler = () => {
  throw new NotFound()
}

/** Every error becomes one calm page that says what to do; the unexpected is logged with an id. */
export function errorPage(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error)
    const status = statusOf(error)
    if (error instanceof TooManyTries) res.set('Retry-After', String(error.retryAfterS))
    if (status === 503) res.set('Retry-After', '5')
    if (status >= 500) log.error({ err: error, requestId: req.id }, 'request failed')
    sendError(req, res, status, error)
  }
}

const statusByError: [new (...args: never[]) => Error, number][] = [
  [Forbidden, 403],
  [NotFound, 404],
  [mongoose.Error.CastError, 404],
  [OtherContent, 409],
  [StaleVersion, 409],
  [WrongState, 409],
  [TooLarge, 413],
  [WrongFileKind, 415],
  [RuleBroken, 422],
  [MustAsk, 422],
  [TooManyTries, 429],
]

function statusOf(error: unknown): number {
  const known = statusByError.find(([kind]) => error instanceof kind)
  if (known) return known[1]
  if (isDatabaseAway(error)) return 503
  const stated = (error as { status?: unknown }).status
  // what Express and its parsers refuse (a malformed address or form) is the sender's to mend
  return typeof stated === 'number' && stated >= 400 && stated < 500
    ? stated === 404
      ? 404
      : 422
    : 500
}

/**
 * The database died, has not come back yet, or came back without the transaction that was under way:
 * in each case the same form, sent again, is done once.
 */
export function isDatabaseAway(error: unknown): boolean {
  const { name = '', errorLabels = [] } = (error ?? {}) as { name?: string; errorLabels?: unknown }
  const labels = Array.isArray(errorLabels) ? errorLabels : []
  return (
    awayNames.test(name) ||
    labels.includes('TransientTransactionError') ||
    labels.includes('UnknownTransactionCommitResult')
  )
}

const awayNames =
  /^Mongo(ose)?(Network|ServerSelection|NotConnected|Topology|PoolCleared|ConnectionPool|WaitQueue|Disconnected|ExpiredSession|Transaction)/

function sendError(req: Request, res: Response, status: number, error: unknown): void {
  const t = res.locals.t ?? translator('id')
  const lang = res.locals.lang ?? 'id'
  const seconds = error instanceof TooManyTries ? error.retryAfterS : 0
  const heading = t(`errors.${status}.heading`)
  const text = t(`errors.${status}.text`, { seconds })
  res.status(status)
  if (req.query['format'] === 'json') {
    res.json({ error: heading, text, id: req.id })
    return
  }
  const errorId = status >= 500 ? req.id : null
  const isBare = status === 503 || !res.locals.t
  // the frame asks the database for the reader's messages; without it, the page stands alone
  req.actor = isBare ? null : req.actor
  res.render('errors/error', {
    lang,
    t,
    status,
    heading,
    text,
    errorId,
    homeHref: '/',
    title: heading,
  })
}

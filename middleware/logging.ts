import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import pino, { type Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import { withRequestContext } from '../domain/request-context.ts'

export function makeLog(level: string): Logger {
  return pino({ level, base: { pid: process.pid } })
}

/**
 * One line a request: id, method, path, status, time. No query, header or body, since they may hold
 * names and numbers of people.
 */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: () => randomUUID(),
    serializers: {
      req: (req: { id: unknown; method: string; url: string }) => ({
        id: req.id,
        method: req.method,
        path: withoutSecrets(req.url),
      }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
    autoLogging: { ignore: (req) => (req.url ?? '').startsWith('/static/') },
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'error' : 'info'),
  }) as unknown as RequestHandler
}

function withoutSecrets(url: string): string {
  return (url.split('?')[0] ?? '').replace(/^\/invitations\/.+/, '/invitations/…')
}

/** Lets everything that the request causes know its id. */
export const requestContext: RequestHandler = (req, _res, next) => {
  withRequestContext({ requestId: String(req.id) }, () => next())
}

import type { Request, RequestHandler } from 'express'

const turns = new Map<string, Promise<void>>()

/**
 * Lets requests that will write the same record through one after another within this process. The
 * transactions would sort it out by themselves, and do so between processes; but forty that start
 * together spend their time trying again, and forty in a row are done at once.
 */
export function inTurn(keyOf: (req: Request) => string): RequestHandler {
  return (req, res, next) => {
    const key = keyOf(req)
    const before = turns.get(key) ?? Promise.resolve()
    const own = before.then(
      () =>
        new Promise<void>((resolve) => {
          if (res.closed) return resolve()
          // also when the other side hangs up, so that nobody waits for ever
          res.once('close', resolve)
          next()
        }),
    )
    turns.set(key, own)
    void own.then(() => {
      if (turns.get(key) === own) turns.delete(key)
    })
  }
}

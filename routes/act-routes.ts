import type { Request, RequestHandler, Router } from 'express'
import type { Permission } from '../domain/permissions.ts'
import { accept, type Done, type Form, type Sent } from '../middleware/accept.ts'
import { may } from '../middleware/may.ts'

type Page = (req: Request, res: Parameters<RequestHandler>[1]) => Promise<void> | void
type ActsOf<N extends string, P = Permission> = P extends `${N}.${infer Act}` ? Act : never

/**
 * Routes of the acts on a record: `/lots/:id/pack` under `lot.pack`, shown by GET where the act has a
 * page of its own and taken by POST, both under one permission. Where a form is refused, `page` shows
 * it again.
 * @param on finds the record, within the person's sight
 */
export function actRoutes<N extends string, R>(
  router: Router,
  record: string,
  noun: N,
  on: (req: Request) => Promise<R>,
) {
  /** An act that is sent from another page, mostly the record's own. */
  function sent<T>(
    act: ActsOf<N>,
    form: Form<T>,
    done: (sent: Sent<T, R>) => Promise<Done>,
    page: Page,
  ): void {
    const guard = may(`${noun}.${act}` as Permission)
    router.post(`${record}/${act}`, guard, accept(form, done, { on, orShow: page }))
  }

  /** An act with a page of its own at its address. */
  function shown<T>(
    act: ActsOf<N>,
    form: Form<T>,
    done: (sent: Sent<T, R>) => Promise<Done>,
    page: Page,
  ): void {
    router.get(`${record}/${act}`, may(`${noun}.${act}` as Permission), page)
    sent(act, form, done, page)
  }

  return { sent, shown }
}

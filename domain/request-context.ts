import { AsyncLocalStorage } from 'node:async_hooks'

/** What an audit event needs to know of the request that caused it. */
export interface RequestContext {
  requestId: string
}

const storage = new AsyncLocalStorage<RequestContext>()

/** Runs `act` so that everything it calls knows the request it belongs to. */
export function withRequestContext<T>(context: RequestContext, act: () => T): T {
  return storage.run(context, act)
}

/** The id of the request (or job) under way, for the audit trail and the log. */
export function currentRequestId(): string {
  return storage.getStore()?.requestId ?? 'none'
}

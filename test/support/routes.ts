import type { Express } from 'express'

/** What Express keeps of a router, as far as tests read it. */
export interface Layer {
  route?: { path: string; stack: { method: string; handle: { permission?: string } }[] }
  handle: { stack?: Layer[] }
}

/** One line of the routes: method, whole path, and what each handler guards. */
export interface Line {
  method: string
  path: string
  guards: (string | undefined)[]
}

/** Every route of the app, in the order in which they are asked. */
export function linesOfApp(app: Express): Line[] {
  return linesOf((app as unknown as { router: { stack: Layer[] } }).router.stack)
}

function linesOf(stack: Layer[]): Line[] {
  return stack.flatMap(({ route, handle }) => {
    if (!route) return linesOf(handle.stack ?? [])
    const methods = [...new Set(route.stack.map(({ method }) => method))]
    return methods.map((method) => ({
      method: method.toUpperCase(),
      path: route.path,
      guards: route.stack
        .filter((each) => each.method === method)
        .map((each) => each.handle.permission),
    }))
  })
}

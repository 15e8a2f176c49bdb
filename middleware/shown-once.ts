import type { Request } from 'express'

/** What an act left for this page to show once (`Done.showOnce`); gone when it was shown. */
export function takeShownOnce(req: Request, key: string): string | null {
  const shown = req.session.shownOnce
  if (shown?.key !== key || req.method === 'HEAD') return null
  delete req.session.shownOnce
  return shown.value
}

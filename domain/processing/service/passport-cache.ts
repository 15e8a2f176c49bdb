/** How long a passport may be as old as it is, milliseconds; other processes learn of changes by it. */
const freshMs = 30_000
/** After a change nothing is kept for a while, since its transaction is still under way. */
const quietMs = 3_000
const most = 500

interface Kept {
  page: string
  at: number
}

const pages = new Map<string, Kept>()
let quietUntil = 0

/** The passport as it was printed a moment ago; null when it must be made anew. */
export function keptPassport(key: string): string | null {
  const kept = pages.get(key)
  return kept && performance.now() - kept.at < freshMs ? kept.page : null
}

/** Keeps a printed passport for the next who scans it. */
export function keepPassport(key: string, page: string): void {
  if (performance.now() < quietUntil) return
  if (pages.size >= most) pages.clear()
  pages.set(key, { page, at: performance.now() })
}

/** Forgets all: a lot was changed, or a farmer no longer wants to be named. */
export function forgetPassports(): void {
  pages.clear()
  quietUntil = performance.now() + quietMs
}

/** Minutes to wait after each failed try; after the last one the message counts as failed (U). */
const waitsMin = [1, 5, 30, 120, 720]

/** When to try again after `tries` failed tries, or null when it is enough. */
export function nextTryAfter(tries: number, now: Date): Date | null {
  const minutes = waitsMin[tries - 1]
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000)
}

/**
 * Whether the answer of a mail server says that this letter will never arrive: it refused the
 * address or the letter itself (a 5xx answer). A refused sign-in is our fault, and is tried again.
 */
export function isForEver(error: unknown): boolean {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  const isAboutLetter = code === 'EENVELOPE' || code === 'EMESSAGE'
  return isAboutLetter && typeof responseCode === 'number' && responseCode >= 500
}

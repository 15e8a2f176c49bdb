/** JSON with its keys in order, so that equal contents give equal texts (and digests). */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part
    return Object.fromEntries(
      Object.entries(part as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  })
}

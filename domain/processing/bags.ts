/** Bags of one weight with running numbers. */
export interface BagRun {
  from: number
  to: number
  bagG: number
}

export const mostBags = 10_000

/** What lies in bags, whole grams. */
export function baggedG(runs: readonly BagRun[]): number {
  return runs.reduce((sum, { from, to, bagG }) => sum + (to - from + 1) * bagG, 0)
}

/**
 * Fills bags: from what lies loose while that is enough, else all bags are opened and filled anew.
 * `null` when there is not enough coffee in the lot.
 */
export function fillBags(
  runs: readonly BagRun[],
  massG: number,
  bags: number,
  bagG: number,
): BagRun[] | null {
  const needed = bags * bagG
  if (needed > massG) return null
  const isFromLoose = needed <= massG - baggedG(runs)
  const kept = isFromLoose ? runs : []
  const from = (kept.at(-1)?.to ?? 0) + 1
  return [...kept, { from, to: from + bags - 1, bagG }]
}

/** The bags after mass went off: untouched while the loose coffee was enough, else all are opened. */
export function bagsAfter(runs: readonly BagRun[], massG: number): BagRun[] {
  return baggedG(runs) <= massG ? [...runs] : []
}

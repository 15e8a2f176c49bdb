import { share } from '../money.ts'

/** Plants a nursery crate holds (U); whole crates where it can. */
export const cratePlants = 20

export interface Wanted {
  requestId: string
  number: string
  varietyCode: string
  /** Plants that are decreed and not yet allocated. */
  lacking: number
  centre: [number, number] | null
}

export interface Offered {
  batchId: string
  number: string
  varietyCode: string
  free: number
  centre: [number, number] | null
}

export interface Proposal {
  lines: { seedlingRequestId: string; batchId: string; quantity: number }[]
  unfilled: {
    requestId: string
    number: string
    varietyCode: string
    lacking: number
    code: 'no-batch' | 'short'
  }[]
}

/**
 * Shares ready batches among decreed requests: by variety, each by its part of what is asked where
 * there is not enough, in whole crates where it can, from the nearest nursery. Nothing is drawn by
 * lot: the same state gives the same proposal, in the order of the requests' numbers.
 */
export function proposeAllocation(
  wanted: readonly Wanted[],
  offered: readonly Offered[],
): Proposal {
  const lines: Proposal['lines'] = []
  const unfilled: Proposal['unfilled'] = []
  const codes = [...new Set(wanted.map(({ varietyCode }) => varietyCode))].sort()
  for (const code of codes) {
    const asking = wanted
      .filter(({ varietyCode, lacking }) => varietyCode === code && lacking > 0)
      .toSorted((a, b) => (a.number < b.number ? -1 : 1))
    const stock = offered
      .filter(({ varietyCode, free }) => varietyCode === code && free > 0)
      .toSorted((a, b) => (a.number < b.number ? -1 : 1))
      .map((each) => ({ ...each }))
    const parts = fairParts(asking, stock)
    asking.forEach((want, index) => {
      const part = parts[index] ?? 0
      lines.push(...takeNearest(want, part, stock))
      if (part < want.lacking)
        unfilled.push({
          requestId: want.requestId,
          number: want.number,
          varietyCode: code,
          lacking: want.lacking - part,
          code: stock.length === 0 ? 'no-batch' : 'short',
        })
    })
  }
  return { lines, unfilled }
}

/** What each gets: all it lacks, or its share; whole crates first, what is left over in order. */
function fairParts(asking: readonly Wanted[], stock: readonly Offered[]): number[] {
  const supply = stock.reduce((sum, { free }) => sum + free, 0)
  const needs = asking.map(({ lacking }) => lacking)
  const need = needs.reduce((sum, each) => sum + each, 0)
  if (need <= supply || need === 0) return needs
  if (supply === 0) return needs.map(() => 0)
  const shares = share(supply, needs)
  const crates = shares.map((part) => part - (part % cratePlants))
  let left = supply - crates.reduce((sum, part) => sum + part, 0)
  return crates.map((part, index) => {
    const more = Math.min(left, needs[index]! - part, cratePlants)
    left -= more
    return part + more
  })
}

function takeNearest(want: Wanted, quantity: number, stock: Offered[]): Proposal['lines'] {
  const near = stock
    .filter(({ free }) => free > 0)
    .toSorted((a, b) => distance2(want.centre, a.centre) - distance2(want.centre, b.centre))
  const lines: Proposal['lines'] = []
  let left = quantity
  for (const batch of near) {
    if (left === 0) break
    const part = partOf(batch.free, left)
    if (part === 0) continue
    batch.free -= part
    left -= part
    lines.push({ seedlingRequestId: want.requestId, batchId: batch.batchId, quantity: part })
  }
  // crumbs: what whole crates left over is taken wherever it is
  for (const batch of near) {
    const part = Math.min(batch.free, left)
    if (part === 0) continue
    batch.free -= part
    left -= part
    const line = lines.find(({ batchId }) => batchId === batch.batchId)
    if (line) line.quantity += part
    else lines.push({ seedlingRequestId: want.requestId, batchId: batch.batchId, quantity: part })
  }
  return lines
}

// a batch that does not suffice gives whole crates
function partOf(free: number, wanted: number): number {
  return free >= wanted ? wanted : free - (free % cratePlants)
}

/** Compares distances over the slope: degrees, east shrunk by the latitude of East Java (cos 8° = 0.99). */
function distance2(a: [number, number] | null, b: [number, number] | null): number {
  if (!a || !b) return 1e9
  return ((a[0] - b[0]) * 0.99) ** 2 + (a[1] - b[1]) ** 2
}

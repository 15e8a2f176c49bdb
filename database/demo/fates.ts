import type { HarvestStatus } from '../../domain/harvests/status.ts'
import type { Picking } from './pickings.ts'

/** What becomes of a harvest once it is told. */
export interface Fate {
  status: HarvestStatus
  /** Told with a wrong weight at first. */
  isCorrected: boolean
  /** Still new: told in the last days, however long ago it was picked. */
  isRecent: boolean
}

const recentOnes = 26
const recentOnesOfDemoGroups = 6

/**
 * Oldest first: nearly all of the past are confirmed, a few disputed, void or corrected; the
 * latest ones wait, and some of them in each group that a demo account leads.
 */
export function fatesOf(pickings: Picking[], demoGroupIds: string[]): Fate[] {
  const recent = new Set(pickings.slice(-recentOnes))
  for (const id of demoGroupIds) {
    const own = pickings.filter(({ plot }) => String(plot.groupId) === id)
    for (const each of own.slice(-recentOnesOfDemoGroups)) recent.add(each)
  }
  let place = 0
  return pickings.map((picking, index) => {
    if (!recent.has(picking)) return settled(index)
    place++
    const status = place % 9 === 4 ? 'disputed' : 'declared'
    return { status, isCorrected: place % 11 === 7, isRecent: true }
  })
}

function settled(index: number): Fate {
  const isCorrected = index % 67 === 20
  if (isCorrected) return { status: 'confirmed', isCorrected, isRecent: false }
  if (index % 97 === 50) return { status: 'void', isCorrected, isRecent: false }
  const status = index % 131 === 60 ? 'disputed' : 'confirmed'
  return { status, isCorrected, isRecent: false }
}

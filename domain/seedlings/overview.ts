/** What became of the plants of a programme; whole plants. */
export interface Flow {
  asked: number
  decreed: number
  allocated: number
  received: number
  planted: number
  /** Of those planted, living at the latest count. */
  alive: number
  /** Planted and counted at twelve months or later, and how many of them lived then. */
  counted12: number
  alive12: number
}

/** A part of the flow: lot and nursery are known from the allocation on. */
export interface FlowRow extends Flow {
  regencyCode: string
  varietyCode: string
  lotId: string | null
  nurseryId: string | null
}
export type FlowKey = 'regencyCode' | 'varietyCode' | 'lotId' | 'nurseryId'

const noFlow: Flow = {
  asked: 0,
  decreed: 0,
  allocated: 0,
  received: 0,
  planted: 0,
  alive: 0,
  counted12: 0,
  alive12: 0,
}

/** The sum of several parts. */
export function totalFlow(rows: readonly Flow[]): Flow {
  const names = Object.keys(noFlow) as (keyof Flow)[]
  const sumOf = (name: keyof Flow) => rows.reduce((sum, row) => sum + row[name], 0)
  return Object.fromEntries(names.map((name) => [name, sumOf(name)])) as unknown as Flow
}

/** The flow by one of its parts, most planted first; what has no such part yet is left out. */
export function flowBy(rows: readonly FlowRow[], by: FlowKey): (Flow & { key: string })[] {
  const known = rows.filter((row) => row[by] !== null)
  return [...Map.groupBy(known, (row) => row[by]!)]
    .map(([key, each]) => ({ key, ...totalFlow(each) }))
    .sort((a, b) => b.planted - a.planted || b.asked - a.asked || (a.key < b.key ? -1 : 1))
}

/** Collects what falls to the same parts into one row each. */
export class FlowBook {
  private readonly rows = new Map<string, FlowRow>()

  add(part: Omit<FlowRow, keyof Flow>, more: Partial<Flow>): void {
    const { regencyCode, varietyCode, lotId, nurseryId } = part
    const key = [regencyCode, varietyCode, lotId, nurseryId].join(':')
    const row = this.rows.get(key) ?? { ...noFlow, ...part }
    this.rows.set(key, { ...row, ...totalFlow([row, { ...noFlow, ...more }]) })
  }

  all(): FlowRow[] {
    return [...this.rows.values()]
  }
}

/** The lower ends of the bands of altitude in which survival is compared, metres. */
export const altitudeBands = [0, 900, 1100, 1300] as const

/** The band that an altitude falls into, by its lower end. */
export function bandOf(altitudeM: number): number {
  return altitudeBands.findLast((from) => altitudeM >= from) ?? 0
}

/** What one count adds to the curves of survival. */
export interface CurvePart {
  regencyCode: string
  varietyCode: string
  band: number
  /** The month after planting for which it was due. */
  month: number
  planted: number
  alive: number
}

/** Share alive in per cent, two decimals, at each month; null where nothing was counted. */
export function curveBy(
  parts: readonly CurvePart[],
  by: 'varietyCode' | 'band',
  months: readonly number[],
): { key: string; planted: number; values: (number | null)[] }[] {
  return [...Map.groupBy(parts, (part) => String(part[by]))].map(([key, each]) => {
    const values = months.map((month) => {
      const counted = each.filter((part) => part.month === month)
      return alivePct(sumOf(counted, 'alive'), sumOf(counted, 'planted'))
    })
    return { key, planted: Math.max(...months.map((month) => plantedAt(each, month))), values }
  })
}

function plantedAt(parts: readonly CurvePart[], month: number): number {
  return sumOf(
    parts.filter((part) => part.month === month),
    'planted',
  )
}

function sumOf(parts: readonly CurvePart[], name: 'planted' | 'alive'): number {
  return parts.reduce((sum, part) => sum + part[name], 0)
}

/** Living of planted in per cent, two decimals; null where nothing was planted. */
export function alivePct(alive: number, planted: number): number | null {
  return planted === 0 ? null : Math.round((alive / planted) * 10_000) / 100
}

/** What a tree that lives has cost, whole rupiah; null without a price or a tree. */
export function rupiahPerLiving(
  plantRupiah: number | null,
  { received, alive }: Pick<Flow, 'received' | 'alive'>,
): number | null {
  return plantRupiah === null || alive === 0 ? null : Math.round((plantRupiah * received) / alive)
}

/** One line of the table: a ratio of two things measured in one run, and what it must keep to. */
export interface Bench {
  name: string
  ratio: number
  /** `≤ 1.2` or `≥ 0.7` */
  limit: string
  holds: boolean
  /** The two measurements, in words. */
  detail: string
}

/** A ratio that must not pass `most`. */
export function atMost(name: string, ratio: number, most: number, detail: string): Bench {
  return { name, ratio, limit: `≤ ${most}`, holds: ratio <= most, detail }
}

/** A ratio that must reach `least`. */
export function atLeast(name: string, ratio: number, least: number, detail: string): Bench {
  return { name, ratio, limit: `≥ ${least}`, holds: ratio >= least, detail }
}

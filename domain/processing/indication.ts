/** What a geographical indication asks of a plot. */
export interface IndicationRule {
  code: string
  districtCodes: readonly string[]
  minAltitudeM: number
  maxAltitudeM: number
}

/** Where and how high a plot lies. */
export interface PlotPlace {
  districtCode: string
  altitudeM: number
}

/**
 * The two registered indications: Java Ijen-Raung 900 to 1,500 m [A20]; Hyang Argopuro's range is
 * not sourced (U). Districts by the mountain map of domain.md section 1 (U); the office edits them.
 */
export const seededIndications: readonly (IndicationRule & { name: string; source: string })[] = [
  {
    code: 'java-ijen-raung',
    name: 'Kopi Arabika Java Ijen-Raung',
    districtCodes: ['351113', '351115', '351118', '351119', '351120', '351123', '351211', '351216'],
    minAltitudeM: 900,
    maxAltitudeM: 1500,
    source: '[A18][A19][A20] kecamatan (U)',
  },
  {
    code: 'hyang-argopuro',
    name: 'Kopi Arabika Hyang Argopuro',
    districtCodes: ['351111', '351117', '351205', '351207', '351215'],
    minAltitudeM: 900,
    maxAltitudeM: 1500,
    source: '[A21] ketinggian dan kecamatan (U)',
  },
]

/** The district codes of a list as it is typed, six digits each; null when one is none. */
export function districtCodesIn(text: unknown): string[] | null {
  const codes = Array.isArray(text) ? text.map(String) : String(text ?? '').split(/[\s,;]+/)
  const named = codes.map((code) => code.replaceAll('.', '')).filter((code) => code !== '')
  return named.length > 0 && named.every((code) => /^\d{6}$/.test(code)) ? named : null
}

/** How a lot's plots stand to the rules of one indication. */
export interface IndicationFinding {
  code: string
  /** Plots in another district; plots of its districts that lie too low or too high. */
  outside: number
  tooLow: number
  tooHigh: number
  plots: number
  fits: boolean
}

/** What each indication's rules say of the plots, one line an indication. */
export function judgeIndications(
  plots: readonly PlotPlace[],
  rules: readonly IndicationRule[],
): IndicationFinding[] {
  return rules.map((rule) => {
    const within = plots.filter(({ districtCode }) => rule.districtCodes.includes(districtCode))
    const outside = plots.length - within.length
    const tooLow = within.filter(({ altitudeM }) => altitudeM < rule.minAltitudeM).length
    const tooHigh = within.filter(({ altitudeM }) => altitudeM > rule.maxAltitudeM).length
    const fits = plots.length > 0 && outside + tooLow + tooHigh === 0
    return { code: rule.code, outside, tooLow, tooHigh, plots: plots.length, fits }
  })
}

/** The indication whose rules every plot keeps; null when one plot lies outside. */
export function indicationOf(
  plots: readonly PlotPlace[],
  rules: readonly IndicationRule[],
): string | null {
  return judgeIndications(plots, rules).find(({ fits }) => fits)?.code ?? null
}

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
    source: '[A18][A19][A20], districts (U)',
  },
  {
    code: 'hyang-argopuro',
    name: 'Kopi Arabika Hyang Argopuro',
    districtCodes: ['351111', '351117', '351205', '351207', '351215'],
    minAltitudeM: 900,
    maxAltitudeM: 1500,
    source: '[A21], altitude and districts (U)',
  },
]

/** The indication whose rules every plot keeps; null when one plot lies outside. */
export function indicationOf(
  plots: readonly PlotPlace[],
  rules: readonly IndicationRule[],
): string | null {
  if (plots.length === 0) return null
  const fits = rules.find((rule) =>
    plots.every(
      ({ districtCode, altitudeM }) =>
        rule.districtCodes.includes(districtCode) &&
        altitudeM >= rule.minAltitudeM &&
        altitudeM <= rule.maxAltitudeM,
    ),
  )
  return fits?.code ?? null
}

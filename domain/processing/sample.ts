import type { Fault } from '../fault.ts'
import { defectCodes, type DefectCounts } from './sni-defects.ts'
import { gradeSample, type SniResult } from './sni-grade.ts'
import { sieves, sizeClassOf, type SieveGrams, type SizeClass } from './sieve.ts'

/** A sample of 300 g as an officer writes it down; what was not measured is null. */
export interface Sample {
  moisturePct: number | null
  impurityPct: number | null
  liveInsects: 'yes' | 'no' | null
  badSmell: 'yes' | 'no' | null
  defects: DefectCounts
  sieve: SieveGrams
}

export interface SampleResult extends SniResult {
  size: SizeClass | null
}

/** More pieces than a sample of 300 g can hold. */
const mostPieces = 10_000
const mostGrams = 1_000

/** What cannot be on a sample, by the field that says it. */
export function sampleFaults(sample: Sample): Record<string, Fault> {
  const faults: Record<string, Fault> = {}
  for (const field of ['moisturePct', 'impurityPct'] as const) {
    if ((sample[field] ?? 0) > 100) faults[field] = { key: 'rules.quality.over100' }
  }
  for (const code of defectCodes) {
    if ((sample.defects[code] ?? 0) <= mostPieces) continue
    faults[`defects[${code}]`] = { key: 'rules.quality.tooMany', values: { most: mostPieces } }
  }
  for (const sieve of sieves) {
    if ((sample.sieve[sieve] ?? 0) <= mostGrams) continue
    faults[`sieve[${sieve}]`] = { key: 'rules.quality.tooHeavy', values: { most: mostGrams } }
  }
  return faults
}

/** Grade, size class, what fails and what each defect costs. */
export function judgeSample(sample: Sample): SampleResult {
  const hundredths = (pct: number | null) => (pct === null ? null : Math.round(pct * 100))
  const isYes = (answer: 'yes' | 'no' | null) => (answer === null ? null : answer === 'yes')
  const result = gradeSample(sample.defects, {
    moistureHundredths: hundredths(sample.moisturePct),
    impurityHundredths: hundredths(sample.impurityPct),
    hasLiveInsects: isYes(sample.liveInsects),
    hasBadSmell: isYes(sample.badSmell),
  })
  return { ...result, size: sizeClassOf(sample.sieve) }
}

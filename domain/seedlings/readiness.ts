import { addMonths, isAfter, type Day } from '../dates.ts'

/** What a seedling must be before it may go; editable reference data. */
export interface ReadyNorm {
  minMonths: number
  maxMonths: number
  minHeightCm: number
  minLeafPairs: number
  minStemMm: number
}

/** Usual norm of ready-to-plant coffee (domain.md section 3, U). */
export const usualReadyNorm: ReadyNorm = {
  minMonths: 6,
  maxMonths: 12,
  minHeightCm: 20,
  minLeafPairs: 5,
  minStemMm: 5,
}

/** One measuring of a sample of a batch; centimetres and millimetres are means of the sample. */
export interface Growth {
  measuredOn: Day
  heightCm: number
  leafPairs: number
  stemMm: number
  sample: number
  healthy: number
}

export interface ReadyCheck {
  code: 'age' | 'height' | 'leaves' | 'stem' | 'healthy'
  holds: boolean
}

/** Share of a sample that must be healthy (U). */
export const healthyShare = 0.9

/** Each norm held or not, by the latest measuring; without one nothing but the age can hold. */
export function readyChecks(
  sownOn: Day,
  latest: Growth | null,
  readyOn: Day,
  norm: ReadyNorm,
): ReadyCheck[] {
  return [
    { code: 'age', holds: !isAfter(addMonths(sownOn, norm.minMonths), readyOn) },
    { code: 'height', holds: latest !== null && latest.heightCm >= norm.minHeightCm },
    { code: 'leaves', holds: latest !== null && latest.leafPairs >= norm.minLeafPairs },
    { code: 'stem', holds: latest !== null && latest.stemMm >= norm.minStemMm },
    {
      code: 'healthy',
      holds: latest !== null && latest.healthy >= latest.sample * healthyShare,
    },
  ]
}

/** When a batch that grows on as usual should be ready: its age, or the day of the height that lacks. */
export function forecastReadyOn(sownOn: Day, norm: ReadyNorm): Day {
  return addMonths(sownOn, norm.minMonths + 1)
}

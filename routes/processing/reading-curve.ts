import type { Response } from 'express'
import { isDay, parseMoment } from '../../domain/dates.ts'
import type { StepCode } from '../../domain/processing/coffee.ts'
import type { Reading } from '../../domain/processing/readings.ts'
import { formatDay, formatMoment } from '../../middleware/formats.ts'

/** What is read while a step runs: moisture while drying, temperature while roasting. */
const measured: Partial<Record<StepCode, 'moisture' | 'temperature'>> = {
  'pre-dry': 'moisture',
  dry: 'moisture',
  roast: 'temperature',
}
const units = { moisture: '%', temperature: '°C', value: '' }

/** The readings of a step as a line to draw, with its table; null where one reading makes no line. */
export function readingCurve(
  res: Response,
  id: string,
  step: StepCode,
  readings: readonly Reading[],
) {
  if (readings.length < 2) return null
  const { t, lang } = res.locals
  const kind = measured[step] ?? 'value'
  return {
    id: `curve-${id}`,
    title: t(`lots.curve.${kind}`),
    unit: units[kind],
    rowLabel: t(kind === 'temperature' ? 'lots.curve.minute' : 'lots.curve.when'),
    columns: readings.map(({ at }) => ({ label: timeWord(lang, at) })),
    series: [{ label: t(`lots.curve.${kind}`), values: readings.map(({ value }) => value) }],
  }
}

// a day or moment is written out; an hour or minute stays as it was read
function timeWord(lang: Response['locals']['lang'], at: string): string {
  if (isDay(at)) return formatDay(lang, at)
  const moment = parseMoment(at)
  return moment ? formatMoment(lang, moment) : at
}

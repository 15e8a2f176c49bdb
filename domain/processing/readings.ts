import type { Fault } from '../fault.ts'

/** One line of a curve: a time as it was written, and a value. */
export interface Reading {
  at: string
  value: number
}

const mostLines = 2_000
const times =
  /^(\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d)?|([01]?\d|2[0-3])[:.][0-5]\d|\d{1,5}([.,]\d{1,2})?)$/

/**
 * Reads lines of time and value, such as `2026-08-01T07:30 45,2` (moisture while drying) or `3;168`
 * (minute and temperature while roasting). Parted by blanks, a semicolon or a tab; by a comma where
 * nothing else parts them.
 */
export function readReadings(text: string): { readings: Reading[] } | { fault: Fault } {
  const lines = text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
  if (lines.length > mostLines) {
    return { fault: { key: 'processing.rules.manyReadings', values: { max: mostLines } } }
  }
  const readings: Reading[] = []
  for (const { line, number } of lines) {
    const reading = readLine(line)
    if (!reading)
      return {
        fault: { key: 'processing.rules.reading', values: { number, line: line.slice(0, 40) } },
      }
    readings.push(reading)
  }
  return { readings }
}

function readLine(line: string): Reading | null {
  const parts = /[;\t ]/.test(line) ? line.split(/[;\t ]+/) : line.split(',')
  if (parts.length !== 2) return null
  const [at = '', typed = ''] = parts
  if (!times.test(at) || !/^-?\d{1,4}([.,]\d{1,3})?$/.test(typed)) return null
  return { at, value: Number(typed.replace(',', '.')) }
}

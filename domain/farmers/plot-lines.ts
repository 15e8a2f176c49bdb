import type { Fault } from '../fault.ts'
import type { Position } from './plot-position.ts'

const header = /^"?lat\w*"?[\s,;]+"?lon\w*"?$/i
const longestLine = 100 // keeps hostile text from costing more than one glance
const degrees = /^[-−+]?\d{1,3}(?:[.,]\d+)?$/

/**
 * Reads one corner a line, latitude first: `-7.95, 114.02`. Between the two may stand a semicolon, a
 * tab, blanks, or a comma; decimal commas are read where the comma cannot be the separator
 * (`-7,95 114,02`, `-7,95; 114,02`, `-7,95, 114,02`). Empty lines and a first line `lat,lon` are
 * skipped. The fault names the first line (from 1) that cannot be read.
 */
export function parseLines(text: string): { positions: Position[] } | { fault: Fault } {
  const positions: Position[] = []
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const bare = line.trim()
    if (bare === '' || (positions.length === 0 && isHeader(bare))) continue
    const position = parseLine(bare)
    if (!position) return { fault: { key: 'rules.geometry.line', values: { line: index + 1 } } }
    positions.push(position)
  }
  return { positions }
}

function parseLine(line: string): Position | null {
  if (line.length > longestLine) return null
  const [lat, lon, ...more] = splitLine(line).map((part) => parseDegrees(part.trim()))
  if (lat == null || lon == null || more.length > 0) return null
  return [lon, lat]
}

function isHeader(line: string): boolean {
  return line.length <= longestLine && header.test(line)
}

function splitLine(line: string): string[] {
  if (line.includes(';')) return line.split(';')
  if (line.includes('\t')) return line.split('\t')
  if (/\s/.test(line)) return line.split(/\s*,\s+|\s+,\s*|\s+/)
  return line.split(',')
}

function parseDegrees(text: string): number | null {
  return degrees.test(text) ? Number(text.replace('−', '-').replace(',', '.')) : null
}

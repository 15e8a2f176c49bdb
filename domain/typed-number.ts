/** How a number field is read. */
export interface TypedNumberRules {
  /**
   * What one dot before exactly three digits means: `groups` in rupiah, kg, counts and grams
   * (`1.500` is fifteen hundred), `decimal` in areaHa, lat, lon, altitudeM and …Pct (one and a half).
   */
  dot: 'groups' | 'decimal'
  maxDecimals: number
  /** Default false. */
  allowNegative?: boolean
}

const groupedByDots = /^\d{1,3}(?:\.\d{3})+$/
const groupedByCommas = /^\d{1,3}(?:,\d{3})+$/
const maxDigits = 15 // more than these a float does not hold exactly

/**
 * Reads a number as people in Indonesia type it (service.md section 1); `null` for anything else.
 *
 * - `1500000`, `1.500.000` and, when two commas or more can only group, `1,500,000`;
 * - `12,5` and `12.5`: a comma alone is always the decimal sign;
 * - both signs together: the last is the decimal sign, the other must group by threes, so `1.234,5`
 *   and `1,234.5` are the same number;
 * - a number that begins with 0 cannot be grouped, so `0.500` has three decimals in every field;
 * - more decimals than the field has are refused, never rounded away: `12,500` kg might be either;
 *   only where a dot is always the decimal point do closing zeros say nothing (`95.500` %).
 */
export function parseTyped(text: string, rules: TypedNumberRules): number | null {
  const parts = /^([-−]?)(\d[\d.,]*)$/.exec(text.trim())
  if (!parts) return null
  const isNegative = parts[1] !== ''
  if (isNegative && !rules.allowNegative) return null
  const split = splitAtDecimalSign(parts[2] ?? '', rules.dot)
  if (!split) return null
  const [whole] = split
  const decimals =
    rules.dot === 'decimal' && rules.maxDecimals > 0 ? split[1].replace(/0+$/, '') : split[1]
  if (decimals.length > rules.maxDecimals) return null
  if (whole.replace(/^0+/, '').length + decimals.length > maxDigits) return null
  const value = Number(decimals ? `${whole}.${decimals}` : whole)
  return isNegative && value !== 0 ? -value : value
}

/** Whole part without grouping signs, and the decimals; `null` when the signs make no sense. */
function splitAtDecimalSign(digits: string, dot: 'groups' | 'decimal'): [string, string] | null {
  const dots = digits.split('.').length - 1
  const commas = digits.split(',').length - 1
  if (dots > 0 && commas > 0) {
    return digits.lastIndexOf('.') < digits.lastIndexOf(',')
      ? splitGrouped(digits, ',', groupedByDots)
      : splitGrouped(digits, '.', groupedByCommas)
  }
  if (dots > 1) return ungrouped(digits, groupedByDots)
  if (commas > 1) return ungrouped(digits, groupedByCommas)
  if (dots === 1 && dot === 'groups' && groupedByDots.test(digits) && !digits.startsWith('0')) {
    return ungrouped(digits, groupedByDots)
  }
  return splitPlain(digits)
}

function splitGrouped(digits: string, decimalSign: string, grouped: RegExp) {
  const at = digits.lastIndexOf(decimalSign)
  const whole = ungrouped(digits.slice(0, at), grouped)
  const decimals = digits.slice(at + 1)
  return whole && /^\d+$/.test(decimals) ? ([whole[0], decimals] as [string, string]) : null
}

function ungrouped(digits: string, grouped: RegExp): [string, string] | null {
  if (!grouped.test(digits) || digits.startsWith('0')) return null
  return [digits.replace(/[.,]/g, ''), '']
}

function splitPlain(digits: string): [string, string] | null {
  const plain = /^(\d+)(?:[.,](\d+))?$/.exec(digits)
  return plain ? [plain[1] ?? '', plain[2] ?? ''] : null
}

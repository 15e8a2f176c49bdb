/**
 * Reads per cent as typed, `6`, `6,25` or `6.1234`, as whole parts per million: 61234. A comma and a
 * dot are both the decimal sign; `null` for anything else, more than four decimals, or over 1000 %.
 */
export function readRatePpm(text: string): number | null {
  const parts = /^(\d{1,4})(?:[.,](\d{1,4}))?$/.exec(text.trim())
  if (!parts) return null
  const ppm = Number(parts[1]) * 10_000 + Number((parts[2] ?? '').padEnd(4, '0'))
  return ppm <= 10_000_000 ? ppm : null
}

/** Parts per million as the text of per cent: 61234 is `6.1234`, 60000 is `6`. */
export function ratePctText(ppm: number): string {
  const decimals = String(ppm % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '')
  const whole = String(Math.floor(ppm / 10_000))
  return decimals ? `${whole}.${decimals}` : whole
}

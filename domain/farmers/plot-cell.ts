/**
 * The coarse grid cell of a position, `-796:11402`: hundredths of a degree, so about 1.1 km by
 * 1.1 km in East Java. Kept on each plot, so that neighbours are found by equality (database.md).
 */
export function cellOf(lat: number, lon: number): string {
  return `${hundredths(lat)}:${hundredths(lon)}`
}

// Rounded to six decimals first, lest 7.95 × 100 become 794.999…
function hundredths(degrees: number): number {
  return Math.floor(Math.round(degrees * 1e6) / 1e4)
}

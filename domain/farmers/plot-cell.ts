/**
 * The coarse grid cell of a position, `-796:11402`: hundredths of a degree, so about 1.1 km by
 * 1.1 km in East Java. Kept on each plot, so that neighbours are found by equality (database.md).
 */
export function cellOf(lat: number, lon: number): string {
  return `${hundredths(lat)}:${hundredths(lon)}`
}

/**
 * The cell itself and the eight around it: every position less than 1 km away lies in one of them.
 * Ask for the cells of a plot's centre; a plot of 25 ha is about 500 m wide.
 */
export function neighbourCells(cell: string): string[] {
  const [lat = 0, lon = 0] = cell.split(':').map(Number)
  const steps = [-1, 0, 1]
  return steps.flatMap((north) => steps.map((east) => `${lat + north}:${lon + east}`))
}

// Rounded to six decimals first, lest 7.95 × 100 become 794.999…
function hundredths(degrees: number): number {
  return Math.floor(Math.round(degrees * 1e6) / 1e4)
}

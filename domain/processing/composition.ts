import { share } from '../money.ts'

/** Part of a lot from one plot; ids may be texts or ObjectIds, they are compared as text. */
export interface Part<Id = unknown> {
  farmerId: Id
  plotId: Id
  massG: number
}

/** The mass of all parts, whole grams. */
export function massOf(parts: readonly { massG: number }[]): number {
  return parts.reduce((sum, { massG }) => sum + massG, 0)
}

/**
 * The same origins at another mass, to the gram (largest remainder). Parts of no mass stay, so that
 * an origin is never lost by drying.
 */
export function rescale<P extends Part>(parts: readonly P[], massG: number): P[] {
  if (massOf(parts) === 0 || massG === massOf(parts)) return parts.map((part) => ({ ...part }))
  const masses = share(
    massG,
    parts.map((part) => part.massG),
  )
  return parts.map((part, index) => ({ ...part, massG: masses[index]! }))
}

/**
 * Takes `massG` out of a lot: what goes and what stays, each origin to the gram.
 * @throws RangeError when more is taken than there is
 */
export function takeFrom<P extends Part>(
  parts: readonly P[],
  massG: number,
): { taken: P[]; left: P[] } {
  const whole = massOf(parts)
  if (massG < 0 || massG > whole) throw new RangeError(`cannot take ${massG} g of ${whole} g`)
  if (massG === whole) return { taken: [...parts], left: [] }
  const taken = rescale(parts, massG)
  const left = parts.map((part, index) => ({ ...part, massG: part.massG - taken[index]!.massG }))
  return { taken: taken.filter(hasMass), left: left.filter(hasMass) }
}

/** Pours parts together: one row a plot, in the order in which the plots come. */
export function pour<P extends Part>(...lots: readonly (readonly P[])[]): P[] {
  const byPlot = new Map<string, P>()
  for (const part of lots.flat()) {
    const key = `${String(part.farmerId)}:${String(part.plotId)}`
    const there = byPlot.get(key)
    byPlot.set(key, there ? { ...there, massG: there.massG + part.massG } : { ...part })
  }
  return [...byPlot.values()]
}

function hasMass({ massG }: { massG: number }): boolean {
  return massG > 0
}

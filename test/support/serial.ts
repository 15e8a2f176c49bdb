let last = 0

/** A number that no other record of this run has. */
export function serial(): number {
  return ++last
}

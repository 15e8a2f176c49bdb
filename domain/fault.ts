/**
 * What a rule finds wrong, as a plain value: an i18n key (such as `rules.nik.length`) and the values
 * that its sentence names. Rules answer `null` where nothing is wrong.
 */
export interface Fault {
  key: string
  values?: Record<string, unknown>
}

/** Faults by the name of the form field that they stand at; empty when all is well. */
export type FaultsByField = Record<string, Fault>

/** Keeps only the fields at which a rule found something. */
export function faultsByField(checks: Record<string, Fault | null>): FaultsByField {
  const found: FaultsByField = {}
  for (const [field, fault] of Object.entries(checks)) if (fault) found[field] = fault
  return found
}

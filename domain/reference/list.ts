import { faultsByField, type Fault, type FaultsByField } from '../fault.ts'

/** One value of an item: how it is typed, and within what it makes sense. */
export interface ReferenceField {
  /** Its name in forms, data and the audit trail; its words stand under `references.<list>.fields`. */
  name: string
  kind: 'whole' | 'decimal' | 'rupiah' | 'text' | 'day' | 'choice'
  /** Printed behind the number. */
  unit?: string
  /** Decimals of a `decimal` at most; 2 unless told. */
  decimals?: number
  min?: number
  max?: number
  /** Codes of a `choice`; their words stand under `references.<list>.options.<field>`. */
  options?: readonly string[]
  isRequired?: boolean
}

export type ReferenceValue = number | string | null
export type ReferenceValues = Record<string, ReferenceValue>

/**
 * One list of editable reference data. An area adds a list by one file that declares it, one line in
 * `lists.ts`, and its words under `references.<code>` (title, lead, fields, options; a field is named in few words, it heads a column).
 */
export interface ReferenceList {
  /** For ever: the first part of each item's id. */
  code: string
  fields: readonly ReferenceField[]
  /** The fields that the list's table shows; all of them unless told. */
  columns?: readonly string[]
  /** What the codes of its items are, where they are no free words. */
  isCode?(code: string): boolean
  /** What is wrong with values that are each well by themselves. */
  check?(values: ReferenceValues): FaultsByField
}

/** What is wrong with the values of an item, by field. */
export function faultsOfValues(list: ReferenceList, values: ReferenceValues): FaultsByField {
  const alone = faultsByField(
    Object.fromEntries(
      list.fields.map((field) => [field.name, faultOf(field, values[field.name])]),
    ),
  )
  return { ...list.check?.(values), ...alone }
}

function faultOf({ min, max, unit = '' }: ReferenceField, value: unknown): Fault | null {
  if (typeof value !== 'number') return null
  if (min !== undefined && value < min)
    return { key: 'references.rules.below', values: { min, unit } }
  if (max !== undefined && value > max)
    return { key: 'references.rules.above', values: { max, unit } }
  return null
}

/** The fault of a pair of which the upper value lies below the lower one; stands at the upper. */
export function faultOfPair(values: ReferenceValues, lower: string, upper: string): FaultsByField {
  const [low, high] = [values[lower], values[upper]]
  return typeof low === 'number' && typeof high === 'number' && high < low
    ? { [upper]: { key: 'references.rules.upperBelowLower', values: { low } } }
    : {}
}

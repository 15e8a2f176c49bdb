/** Shapes of fields that several models share. */
export const aDay = { type: String, default: null, match: /^\d{4}-\d{2}-\d{2}$/ } as const
export const aText = { type: String, default: null, maxlength: 500 } as const
/** A whole number that cannot fall below zero. */
export const count = {
  type: Number,
  default: 0,
  min: 0,
  validate: Number.isSafeInteger,
}

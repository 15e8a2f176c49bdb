import type { Response } from 'express'
import { z } from 'zod'
import type { ItemTold } from '../../domain/admin/service/reference.ts'
import type { ReferenceField, ReferenceList } from '../../domain/reference/list.ts'
import type { Form } from '../../middleware/accept.ts'
import { amount, choice, day, decimal, readBy, rupiah, text, tick } from '../fields.ts'

/** What an item's form holds: what all items have, and the fields of its list. */
export type ItemValues = Pick<ItemTold, 'name' | 'source' | 'isConfirmed' | 'isRetired'> & {
  code?: string
} & Record<string, unknown>

const codeText = /^[a-z0-9][a-z0-9-]{0,39}$/

/** The form of a list's items; a new item has a code too. */
export function itemForm(list: ReferenceList, isNew: boolean): Form<ItemValues> {
  const fields = z.object({
    ...Object.fromEntries(list.fields.map((field) => [field.name, shapeOf(field)])),
    ...(isNew && { code: codeOf(list) }),
    name: text(120).required(),
    source: text(500).required(),
    isConfirmed: tick(),
    isRetired: tick(),
  })
  return { fields: fields as unknown as z.ZodType<ItemValues>, hasVersion: !isNew }
}

function codeOf({ isCode }: ReferenceList): z.ZodType {
  const isFree = (typed: string) => codeText.test(typed) && typed !== 'new'
  const key = isCode ? 'references.rules.codeOfList' : 'references.rules.code'
  return readBy((typed) => ((isCode ?? isFree)(typed) ? typed : null), key).required()
}

function shapeOf({
  kind,
  decimals = 2,
  min = 0,
  options = [],
  isRequired,
}: ReferenceField): z.ZodType {
  const shapes = {
    whole: () => amount(0, min < 0),
    decimal: () => decimal(decimals),
    rupiah: () => rupiah(),
    text: () => text(500),
    day: () => day(),
    choice: () => choice(options),
  }
  const shape = shapes[kind]()
  return isRequired ? shape.required() : shape.optional()
}

/** The values of a form as the use case wants them. */
export function toldOf(list: ReferenceList, values: ItemValues): ItemTold {
  const { name, source, isConfirmed, isRetired } = values
  const own = list.fields.map((field) => [field.name, values[field.name] ?? null])
  return {
    name,
    source,
    isConfirmed,
    isRetired,
    values: Object.fromEntries(own) as ItemTold['values'],
  }
}

/** The fields of a list as the page prints them, with what was typed and what is wrong. */
export function fieldsView(
  res: Response,
  list: ReferenceList,
  form: Record<string, unknown>,
  errors: Record<string, string>,
) {
  const { t } = res.locals
  return list.fields.map((field) => ({
    name: field.name,
    label: t(`references.${list.code}.fields.${field.name}`),
    unit: field.unit ?? '',
    isRequired: field.isRequired === true,
    value: typedText(form[field.name]),
    error: errors[field.name] ?? '',
    isChoice: field.kind === 'choice',
    isMoney: field.kind === 'rupiah',
    isDay: field.kind === 'day',
    isMeasure: field.kind === 'whole' || field.kind === 'decimal',
    inputmode: field.kind === 'whole' ? 'numeric' : 'decimal',
    options: (field.options ?? []).map((value) => ({
      value,
      label: t(`references.${list.code}.options.${field.name}.${value}`),
      isSelected: form[field.name] === value,
    })),
  }))
}

// a decimal point before three digits would be read as thousands
function typedText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'number' ? String(value).replace('.', ',') : String(value as string)
}

import type { Response } from 'express'
import type { ReferenceItem } from '../../domain/admin/service/reference.ts'
import type { ReferenceField, ReferenceList } from '../../domain/reference/list.ts'
import {
  formatDayShort,
  formatMeasure,
  formatMoney,
  formatNumber,
} from '../../middleware/formats.ts'

/** An item as data: its own fields beside what all items have. */
export function itemRow(item: ReferenceItem) {
  const { code, name, source, isConfirmed, isActive, version } = item
  return {
    id: item._id,
    number: code,
    status: isActive ? 'active' : 'retired',
    version,
    code,
    name,
    source,
    isConfirmed,
    isRetired: !isActive,
    ...item.values,
  }
}

/** The fields that the table of a list shows. */
export function columnsOf({ fields, columns }: ReferenceList): ReferenceField[] {
  return fields.filter(({ name }) => !columns || columns.includes(name))
}

/** How a field is called; what all items have is called the same in every list. */
export function fieldLabel(res: Response, list: ReferenceList, name: string): string {
  const isOwn = list.fields.some((field) => field.name === name)
  return res.locals.t(
    isOwn ? `references.${list.code}.fields.${name}` : `references.fields.${name}`,
  )
}

/** A value as people read it. */
export function shownValue(
  res: Response,
  list: ReferenceList,
  field: ReferenceField | undefined,
  value: unknown,
): string {
  const { t, lang } = res.locals
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return t(value ? 'references.yes' : 'references.no')
  if (field?.kind === 'choice')
    return t(`references.${list.code}.options.${field.name}.${value as string}`)
  if (typeof value !== 'number') {
    return field?.kind === 'day' ? formatDayShort(lang, value as string) : String(value as string)
  }
  if (field?.kind === 'rupiah') return formatMoney(lang, value)
  return field?.unit ? formatMeasure(lang, value, field.unit) : formatNumber(lang, value)
}

import { ReferenceItemModel, type ReferenceItem } from '../models/reference-item.ts'
import type { Variety } from './farmers/varieties.ts'

/** The varieties as the office keeps them now, by name. */
export async function readVarieties(): Promise<Variety[]> {
  const items = await ReferenceItemModel.find({ list: 'variety', isActive: true }).lean()
  return items.map(varietyOf).sort((a, b) => a.name.localeCompare(b.name))
}

function varietyOf(item: ReferenceItem): Variety {
  const { code, name, source, isConfirmed } = item
  return { ...(item.values as unknown as Variety), code, name, source, isConfirmed }
}

/** The days on which offices and banks are closed, as the province keeps them now. */
export async function readHolidays(): Promise<ReadonlySet<string>> {
  const items = await ReferenceItemModel.find(
    { list: 'holiday', isActive: true },
    { code: 1 },
  ).lean()
  return new Set(items.map(({ code }) => code))
}

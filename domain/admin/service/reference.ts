import { AuditEventModel } from '../../../models/audit-event.ts'
import { ReferenceItemModel, type ReferenceItem } from '../../../models/reference-item.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit, recordLook } from '../../audit.ts'
import { now } from '../../clock.ts'
import { NotFound, RuleBroken } from '../../errors.ts'
import { assertVersion } from '../../find-visible.ts'
import { faultsOfValues, type ReferenceList, type ReferenceValues } from '../../reference/list.ts'
import { referenceLists } from '../../reference/lists.ts'

export type { ReferenceItem } from '../../../models/reference-item.ts'

/** What an office says of an item. */
export interface ItemTold {
  name: string
  source: string
  isConfirmed: boolean
  isRetired: boolean
  values: ReferenceValues
}

/** The lists with how many items they have and how many of these nobody has confirmed. */
export async function readLists() {
  return Promise.all(
    referenceLists.map(async ({ code }) => {
      const items = await ReferenceItemModel.find({ list: code }, { isConfirmed: 1 }).lean()
      const unconfirmed = items.filter(({ isConfirmed }) => !isConfirmed).length
      return { code, items: items.length, unconfirmed }
    }),
  )
}

/** The items of one list by name; lists are short. */
export async function readItems(list: ReferenceList): Promise<ReferenceItem[]> {
  const items = await ReferenceItemModel.find({ list: list.code }).lean()
  return items.sort((a, b) => a.name.localeCompare(b.name, 'id') || (a.code < b.code ? -1 : 1))
}

/** @throws {NotFound} */
export async function readItem(list: ReferenceList, code: string): Promise<ReferenceItem> {
  const item = await ReferenceItemModel.findOne({ _id: idOf(list, code) }).lean()
  if (!item) throw new NotFound()
  return item
}

/** An item with what was done to it, newest first; the look of an auditor is itself recorded. */
export async function lookAtItem(actor: Actor, list: ReferenceList, code: string) {
  const item = await readItem(list, code)
  await recordLook(actor, auditedRecord(item))
  const events = await AuditEventModel.find({ recordId: item._id }).lean()
  return { item, history: events.sort((a, b) => b.seq - a.seq).slice(0, 50) }
}

/**
 * Adds an item to a list.
 * @throws {RuleBroken} at the field that is wrong, or at `code` when the list has it already
 */
export async function addItem(
  actor: Actor,
  list: ReferenceList,
  code: string,
  told: ItemTold,
): Promise<ReferenceItem> {
  const _id = idOf(list, code)
  const faults = faultsOfValues(list, told.values)
  if (await ReferenceItemModel.exists({ _id }))
    faults['code'] = { key: 'references.rules.codeTaken' }
  assertNone(faults)
  const item = { _id, list: list.code, code, ...fieldsOf(told), version: 1 }
  const [saved] = await ReferenceItemModel.create([item])
  await recordAudit(actor, {
    act: 'reference.add',
    record: auditedRecord(item),
    after: audited(item),
  })
  return saved!.toObject()
}

/**
 * Changes an item; what was before stays readable in its history.
 * @throws {StaleVersion} when somebody was faster
 * @throws {RuleBroken} at the field that is wrong
 */
export async function editItem(
  actor: Actor,
  list: ReferenceList,
  code: string,
  version: number,
  told: ItemTold,
): Promise<void> {
  const before = await readItem(list, code)
  assertVersion('reference', before, version)
  assertNone(faultsOfValues(list, told.values))
  const after = { ...before, ...fieldsOf(told), version: version + 1 }
  await ReferenceItemModel.updateOne(
    { _id: before._id, version },
    { $set: { ...fieldsOf(told), version: after.version, updatedAt: now() } },
  )
  await recordAudit(actor, {
    act: 'reference.edit',
    record: auditedRecord(after),
    before: audited(before),
    after: audited(after),
  })
}

type Kept = Pick<ReferenceItem, 'name' | 'source' | 'isConfirmed' | 'isActive' | 'values'>

function fieldsOf({ isRetired, ...told }: ItemTold): Kept {
  return { ...told, isActive: !isRetired }
}

// values stand beside the name, as the form and the data have them
function audited({ name, source, isConfirmed, isActive, values }: Kept) {
  return { name, source, isConfirmed, isRetired: !isActive, ...values }
}

function auditedRecord({ _id, version }: Pick<ReferenceItem, '_id' | 'version'>) {
  return { kind: 'reference', id: _id, number: null, version }
}

function idOf(list: ReferenceList, code: string): string {
  return `${list.code}:${code}`
}

function assertNone(faults: RuleBroken['faults']): void {
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
}

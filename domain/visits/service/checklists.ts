import { ReferenceItemModel, type ReferenceItem } from '../../../models/reference-item.ts'
import { VisitChecklistModel } from '../../../models/visit-checklist.ts'
import type { Checklist, ChecklistQuestion } from '../checklist.ts'
import { visitKinds, type VisitKind } from '../kinds.ts'

/** The name of the checklists among the reference data. */
export const checklistList = 'visit-checklist'

/** The checklist of a kind as the office keeps it now. */
export async function currentChecklist(kind: VisitKind): Promise<Checklist> {
  const item = await ReferenceItemModel.findById(`${checklistList}:${kind}`).lean()
  return item ? checklistOf(item) : { id: `${kind}:0`, kind, version: 0, questions: [] }
}

/** All checklists as they are now, in the order of the kinds. */
export async function allChecklists(): Promise<(Checklist & { name: string })[]> {
  const items = await ReferenceItemModel.find({ list: checklistList }).lean()
  return visitKinds.flatMap((kind) => {
    const item = items.find(({ code }) => code === kind)
    return item ? [{ ...checklistOf(item), name: item.name }] : []
  })
}

function checklistOf({ code, version, values }: ReferenceItem): Checklist {
  const questions = (values['questions'] ?? []) as ChecklistQuestion[]
  return { id: `${code}:${version}`, kind: code as VisitKind, version, questions }
}

/** Keeps this version for ever; in the transaction of the visit that answers it. */
export async function freezeChecklist({ id, kind, version, questions }: Checklist): Promise<void> {
  if (await VisitChecklistModel.exists({ _id: id })) return
  await VisitChecklistModel.create([{ _id: id, kind, version, questions }])
}

/** The questions that a visit answered. */
export async function questionsOf(checklistId: string | null): Promise<ChecklistQuestion[]> {
  if (!checklistId) return []
  return (await VisitChecklistModel.findById(checklistId).lean())?.questions ?? []
}

import { ReferenceItemModel } from '../../../models/reference-item.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { canonical } from '../../canonical.ts'
import { now } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import { assertVersion } from '../../find-visible.ts'
import { orderOf } from '../checklist-edit.ts'
import { firstBroken } from '../checklist-shape.ts'
import type { VisitKind } from '../kinds.ts'
import { auditedDraft, draftRecord, keepDraft, readDraft } from './checklist-drafts.ts'
import { checklistList, freezeChecklist } from './checklists.ts'

/**
 * Makes the draft the checklist that is asked from now on, as a new version. The one before is kept
 * for ever, whether or not a visit has answered it.
 * @throws {RuleBroken} when nothing was changed, or a question cannot be asked
 */
export async function publishChecklist(
  actor: Actor,
  kind: VisitKind,
  version: number,
  reason: string,
): Promise<number> {
  const found = await readDraft(kind)
  assertVersion('checklist', draftRecord(found), version)
  const { current, questions } = found
  if (canonical(questions) === canonical(current.questions))
    throw new RuleBroken({ form: { key: 'checklists.rules.nothingNew' } })
  if (questions.length === 0) throw new RuleBroken({ form: { key: 'checklists.rules.empty' } })
  const broken = firstBroken(questions)
  if (broken)
    throw new RuleBroken({
      form: { key: 'checklists.rules.breaks', values: { question: broken.text.id } },
    })
  await freezeChecklist(current)
  const published = current.version + 1
  const _id = `${checklistList}:${kind}`
  await ReferenceItemModel.updateOne(
    { _id, version: current.version },
    { $set: { values: { questions }, version: published, updatedAt: now() } },
  )
  await keepDraft(found, null)
  await recordAudit(actor, {
    act: 'checklist.publish',
    record: { kind: 'reference', id: _id, number: null, version: published },
    before: { questions: current.questions },
    after: { questions },
    note: reason,
  })
  return published
}

/** Throws the draft away; what is asked now stays. */
export async function discardDraft(actor: Actor, kind: VisitKind, version: number): Promise<void> {
  const found = await readDraft(kind)
  assertVersion('checklist', draftRecord(found), version)
  if (!found.isDraft) throw new RuleBroken({ form: { key: 'checklists.rules.nothingNew' } })
  await keepDraft(found, null)
  await recordAudit(actor, {
    act: 'checklist.discard',
    record: auditedDraft(kind, version + 1),
    before: { question: orderOf(found.questions) },
    after: { question: orderOf(found.current.questions) },
  })
}

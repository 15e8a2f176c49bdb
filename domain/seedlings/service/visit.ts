import type { Types } from 'mongoose'
import type { Actor } from '../../actor.ts'
import { RuleBroken } from '../../errors.ts'
import { recordDoneVisit, type DoneElsewhere } from '../../visits/service/complete.ts'

/**
 * Notes the visit that an act on seedlings was: planting seen, survivors counted. An office may have
 * put questions into the visit's checklist that this act has no answers to; then no visit is
 * written, and the act stands by itself.
 */
export async function noteVisit(
  actor: Actor,
  { number, ...wanted }: DoneElsewhere & { number: string },
): Promise<Types.ObjectId | null> {
  try {
    const visit = await recordDoneVisit(actor, wanted, number)
    return visit._id
  } catch (error) {
    if (error instanceof RuleBroken) return null
    throw error
  }
}

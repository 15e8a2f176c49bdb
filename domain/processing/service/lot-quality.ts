import type { Types } from 'mongoose'
import { CuppingModel } from '../../../models/cupping.ts'
import { QualityTestModel } from '../../../models/quality-test.ts'
import type { Actor } from '../../actor.ts'
import { can } from '../../permissions.ts'
import { qualityTestsVisibleTo } from '../../scopes.ts'

/** A quality test as the lot's page names it. */
export interface LotTest {
  id: string
  number: string
  sampledOn: string
  grade: string
  defects: string
}

/** A closed session in which the lot was tasted; its own page is for those who may see cuppings. */
export interface LotCupping {
  id: string
  heldOn: string
  finalScore: number
  mayOpen: boolean
}

/** The quality tests of a lot that are in sight, and the scores of closed cuppings, newest first. */
export async function qualityOf(
  actor: Actor,
  lotId: Types.ObjectId,
): Promise<{ tests: LotTest[]; cuppings: LotCupping[] }> {
  const [tests, cuppings] = await Promise.all([testsOf(actor, lotId), cuppingsOf(actor, lotId)])
  return { tests, cuppings }
}

async function testsOf(actor: Actor, lotId: Types.ObjectId): Promise<LotTest[]> {
  if (!can(actor, 'quality-test.view')) return []
  const visible = { $and: [{ lotId }, qualityTestsVisibleTo(actor)] }
  const fields = { number: 1, sampledOn: 1, grade: 1, defects: 1 }
  const tests = await QualityTestModel.find(visible, fields).lean()
  return tests
    .map(({ _id, number, sampledOn, grade, defects }) => ({
      id: String(_id),
      number,
      sampledOn,
      grade,
      defects,
    }))
    .sort((a, b) => b.sampledOn.localeCompare(a.sampledOn) || b.number.localeCompare(a.number))
}

// an open session stays blind
async function cuppingsOf(actor: Actor, lotId: Types.ObjectId): Promise<LotCupping[]> {
  const held = await CuppingModel.find(
    { 'samples.lotId': lotId },
    { status: 1, heldOn: 1, samples: 1 },
  ).lean()
  const mayOpen = can(actor, 'cupping.view')
  return held
    .filter(({ status }) => status === 'closed')
    .flatMap(({ _id, heldOn, samples }) =>
      samples
        .filter((sample) => sample.lotId.equals(lotId) && sample.finalScore !== null)
        .map(({ finalScore }) => ({
          id: String(_id),
          heldOn,
          finalScore: finalScore!,
          mayOpen,
        })),
    )
    .sort((a, b) => b.heldOn.localeCompare(a.heldOn))
}

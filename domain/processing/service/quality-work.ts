import { CuppingModel } from '../../../models/cupping.ts'
import { CuppingScoreModel } from '../../../models/cupping-score.ts'
import { LotModel } from '../../../models/lot.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { dayOf, daysBetween } from '../../dates.ts'
import { can } from '../../permissions.ts'
import type { LotStatus } from '../lot-status.ts'
import { lotsBeforeQuality } from '../../scopes.ts'

/** A sample should be graded within a week, or the unit sells without knowing what (U). */
const testWithinDays = 7

const inHouse: LotStatus[] = ['open', 'in-process', 'ready', 'reserved']

/** What waits for a quality officer: samples without a grade, sessions without his scores. */
export async function qualityWork(actor: Actor) {
  if (!can(actor, 'quality-test.record')) return []
  return [...(await samplesToTest()), ...(await cupsToScore(actor))]
}

async function samplesToTest() {
  const lots = await LotModel.find(
    // a grade helps whoever still has the coffee
    { ...lotsBeforeQuality(), grade: null, status: { $in: inHouse } },
    { number: 1, samples: 1 },
  ).lean()
  return lots.flatMap(({ _id, number, samples }) => {
    const sample = samples.findLast((each) => each.for === 'test')
    if (!sample) return []
    const days = daysBetween(dayOf(sample.takenAt), today())
    const href = `/quality-tests/new?lotId=${String(_id)}`
    const isLate = days > testWithinDays
    return [{ key: 'home.work.quality.test', values: { number }, href, days, isLate }]
  })
}

async function cupsToScore(actor: Actor) {
  const open = await CuppingModel.find({ cupperIds: actor.userId, status: 'open' }).lean()
  const own = await CuppingScoreModel.find(
    { cuppingId: { $in: open.map(({ _id }) => _id) }, cupperId: actor.userId },
    { cuppingId: 1 },
  ).lean()
  return open.flatMap(({ _id, samples, heldOn }) => {
    const left = samples.length - own.filter(({ cuppingId }) => cuppingId.equals(_id)).length
    if (left <= 0) return []
    const days = Math.max(0, daysBetween(heldOn, today()))
    const isLate = days > testWithinDays
    const href = `/cuppings/${String(_id)}`
    return [{ key: 'home.work.quality.cup', values: { samples: left }, href, days, isLate }]
  })
}

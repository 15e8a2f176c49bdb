import { Types } from 'mongoose'
import { CuppingModel, type Cupping } from '../../../models/cupping.ts'
import { CuppingScoreModel, type CuppingScore } from '../../../models/cupping-score.ts'
import { LotModel } from '../../../models/lot.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { RuleBroken, WrongState } from '../../errors.ts'
import { assertVersion } from '../../find-visible.ts'
import { tellAll } from '../../messages.ts'
import { finalQuarters, panelOf, type CuppingSheet } from '../cupping-score.ts'
import { recordOf } from './cuppings.ts'
export type { CuppingScore } from '../../../models/cupping-score.ts'

/**
 * Keeps a cupper's sheet of one sample. What is in stays: nobody moves his score towards the others.
 * @throws {RuleBroken} for a sample that is not on the table or was scored by him already
 */
export async function scoreSample(
  actor: Actor,
  cupping: Cupping,
  sampleCode: string,
  sheet: CuppingSheet,
  note: string | null,
): Promise<void> {
  assertOpen(cupping, 'scores')
  if (!isCupper(actor, cupping)) throw new RuleBroken({ form: { key: 'rules.quality.noCupper' } })
  if (!cupping.samples.some((sample) => sample.sampleCode === sampleCode))
    throw new RuleBroken({ sampleCode: { key: 'forms.notThere' } })
  const mine = { cuppingId: cupping._id, cupperId: actor.userId, sampleCode }
  if (await CuppingScoreModel.exists(mine))
    throw new RuleBroken({ sampleCode: { key: 'rules.quality.scoredAlready' } })
  const score: CuppingScore = {
    _id: new Types.ObjectId(),
    cuppingId: cupping._id,
    cupperId: new Types.ObjectId(actor.userId),
    cupperName: actor.fullName,
    sampleCode,
    ...sheet,
    finalQuarters: finalQuarters(sheet),
    note,
    at: now(),
  }
  await CuppingScoreModel.create([score])
  await recordAudit(actor, {
    act: 'cupping.score',
    record: recordOf(cupping),
    after: { sampleCode, finalScore: score.finalQuarters / 4 },
  })
}

/**
 * Closes a session: means and spreads are kept, and each lot gets its score.
 * @throws {RuleBroken} while a sample has no score at all
 */
export async function closeCupping(actor: Actor, cupping: Cupping, version: number): Promise<void> {
  assertVersion('cupping', cupping, version)
  assertOpen(cupping, 'close')
  const scores = await scoresOf(cupping)
  const samples = cupping.samples.map((sample) => {
    const quarters = scores
      .filter(({ sampleCode }) => sampleCode === sample.sampleCode)
      .map((score) => score.finalQuarters)
    const { finalScore, spread } = panelOf(quarters)
    return { ...sample, finalScore, spread }
  })
  const missing = samples.filter(({ finalScore }) => finalScore === null)
  if (missing.length > 0) {
    const values = { samples: missing.map(({ sampleCode }) => sampleCode).join(', ') }
    throw new RuleBroken({ form: { key: 'rules.quality.unscored', values } })
  }
  const closed = { status: 'closed' as const, samples, closedAt: now(), version: version + 1 }
  const { matchedCount } = await CuppingModel.updateOne(
    { _id: cupping._id, version },
    { $set: closed },
  )
  if (matchedCount === 0) throw new WrongState('cupping.closed', 'close')
  await LotModel.bulkWrite(
    samples.map(({ lotId, finalScore }) => ({
      updateOne: { filter: { _id: lotId }, update: { $set: { cupScore: finalScore } } },
    })),
  )
  await recordAudit(actor, {
    act: 'cupping.close',
    record: recordOf({ ...cupping, version: version + 1 }),
    before: { status: 'open' },
    after: {
      status: 'closed',
      scores: samples.map(({ lotNumber, finalScore }) => ({ lotNumber, finalScore })),
    },
  })
  await tellUnits(samples)
}

async function tellUnits(samples: Cupping['samples']): Promise<void> {
  const lots = await LotModel.find(
    { _id: { $in: samples.map(({ lotId }) => lotId) } },
    { organisationId: 1, number: 1 },
  ).lean()
  const people = await UserModel.find(
    { organisationId: { $in: lots.map(({ organisationId }) => organisationId) } },
    { organisationId: 1 },
  ).lean()
  const scoreOf = new Map(samples.map(({ lotId, finalScore }) => [String(lotId), finalScore]))
  await tellAll(
    lots.map(({ _id, organisationId, number }) => ({
      to: people
        .filter((each) => each.organisationId.equals(organisationId))
        .map((each) => each._id),
      notice: {
        key: 'messages.lotCupped',
        values: { lot: number, score: scoreOf.get(String(_id)) },
        href: `/lots/${String(_id)}`,
      },
    })),
  )
}

/** Every sheet of a session. */
export async function scoresOf(cupping: Pick<Cupping, '_id'>): Promise<CuppingScore[]> {
  return CuppingScoreModel.find({ cuppingId: cupping._id }).lean()
}

/** True for who sits at the table. */
export function isCupper(actor: Actor, cupping: Cupping): boolean {
  return cupping.cupperIds.some((id) => String(id) === actor.userId)
}

/**
 * Whether a person may know what the samples are and what the others say: once the session is
 * closed, or as soon as all his own scores are in.
 */
export function seesAll(actor: Actor, cupping: Cupping, scores: CuppingScore[]): boolean {
  if (cupping.status === 'closed') return true
  const own = scores.filter(({ cupperId }) => String(cupperId) === actor.userId)
  return isCupper(actor, cupping) && own.length === cupping.samples.length
}

/** The names of the panel, in the order of its list. */
export async function panelNames(cupping: Cupping): Promise<{ id: string; fullName: string }[]> {
  const users = await UserModel.find({ _id: { $in: cupping.cupperIds } }, { fullName: 1 }).lean()
  const names = new Map(users.map((user) => [String(user._id), user.fullName]))
  return cupping.cupperIds.map((id) => ({ id: String(id), fullName: names.get(String(id)) ?? '' }))
}

function assertOpen(cupping: Cupping, act: string): void {
  if (cupping.status !== 'open') throw new WrongState(`cupping.${cupping.status}`, act)
}

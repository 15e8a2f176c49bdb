import { IntakeModel, type Intake } from '../../../models/intake.ts'
import { HarvestModel } from '../../../models/harvest.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { StaleVersion, WrongState } from '../../errors.ts'
import { assertVersion, findVisible } from '../../find-visible.ts'
import { confirmBySight } from '../../harvests/service/decide.ts'
import { can } from '../../permissions.ts'
import { intakesVisibleTo } from '../../scopes.ts'
import { auditedIntake, tellFarmerOf } from './intake-trail.ts'
import { addToReceipt } from './receipts.ts'

export type IntakeAct = 'reject' | 'pay' | 'agree'

/** The acts that a slip now allows this person; `harvestStatus` is that of its harvest. */
export function intakeActs(actor: Actor, intake: Intake, harvestStatus: string): IntakeAct[] {
  const allowed: Record<IntakeAct, boolean> = {
    reject: intake.status === 'received',
    pay: intake.payment === 'owed' && intake.status !== 'rejected',
    agree: intake.madeHarvest && harvestStatus === 'declared' && intake.status !== 'rejected',
  }
  const acts: IntakeAct[] = ['agree', 'pay', 'reject']
  return acts.filter((act) => allowed[act] && can(actor, `intake.${act}`))
}

/**
 * Gives cherry back, pays what is owed, or says as farmer or leader that a harvest which the unit
 * wrote down is right.
 * @throws {StaleVersion} {WrongState} when somebody was faster
 */
export async function actOnIntake(
  actor: Actor,
  id: string,
  version: number,
  act: IntakeAct,
  reason: string | null,
): Promise<void> {
  const intake = await findVisible<Intake>(IntakeModel, id, intakesVisibleTo(actor))
  assertVersion('intake', intake, version)
  const harvest = await HarvestModel.findById(intake.harvestId, { status: 1 }).lean()
  if (!intakeActs(actor, intake, harvest?.status ?? '').includes(act))
    throw new WrongState(`intake.${intake.status}`, act)
  const after: Intake = { ...intake, ...changesOf(act, reason) }
  if (act === 'agree') await confirmBySight(actor, intake.harvestId, intake.number)
  if (act === 'reject') await addToReceipt(intake.harvestId, -intake.netG, -1)
  await saveIntake(actor, intake, after, act, reason)
  if (act === 'reject') await tellFarmerOf(actor, after, 'returned')
  if (act === 'pay') await tellFarmerOf(actor, after, 'paid')
}

function changesOf(act: IntakeAct, reason: string | null): Partial<Intake> {
  if (act === 'reject') return { status: 'rejected', reason }
  return act === 'pay' ? { payment: 'paid', paidAt: now() } : {}
}

/** Saves a slip that was moved; in the transaction of the act. */
export async function saveIntake(
  actor: Actor,
  before: Intake,
  after: Intake,
  act: string,
  note: string | null,
): Promise<void> {
  const { _id, ...fields } = { ...after, version: before.version + 1, updatedAt: now() }
  const filter = { _id, version: before.version }
  const { matchedCount } = await IntakeModel.updateOne(filter, { $set: fields })
  if (matchedCount === 0)
    throw new StaleVersion('intake', String(_id), before.version, before.version + 1)
  await recordAudit(actor, {
    act: `intake.${act}`,
    record: { kind: 'intake', id: String(_id), number: after.number, version: fields.version },
    before: auditedIntake(before),
    after: auditedIntake(after),
    note,
  })
}

import { FarmerModel } from '../../../models/farmer.ts'
import { HarvestModel } from '../../../models/harvest.ts'
import { IntakeModel, type Intake, type IntakeStatus } from '../../../models/intake.ts'
import { LotModel } from '../../../models/lot.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PlotModel } from '../../../models/plot.ts'
export { intakeStatuses, payments, type Intake } from '../../../models/intake.ts'
import type { Actor } from '../../actor.ts'
import { recordLook } from '../../audit.ts'
import { findVisible } from '../../find-visible.ts'
import { nameFor } from '../../farmers/name.ts'
import { listPage } from '../../paging.ts'
import { intakesVisibleTo } from '../../scopes.ts'
import { intakeActs } from './intake-acts.ts'

export interface IntakeFilter {
  season: number | null
  status: IntakeStatus | null
  payment: Intake['payment'] | null
  farmerId: string | null
  receivedOn: string | null
}

/** One page of slips, newest first, with names. */
export async function listIntakes(actor: Actor, filter: IntakeFilter, after: string | null) {
  const { rows, next } = await listPage<Intake>(
    (filter) => IntakeModel.find(filter),
    intakeQuery(actor, filter),
    'receivedOn',
    after,
  )
  return { rows: await withNames(actor, rows), next }
}

/** Every slip of the filter, for files, with names; a page of names at a time. */
export async function* streamIntakes(actor: Actor, filter: IntakeFilter) {
  let batch: Intake[] = []
  for await (const intake of IntakeModel.find(intakeQuery(actor, filter)).lean().cursor()) {
    batch.push(intake)
    if (batch.length < 200) continue
    yield* await withNames(actor, batch)
    batch = []
  }
  yield* await withNames(actor, batch)
}

function intakeQuery(actor: Actor, filter: IntakeFilter): Record<string, unknown> {
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null))
  return { $and: [intakesVisibleTo(actor), asked] }
}

async function withNames(actor: Actor, intakes: Intake[]) {
  const [farmers, plots, lots] = await Promise.all([
    FarmerModel.find(
      { _id: { $in: intakes.map(({ farmerId }) => farmerId) } },
      { fullName: 1, number: 1 },
    ).lean(),
    PlotModel.find({ _id: { $in: intakes.map(({ plotId }) => plotId) } }, { name: 1 }).lean(),
    LotModel.find(
      { _id: { $in: intakes.map(({ lotId }) => lotId).filter((id) => id !== null) } },
      { number: 1, status: 1, grade: 1, form: 1 },
    ).lean(),
  ])
  const farmerOf = new Map(farmers.map((farmer) => [String(farmer._id), farmer]))
  const plotOf = new Map(plots.map((plot) => [String(plot._id), plot]))
  const lotOf = new Map(lots.map((lot) => [String(lot._id), lot]))
  return intakes.map((intake) => {
    const farmer = farmerOf.get(String(intake.farmerId))
    return {
      ...intake,
      farmerName: nameFor(actor, farmer?.fullName ?? ''),
      farmerNumber: farmer?.number ?? '',
      plotName: plotOf.get(String(intake.plotId))?.name ?? '',
      lot: lotOf.get(String(intake.lotId)) ?? null,
    }
  })
}

export type NamedIntake = Awaited<ReturnType<typeof withNames>>[number]

/** The slip alone, if it is in sight. */
export async function readIntake(actor: Actor, id: string | undefined): Promise<Intake> {
  return findVisible<Intake>(IntakeModel, id, intakesVisibleTo(actor))
}

/** A slip with all that its page prints; the look of an auditor is recorded. */
export async function lookAtIntake(actor: Actor, id: string | undefined) {
  const intake = await readIntake(actor, id)
  await recordLook(actor, {
    kind: 'intake',
    id: String(intake._id),
    number: intake.number,
    version: intake.version,
  })
  const [[named], harvest, unit] = await Promise.all([
    withNames(actor, [intake]),
    HarvestModel.findById(intake.harvestId, { number: 1, status: 1, weightG: 1 }).lean(),
    OrganisationModel.findById(intake.organisationId, { name: 1, villageCode: 1 }).lean(),
  ])
  return {
    intake: named!,
    harvest: harvest!,
    unit: { name: unit?.name ?? '', villageCode: unit?.villageCode ?? null },
    acts: intakeActs(actor, intake, harvest?.status ?? ''),
  }
}

/** Slips of the unit that lie in no lot yet, oldest first. */
export async function waitingIntakes(actor: Actor) {
  const found = await IntakeModel.find({
    organisationId: actor.organisationId,
    status: 'received',
  }).lean()
  return withNames(
    actor,
    found.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime()),
  )
}

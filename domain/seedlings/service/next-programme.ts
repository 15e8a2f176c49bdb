import { PlantingModel, type Planting } from '../../../models/planting.ts'
import type { SeedlingProgramme } from '../../../models/seedling-programme.ts'
import { SeedlingProposalModel } from '../../../models/seedling-proposal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import { seedlingsVisibleTo } from '../../scopes.ts'
import {
  farmerDecisions,
  plantsFor,
  proposeFarmer,
  proposeQuotas,
  type Earlier,
  type FarmerDecision,
  type FarmerPast,
} from '../next-programme.ts'
import { flowBy, type FlowKey, type FlowRow } from '../overview.ts'
import { aliveAtTwelve } from '../survival.ts'
import { namesOf } from './lots.ts'
import { readNorms } from './norms.ts'
import { summaryOf } from './overview.ts'
import { farmerNames } from './request-list.ts'

/** Quotas and varieties of the next programme by what lived of this one; as many plants unless told. */
export async function proposeNext(programme: SeedlingProgramme, asked: number | null) {
  const { flow } = await summaryOf(programme._id)
  const quantity = asked ?? programme.quotas.reduce((sum, quota) => sum + quota.quantity, 0)
  const codes = programme.varieties.map(({ code }) => code)
  const regencies = programme.quotas.map(({ regencyCode }) => regencyCode)
  return {
    quantity,
    quotas: proposeQuotas(earlierOf(flow, 'regencyCode', regencies), quantity),
    varieties: proposeQuotas(earlierOf(flow, 'varietyCode', codes), quantity),
  }
}

/** The flow of every part that the programme names, also of one in which nothing happened. */
function earlierOf(flow: readonly FlowRow[], by: FlowKey, keys: readonly string[]): Earlier[] {
  const found = new Map(flowBy(flow, by).map((each) => [each.key, each]))
  return keys.map((key) => {
    const { decreed = 0, counted12 = 0, alive12 = 0 } = found.get(key) ?? {}
    return { key, decreed, counted12, alive12 }
  })
}

export type FarmerProposal = Awaited<ReturnType<typeof proposeFarmers>>[number]

/**
 * What the rule proposes for each farmer in sight who planted in the programme, and what an office
 * decided otherwise; by decision, then by name.
 */
export async function proposeFarmers(actor: Actor, programme: SeedlingProgramme) {
  const programmeId = programme._id
  const [plantings, decided, norms] = await Promise.all([
    PlantingModel.find({ $and: [{ programmeId }, seedlingsVisibleTo(actor)] }).lean() as Promise<
      Planting[]
    >,
    SeedlingProposalModel.find({ programmeId }).lean(),
    readNorms(),
  ])
  const decisionOf = new Map(decided.map((each) => [String(each.farmerId), each]))
  const [names, groups] = await Promise.all([
    farmerNames(actor, plantings),
    namesOf(plantings.map(({ groupId }) => groupId)),
  ])
  const rows = [...Map.groupBy(plantings, ({ farmerId }) => String(farmerId))].map(
    ([farmerId, each]) => {
      const past = pastOf(each)
      const rule = proposeFarmer(past, norms.next)
      const own = decisionOf.get(farmerId)
      return {
        farmerId,
        farmerName: names.get(farmerId) ?? '',
        groupName: groups.get(String(each[0]!.groupId)) ?? '',
        ...past,
        survivalPct: rule.survivalPct,
        ruleDecision: rule.decision,
        decision: own?.decision ?? rule.decision,
        quantity: plantsFor(own?.decision ?? rule.decision, past),
        reason: own?.reason ?? null,
        decidedByName: own?.decidedByName ?? null,
        ...norms.next,
      }
    },
  )
  const rank = ({ decision }: (typeof rows)[number]) => farmerDecisions.indexOf(decision)
  return rows.sort((a, b) => rank(a) - rank(b) || a.farmerName.localeCompare(b.farmerName))
}

function pastOf(plantings: readonly Planting[]): FarmerPast {
  const past = { planted: 0, counted12: 0, alive12: 0 }
  for (const planting of plantings) {
    const alive12 = aliveAtTwelve(planting)
    past.planted += planting.quantity
    if (alive12 === null) continue
    past.counted12 += planting.quantity
    past.alive12 += alive12
  }
  return past
}

/**
 * Decides about a farmer for the next programme, whatever the rule proposes; the reason stands beside it.
 * @throws {RuleBroken} for a farmer who did not plant in this programme, or is out of sight
 */
export async function decideFarmer(
  actor: Actor,
  programme: SeedlingProgramme,
  told: { farmerId: string; decision: FarmerDecision; reason: string },
): Promise<void> {
  const { farmerId, decision, reason } = told
  const row = (await proposeFarmers(actor, programme)).find((each) => each.farmerId === farmerId)
  if (!row) throw new RuleBroken({ farmerId: { key: 'forms.notThere' } })
  await SeedlingProposalModel.updateOne(
    { _id: `${String(programme._id)}:${farmerId}` },
    {
      $set: { decision, reason, decidedByName: actor.fullName, decidedAt: now() },
      $setOnInsert: { programmeId: programme._id, farmerId },
    },
    { upsert: true },
  )
  await recordAudit(actor, {
    act: 'seedling-programme.decide',
    record: { kind: 'farmer', id: farmerId, number: null, version: null },
    before: { decision: row.decision },
    after: { decision },
    note: reason,
  })
}

import { PromiseSummaryModel } from '../../../models/promise-summary.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { addMonths, monthOf, type Month } from '../../dates.ts'
import { isOfBank } from '../../scopes.ts'

/** Months that the page of times kept looks back on. */
const monthsShown = 12

export interface Kept {
  kept: number
  late: number
  days: number
}

function scopeOf(actor: Actor): Record<string, unknown> {
  if (actor.role === 'extension-officer') return { districtCode: { $in: actor.districtCodes } }
  if (actor.role === 'regency-admin') return { regencyCode: actor.regencyCode }
  if (isOfBank(actor)) return { bankId: actor.organisationId }
  return {}
}

/** The months up to this one. */
export function lastMonths(count = monthsShown): Month[] {
  return Array.from({ length: count }, (_, index) =>
    monthOf(addMonths(`${monthOf(today())}-01`, index - count + 1)),
  )
}

/** How the promised times were kept in the last twelve months, by step, by bank and by month. */
export async function readPromisesKept(actor: Actor) {
  const months = lastMonths()
  const rows = await PromiseSummaryModel.find({
    $and: [scopeOf(actor), { step: { $in: ['recommend', 'take', 'decide', 'whole'] } }],
    month: { $in: months },
  }).lean()
  const banks = await OrganisationModel.find({ kind: 'bank' }, { name: 1 }).lean()
  const sum = (isWanted: (row: (typeof rows)[number]) => boolean): Kept =>
    rows.filter(isWanted).reduce(
      (total, { kept, late, days }) => ({
        kept: total.kept + kept,
        late: total.late + late,
        days: total.days + days,
      }),
      { kept: 0, late: 0, days: 0 },
    )
  const steps = ['recommend', 'take', 'decide'] as const
  return {
    months: months.map((month) => ({
      month,
      ...sum((row) => row.month === month && row.step !== 'whole'),
    })),
    steps: steps.map((step) => ({ step, ...sum((row) => row.step === step) })),
    banks: banks
      .map(({ _id, name }) => ({
        id: String(_id),
        name,
        ...sum((row) => String(row.bankId) === String(_id) && row.step !== 'whole'),
        decisions: sum((row) => String(row.bankId) === String(_id) && row.step === 'whole'),
      }))
      .filter(({ kept, late, decisions }) => kept + late + decisions.kept > 0),
    whole: sum((row) => row.step === 'whole'),
  }
}

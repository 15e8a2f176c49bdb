import { ReferenceItemModel } from '../../../models/reference-item.ts'
import { PromiseSummaryModel } from '../../../models/promise-summary.ts'
import type { Loan } from '../../../models/loan.ts'
import { today } from '../../clock.ts'
import { dayOf, daysBetween, monthOf, type Day } from '../../dates.ts'
import { readHolidays } from '../../reference.ts'
import { addWorkingDays, workingDaysBetween } from '../../working-days.ts'
import { firstPromises, stepOf, type PromiseStep } from '../promises.ts'
import type { LoanStatus } from '../status.ts'

export type Promises = Record<PromiseStep, number>

/** The promised working days as the office keeps them now. */
export async function readPromises(): Promise<Promises> {
  const items = await ReferenceItemModel.find({ list: 'loan-promise', isActive: true }).lean()
  const kept = items.map(({ code, values }) => [code, Number(values['workingDays'])] as const)
  return { ...firstPromises, ...Object.fromEntries(kept.filter(([, days]) => days > 0)) }
}

/** Until when whoever has it now should act; null where nothing is promised. */
export async function deadlineOf(status: LoanStatus): Promise<Day | null> {
  const step = stepOf(status)
  if (!step) return null
  const promises = await readPromises()
  return addWorkingDays(today(), promises[step], await readHolidays())
}

type Placed = Pick<Loan, 'districtCode' | 'regencyCode' | 'bankId' | 'promisedOn'>

/** Counts a step that ended now as kept or late; in the transaction of the move. */
export async function countPromise(loan: Placed & Pick<Loan, 'status' | 'waitingSince'>) {
  const step = stepOf(loan.status)
  if (!step || !loan.promisedOn || step === 'offer' || step === 'sign') return
  const days = workingDaysBetween(dayOf(loan.waitingSince), today(), await readHolidays())
  await count(loan, step, today() <= loan.promisedOn, days)
}

/** Counts the calendar days from the first sending to the decision. */
export async function countDecision(loan: Placed, sentOn: Day): Promise<void> {
  await count(loan, 'whole', true, daysBetween(sentOn, today()))
}

async function count(loan: Placed, step: string, isKept: boolean, days: number): Promise<void> {
  const { districtCode, regencyCode, bankId } = loan
  const month = monthOf(today())
  await PromiseSummaryModel.updateOne(
    { _id: `${districtCode}:${String(bankId)}:${month}:${step}` },
    {
      $inc: { kept: isKept ? 1 : 0, late: isKept ? 0 : 1, days },
      $setOnInsert: { districtCode, regencyCode, bankId, month, step },
    },
    { upsert: true },
  )
}

import { Types } from 'mongoose'
import { demoId } from '../database/demo/id.ts'
import { addDays } from '../domain/dates.ts'
import type { LoanStatus } from '../domain/loans/status.ts'
import { LoanModel, type Loan } from '../models/loan.ts'
import type { Bench } from './bench.ts'
import type { Stage } from './stage.ts'
import { fewAgainstMany } from './turns.ts'

const many = 20_000
/** The day on which the stage begins (`bench/stage.ts`). */
const thisDay = '2026-08-15'
/** Of a bank's applications of three years so many lie in its queue at one time. */
const waitingShare = 0.016
const waiting: LoanStatus[] = ['recommended', 'in-review', 'offer-accepted']
const over: LoanStatus[] = ['refused', 'withdrawn', 'lapsed']

/** The bank's queue and review page at the 60 applications of the demo against 20,000. */
export async function loansBench(few: Stage): Promise<Bench[]> {
  let reviewed = ''
  return fewAgainstMany(
    few,
    () => [
      {
        reader: 'analis',
        pages: ['/loans/queue', `/loans/${reviewed}`, '/loans'],
        growth: '20,000 against 60',
      },
    ],
    async () => {
      const bankId = demoId('organisation:bank-jatim')
      const loan = (await LoanModel.findOne({ bankId, status: 'in-review' }).lean<Loan>())!
      // the demo data has the same ids in both services
      reviewed = String(loan._id)
      await grow(loan, many)
    },
  )
}

/** Applications of other farmers at the same bank, spread over three years. */
async function grow(example: Loan, count: number): Promise<void> {
  const loans = Array.from({ length: count }, (_, index): Loan => {
    const isWaiting = index < count * waitingShare
    const startedOn = addDays(thisDay, isWaiting ? -(index % 20) : -(20 + (index % 1_075)))
    const status = (isWaiting ? waiting : over)[index % 3]!
    return {
      ...example,
      _id: new Types.ObjectId(),
      number: `PJ-2026-${String(500_000 + index)}`,
      farmerId: new Types.ObjectId(),
      status,
      isOpen: isWaiting,
      holder: isWaiting ? 'bank' : null,
      startedOn,
      promisedOn: isWaiting ? addDays(thisDay, (index % 16) - 2) : null,
    }
  })
  for (let from = 0; from < count; from += 1_000)
    await LoanModel.insertMany(loans.slice(from, from + 1_000), { ordered: false })
}

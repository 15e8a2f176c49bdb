import { Types } from 'mongoose'
import { connect, disconnect } from '../database/connect.ts'
import { startEmbedded } from '../database/embedded.ts'
import { addDays } from '../domain/dates.ts'
import type { LoanStatus } from '../domain/loans/status.ts'
import { LoanModel, type Loan } from '../models/loan.ts'
import { OrganisationModel } from '../models/organisation.ts'
import { atMost, type Bench } from './bench.ts'
import { medianOf, timesOf } from './load.ts'
import type { Stage } from './stage.ts'

const many = 20_000
/** The day on which the stage begins (`bench/stage.ts`). */
const thisDay = '2026-08-15'
/** Of a bank's applications of three years so many lie in its queue at one time. */
const waitingShare = 0.016
const waiting: LoanStatus[] = ['recommended', 'in-review', 'offer-accepted']
const over: LoanStatus[] = ['refused', 'withdrawn', 'lapsed']

/** The bank's queue and review page at the 60 applications of the demo against 20,000. */
export async function loansBench(stage: Stage): Promise<Bench[]> {
  const database = await startEmbedded(stage.dataDir)
  await connect(database.uri('kabinet'))
  try {
    const cookie = await stage.signIn('analis')
    const bank = await OrganisationModel.findOne({ name: 'Bank Jatim' }).lean()
    const reviewed = await LoanModel.findOne({ bankId: bank!._id, status: 'in-review' }).lean()
    const pages = ['/loans/queue', `/loans/${String(reviewed!._id)}`, '/loans']
    const few = await measure(stage.origin, cookie, pages)
    await grow(reviewed as Loan, many)
    const after = await measure(stage.origin, cookie, pages)
    return pages.map((page, index) => {
      const name = page.replace(/[0-9a-f]{24}/, ':id')
      const detail = `${after[index]!.toFixed(1)} and ${few[index]!.toFixed(1)} ms`
      return atMost(`${name}: 20,000 against 60`, after[index]! / few[index]!, 1.2, detail)
    })
  } finally {
    await disconnect()
    await database.stop()
  }
}

async function measure(origin: string, cookie: string, pages: string[]): Promise<number[]> {
  const medians: number[] = []
  for (const page of pages) {
    await timesOf(`${origin}${page}`, cookie, 10)
    medians.push(medianOf(await timesOf(`${origin}${page}`, cookie, 60)))
  }
  return medians
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

import { Types } from 'mongoose'
import { addDays, daysBetween, type Day } from '../../domain/dates.ts'
import { auditedLoan } from '../../domain/loans/service/figures.ts'
import { refreshBankSight } from '../../domain/loans/service/sight.ts'
import { reserveNumbers } from '../../domain/numbers.ts'
import { searchWords } from '../../domain/search-words.ts'
import type { Farmer } from '../../models/farmer.ts'
import { LoanModel, type Loan } from '../../models/loan.ts'
import { LoanSchemeModel, type LoanScheme } from '../../models/loan-scheme.ts'
import type { Plot } from '../../models/plot.ts'
import { PotEntryModel } from '../../models/pot-entry.ts'
import { PromiseSummaryModel } from '../../models/promise-summary.ts'
import type { SeedlingRequest } from '../../models/seedling-request.ts'
import { demoRecord, type DemoPerson, type DemoTrail } from './audit.ts'
import { demoId } from './id.ts'
import { doneBy, type LoanHands } from './loan-acts.ts'
import { noteLooks } from './loan-looks.ts'
import { momentOn, stepLoan, workingDay, type CountedPromise } from './loan-life.ts'
import { storeLoanPapers } from './loan-papers.ts'
import { loanHandsFrom } from './loan-people.ts'
import { loanPlans, type LoanPlan } from './loan-plans.ts'
import type { Random } from './random.ts'

/** What the applications are made of. */
export interface LoanWants {
  farmers: Farmer[]
  plots: Plot[]
  users: Parameters<typeof loanHandsFrom>[0]
  thisDay: Day
  seedlingRequests: SeedlingRequest[]
}

interface PotMove {
  loan: Loan
  kind: 'approved' | 'released'
  at: Date
  byName: string
}

/** Sixty applications by the same shapes as real ones, with their trail, papers and pots. */
export async function loadLoans(random: Random, trail: DemoTrail, wants: LoanWants) {
  const schemes = new Map(
    (await LoanSchemeModel.find().lean()).map((scheme) => [scheme.code, scheme as LoanScheme]),
  )
  const plans = loanPlans()
  const numbers = await reserveNumbers(`PJ-${wants.thisDay.slice(0, 4)}`, plans.length)
  const { handsOf, ownFarmerIds } = loanHandsFrom(wants.users)
  const applicants = applicantsFor(wants, ownFarmerIds, plans)
  const counted: CountedPromise[] = []
  const moves: PotMove[] = []
  const loans = plans.map((plan, index) => {
    const scheme = schemes.get(plan.scheme)!
    const farmer = applicants[index]!
    const hands = handsOf(farmer, String(scheme.bankId))
    const begun = beginning(random, { plan, scheme, farmer, hands, wants })
    const number = numbers[index]!
    const loan = { ...begun, _id: demoId(`loan:${index}`), number }
    loan.searchWords = searchWords([farmer.fullName, number])
    const lived = live(random, trail, { ...loan }, plan, hands, wants.thisDay, counted, moves)
    noteLooks(trail, lived, farmer, hands)
    return lived
  })
  await storeLoanPapers(loans)
  await LoanModel.insertMany(loans)
  await keepPots(moves)
  await keepPromises(counted)
  for (const { farmerId } of loans.filter(({ isOpen }) => isOpen)) await refreshBankSight(farmerId)
  return loans
}

/**
 * Who applies: those with accounts once, for what is over, so that they stay free to apply; all
 * others once each.
 */
function applicantsFor(
  { farmers, plots }: LoanWants,
  ownFarmerIds: ReadonlySet<string>,
  plans: LoanPlan[],
): Farmer[] {
  const growers = new Set(plots.map(({ farmerId }) => String(farmerId)))
  const others = farmers.filter(
    ({ _id }) => growers.has(String(_id)) && !ownFarmerIds.has(String(_id)),
  )
  // every other farmer first, so that both regencies and all groups take part
  const order = [...others.filter((_, i) => i % 2 === 0), ...others.filter((_, i) => i % 2 === 1)]
  const own = farmers.filter(({ _id }) => ownFarmerIds.has(String(_id)))
  return plans.map(({ status }, index) => {
    const isOver = status === 'refused' || status === 'withdrawn'
    return (isOver && own.pop()) || order[index % order.length]!
  })
}

/** What nobody has done yet. */
const untouched = {
  isSent: false,
  sentBankId: null,
  sentDistrictCode: null,
  sentRegencyCode: null,
  holder: 'applicant' as const,
  isOpen: false,
  sentOn: null,
  decidedOn: null,
  slikConsentAt: null,
  termsReadAt: null,
  promisedOn: null,
  recommendation: null,
  takenBy: null,
  preparedBy: [],
  checks: [],
  surveyVisitId: null,
  analysis: null,
  decision: null,
  returnReason: null,
  approvedRupiah: null,
  approvedTermMonths: null,
  conditions: [],
  answers: [],
  journey: [],
}

interface Begun {
  plan: LoanPlan
  scheme: LoanScheme
  farmer: Farmer
  hands: LoanHands
  wants: LoanWants
}

function beginning(
  random: Random,
  { plan, scheme, farmer, hands, wants }: Begun,
): Omit<Loan, '_id' | 'number'> {
  const plots = wants.plots.filter(({ farmerId }) => String(farmerId) === String(farmer._id))
  const areaHa = plots.reduce((sum, plot) => sum + plot.areaHa, 0)
  const wanted = Math.round((areaHa * (7 + random.next() * 8)) / 0.5) * 500_000
  const amountRupiah =
    scheme.code === 'tunda-jual-umkm' && plan.path.includes('approve')
      ? 28_500_000
      : Math.min(Math.max(wanted, 3_000_000), scheme.maxRupiah)
  const terms = [8, 12, 18, 24].filter((months) => months <= scheme.maxTermMonths)
  const startedOn = workingDay(
    addDays(wants.thisDay, -plan.waitedDays - Math.ceil(plan.path.length * 2.4) - 3),
  )
  const at = momentOn(startedOn, 0)
  const documents = plan.status === 'draft' ? [] : scheme.documents
  const termMonths = random.pick(terms)
  const repayment = random.pick(scheme.repayments)
  const purpose = random.pick(scheme.purposes)
  return {
    status: 'draft',
    ...untouched,
    farmerId: farmer._id,
    groupId: farmer.groupId,
    districtCode: farmer.districtCode,
    regencyCode: farmer.regencyCode,
    bankId: scheme.bankId,
    schemeCode: scheme.code,
    schemeVersion: 1,
    amountRupiah,
    termMonths,
    repayment,
    purpose,
    purposeNote: null,
    plotIds: plots.map(({ _id }) => _id),
    seedlingRequestId: purpose === 'seedlings' ? citedOf(farmer, startedOn, wants) : null,
    documents: documents.map((kind) => ({
      paperId: new Types.ObjectId(),
      kind,
      name: `${kind}.pdf`,
      at,
    })),
    applicantId: new Types.ObjectId(hands.applicant.userId),
    applicantName: hands.applicant.fullName,
    searchWords: [],
    startedOn,
    waitingSince: at,
    version: 1,
    createdAt: at,
    updatedAt: at,
  }
}

/** The farmer's latest request for seedlings by that day that still stands. */
function citedOf({ _id }: Farmer, startedOn: Day, { seedlingRequests }: LoanWants) {
  const own = seedlingRequests.filter(
    ({ farmerId, status, requestedOn }) =>
      String(farmerId) === String(_id) &&
      status !== 'rejected' &&
      status !== 'cancelled' &&
      requestedOn <= startedOn,
  )
  return own.at(-1)?._id ?? null
}

/** Walks an application along its path, a step every few working days, none of them in the future. */
function live(
  random: Random,
  trail: DemoTrail,
  begun: Loan,
  { path, waitedDays }: LoanPlan,
  hands: LoanHands,
  thisDay: Day,
  counted: CountedPromise[],
  moves: PotMove[],
): Loan {
  trail.note(hands.applicant, begun.createdAt, {
    act: 'loan.apply',
    record: demoRecord('loan', begun),
    after: auditedLoan(begun),
  })
  const lastDay = addDays(thisDay, -1)
  let loan = begun
  let day = begun.startedOn
  for (const [index, act] of path.entries()) {
    const stepsLeft = path.length - 1 - index
    const latest = addDays(thisDay, -Math.max(1, waitedDays))
    const gap = act === 'check' ? random.whole(0, 1) : random.whole(1, act === 'recommend' ? 5 : 3)
    const wanted = act === 'lapse' ? addDays(loan.promisedOn!, 1) : workingDay(addDays(day, gap))
    const isLast = stepsLeft === 0 && act !== 'lapse'
    const target = isLast && daysBetween(wanted, latest) > 0 ? workingDay(latest) : wanted
    day = target > lastDay ? lastDay : target
    const at = momentOn(day, index + 1)
    const { changes, ...said } = doneBy(random, act, loan, hands, at)
    const done = stepLoan(trail, loan, act, { ...said, at }, changes)
    counted.push(...done.counted)
    if (act === 'approve') moves.push(potMove(done.loan, 'approved', at, said.person))
    if (act === 'lapse') moves.push(potMove(done.loan, 'released', at, null))
    loan = done.loan
  }
  return loan
}

function potMove(loan: Loan, kind: PotMove['kind'], at: Date, person: DemoPerson | null): PotMove {
  return { loan, kind, at, byName: person?.fullName ?? 'system' }
}

async function keepPots(moves: PotMove[]): Promise<void> {
  const left = new Map(
    (await LoanSchemeModel.find().lean()).map(({ code, potLeftRupiah }) => [code, potLeftRupiah]),
  )
  const entries = moves
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ loan, kind, at, byName }) => {
      const amountRupiah = (kind === 'approved' ? -1 : 1) * loan.approvedRupiah!
      const leftRupiah = left.get(loan.schemeCode)! + amountRupiah
      left.set(loan.schemeCode, leftRupiah)
      const { schemeCode, _id: loanId } = loan
      return { schemeCode, kind, amountRupiah, leftRupiah, loanId, at, byName }
    })
  await PotEntryModel.insertMany(entries)
  for (const [code, potLeftRupiah] of left)
    await LoanSchemeModel.updateOne({ code }, { $set: { potLeftRupiah } }, { timestamps: false })
}

async function keepPromises(counted: CountedPromise[]): Promise<void> {
  const sums = new Map<string, object & { kept: number; late: number; days: number }>()
  for (const { loan, month, step, isKept, days } of counted) {
    const { districtCode, regencyCode, bankId } = loan
    const _id = `${districtCode}:${String(bankId)}:${month}:${step}`
    const place = { _id, districtCode, regencyCode, bankId, month, step }
    const sum = sums.get(_id) ?? { ...place, kept: 0, late: 0, days: 0 }
    sums.set(_id, sum)
    sum[isKept ? 'kept' : 'late']++
    sum.days += days
  }
  await PromiseSummaryModel.insertMany([...sums.values()])
}

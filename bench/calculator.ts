import { plainTerms, type LoanTerms } from '../domain/loans/loan-terms.ts'
import { drawUpSchedule } from '../domain/loans/schedule.ts'
import { atLeast, type Bench } from './bench.ts'
import { loadOf, medianOf } from './load.ts'
import { startChild, stopChild, type Stage } from './stage.ts'

const leastPerSecond = 20_000
const rounds = 3
const calculation =
  '/loans/calculator?format=json&principalRupiah=20000000&ratePct=6&method=annuity&instalments=60&disbursedOn=2026-01-31'

/** Schedules of 60 instalments a second, and the calculator's JSON against a bare Express answer. */
export async function calculatorBench(stage: Stage): Promise<Bench[]> {
  return [schedulesPerSecond(), await calculatorAgainstExpress(stage)]
}

function schedulesPerSecond(): Bench {
  for (let warm = 0; warm < 2_000; warm += 1) drawUpSchedule(sixty(warm))
  // seconds of this process's own: what else the machine does is not the schedule's fault
  const begun = process.cpuUsage()
  const spentMs = () => process.cpuUsage(begun).user / 1000
  let count = 0
  while (spentMs() < 2_000) for (let some = 0; some < 100; some += 1) drawUpSchedule(sixty(count++))
  const perSecond = (count * 1000) / spentMs()
  return atLeast(
    `schedules of 60 instalments, of ${leastPerSecond} a second`,
    perSecond / leastPerSecond,
    1,
    `${Math.round(perSecond)} a second`,
  )
}

/** Turn by turn, so that a slow moment of the machine meets both. */
async function calculatorAgainstExpress(stage: Stage): Promise<Bench> {
  const bare = await startChild('bench/bare-json.ts', stage.dataDir)
  const [bareRates, ourRates]: [number[], number[]] = [[], []]
  const options = { connections: 16, seconds: 3 }
  try {
    for (let round = 0; round < rounds; round += 1) {
      const plain = await loadOf(bare.origin, { ...options, pid: bare.child.pid! })
      const ours = await loadOf(`${stage.origin}${calculation}`, { ...options, pid: stage.pid })
      bareRates.push(plain.perSecond)
      ourRates.push(ours.perSecond)
    }
  } finally {
    await stopChild(bare.child)
  }
  const [ours, plain] = [medianOf(ourRates), medianOf(bareRates)]
  return atLeast(
    'calculator JSON of 60 instalments, of a bare Express answer',
    ours / plain,
    0.5,
    `${Math.round(ours)} against ${Math.round(plain)} requests a second`,
  )
}

function sixty(turn: number): LoanTerms {
  return {
    ...plainTerms,
    principalRupiah: 20_000_000 + turn,
    ratePpm: 60_000,
    instalments: 60,
    disbursedOn: '2026-01-31',
  }
}

import type { Bench } from './bench.ts'
import { calculatorBench } from './calculator.ts'
import { frontPageBench } from './front-page.ts'
import { growthBench } from './growth.ts'
import { crowdBench, harvestListBench } from './harvests.ts'
import { visitsBench } from './visits.ts'
import { loansBench } from './loans.ts'
import { passportBench } from './passport.ts'
import { processingBench } from './processing.ts'
import { seedlingsBench } from './seedlings.ts'
import { openStage, type Stage } from './stage.ts'

/** Every bench, by the name by which one may be asked for alone: `npm run bench -- growth`. */
const benches: Record<string, (stage: Stage) => Promise<Bench[]>> = {
  'harvest-list': harvestListBench,
  crowd: crowdBench,
  'front-page': frontPageBench,
  growth: growthBench,
  calculator: calculatorBench,
  visits: visitsBench,
  loans: loansBench,
  passport: passportBench,
  processing: processingBench,
  seedlings: seedlingsBench,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`No bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}
const chosen = Object.entries(benches).filter(
  ([name]) => asked.length === 0 || asked.includes(name),
)

const rows: Bench[] = []
console.log('Starting a service with demo data …')
const stage = await openStage()
try {
  for (const [name, bench] of chosen) {
    console.log(`Measuring ${name} …`)
    for (const row of await bench(stage)) {
      rows.push(row)
      print(row)
    }
  }
} finally {
  await stage.stop()
}
const missed = rows.filter(({ holds }) => !holds).length
console.log(`\n${rows.length - missed} of ${rows.length} hold.`)
process.exitCode = missed > 0 ? 1 : 0

function print({ name, ratio, limit, holds, detail }: Bench): void {
  console.log(`  ${holds ? '✔' : '✘'} ${ratio.toFixed(2)} ${limit}  ${name} (${detail})`)
}

import { spawn } from 'node:child_process'
import { existsSync, openSync, readFileSync, readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { checkout, pinnedNode } from './ready/places.mjs'

const goodbyeMs = 15_000

/**
 * Runs the test files and counts, in as many processes side by side as there are cores, at most
 * three: each has a database of its own. The first shows its output live, the others at their end.
 * A run that crashed, ran nothing, skipped something or left something running has failed,
 * whatever its tests say.
 * @param {string[]} files
 * @param {string} folder for the results, thrown away afterwards
 * @param {string | null} chromium
 * @returns {Promise<{ passed: number, failed: number, complaints: string[] }>} with what failed, in
 *   words
 */
export async function runMocha(files, folder, chromium) {
  const hands = hand(files, Math.min(3, cpus().length, files.length))
  const runs = hands.map((hand, index) => runHand(hand, index, folder, chromium))
  const results = []
  for (const run of runs) {
    const { output, ...result } = await run
    process.stdout.write(output)
    results.push(result)
  }
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
    complaints: results.flatMap(({ complaints }) => complaints),
  }
}

/**
 * Every test file there is.
 * @returns {string[]}
 */
export function allTestFiles() {
  return readdirSync(join(checkout, 'test'), { recursive: true })
    .map((path) => join('test', String(path)))
    .filter((path) => path.endsWith('.test.ts'))
    .sort()
}

/**
 * Deals files out one by one, so that a folder of slow ones is shared.
 * @param {string[]} files
 * @param {number} count
 * @returns {string[][]}
 */
export function hand(files, count) {
  return Array.from({ length: count }, (_, index) =>
    files.filter((__, place) => place % count === index),
  )
}

/**
 * @param {string[]} files
 * @param {number} index
 * @param {string} folder
 * @param {string | null} chromium
 */
async function runHand(files, index, folder, chromium) {
  const results = join(folder, `results-${index}.json`)
  const log = index === 0 ? null : join(folder, `output-${index}.txt`)
  const ending = await runAndWait(files, results, chromium, log)
  const output = log ? readFileSync(log, 'utf8') : ''
  if (!existsSync(results)) {
    const complaints = [`The tests did not come to their end (${ending}).`]
    return { passed: 0, failed: 1, complaints, output }
  }
  return { ...count(JSON.parse(readFileSync(results, 'utf8')), ending), output }
}

/**
 * What a run is worth, and what is to be said about it.
 * @param {{ passes: number, failures: number, pending: number, complaints: string[] }} results
 * @param {string} ending 'exit 0' when all went well
 * @returns {{ passed: number, failed: number, complaints: string[] }}
 */
export function count({ passes, failures, pending, complaints }, ending) {
  const failed = failures + pending
  if (failed) {
    const skipped = `${pending} tests were skipped; a skipped test counts as failed.`
    return { passed: passes, failed, complaints: pending ? [...complaints, skipped] : complaints }
  }
  if (!passes) return { passed: 0, failed: 1, complaints: ['No test ran.'] }
  if (ending === 'exit 0') return { passed: passes, failed: 0, complaints: [] }
  const complaint = `The tests passed, but then: ${ending}.`
  return { passed: passes, failed: 1, complaints: [complaint] }
}

/**
 * @param {string[]} files
 * @param {string} results
 * @param {string | null} chromium
 * @param {string | null} log where the output goes; null for the terminal
 * @returns {Promise<string>} how it ended
 */
function runAndWait(files, results, chromium, log) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, NODE_ENV: 'test', TEST_RESULTS: results }
  if (chromium) env.CHROMIUM_PATH = chromium
  const reporter = ['--reporter', './test/support/reporter.mjs', '--forbid-only']
  const args = ['node_modules/mocha/bin/mocha.js', ...reporter, ...files]
  return new Promise((resolve, reject) => {
    const out = log ? openSync(log, 'w') : 'inherit'
    const child = spawn(pinnedNode, args, { cwd: checkout, env, stdio: ['inherit', out, out] })
    // The terminal sends Ctrl-C to the tests too, which then clean up; we wait for them.
    process.on('SIGINT', () => undefined)
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    let goodbye = 0
    const watching = setInterval(() => {
      if (!existsSync(results) || ++goodbye * 500 < goodbyeMs) return
      child.kill('SIGKILL')
      resolve('something that a test started kept it from ending')
    }, 500)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      clearInterval(watching)
      resolve(`exit ${code ?? signal}`)
    })
  })
}

import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout, pinnedNode } from './ready/places.mjs'

const goodbyeMs = 15_000

/**
 * Runs the test files with their output live, and counts. A run that crashed, ran nothing,
 * skipped something or left something running has failed, whatever its tests say.
 * @param {string[]} files
 * @param {string} folder for the results, thrown away afterwards
 * @param {string | null} chromium
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runMocha(files, folder, chromium) {
  const results = join(folder, 'results.json')
  const ending = await runAndWait(files, results, chromium)
  if (!existsSync(results)) {
    console.error(`The tests did not come to their end (${ending}).`)
    return { passed: 0, failed: 1 }
  }
  const { passed, failed, complaint } = count(JSON.parse(readFileSync(results, 'utf8')), ending)
  if (complaint) console.error(complaint)
  return { passed, failed }
}

/**
 * What a run is worth, and what is to be said about it.
 * @param {{ passes: number, failures: number, pending: number }} stats
 * @param {string} ending 'exit 0' when all went well
 * @returns {{ passed: number, failed: number, complaint: string }}
 */
export function count({ passes, failures, pending }, ending) {
  const failed = failures + pending
  if (pending) {
    const complaint = `${pending} tests were skipped; a skipped test counts as failed.`
    return { passed: passes, failed, complaint }
  }
  if (failed) return { passed: passes, failed, complaint: '' }
  if (!passes) return { passed: 0, failed: 1, complaint: 'No test ran.' }
  if (ending === 'exit 0') return { passed: passes, failed: 0, complaint: '' }
  return { passed: passes, failed: 1, complaint: `The tests passed, but then: ${ending}.` }
}

/**
 * @param {string[]} files
 * @param {string} results
 * @param {string | null} chromium
 * @returns {Promise<string>} how it ended
 */
function runAndWait(files, results, chromium) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, NODE_ENV: 'test', TEST_RESULTS: results }
  if (chromium) env.CHROMIUM_PATH = chromium
  const reporter = ['--reporter', './test/support/reporter.mjs', '--forbid-only']
  const args = ['node_modules/mocha/bin/mocha.js', ...reporter, ...files]
  return new Promise((resolve, reject) => {
    const child = spawn(pinnedNode, args, { cwd: checkout, env, stdio: 'inherit' })
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

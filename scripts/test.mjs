// npm test: everything, or with file names after `--` only these test files.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from './checks.mjs'
import { findChromium, needChromium } from './chromium.mjs'
import { allTestFiles, runMocha } from './mocha.mjs'
import { ready } from './ready.mjs'
import { Refusal, runMain } from './ready/step.mjs'

/** @param {string[]} files */
async function test(files) {
  await ready({ isForDevelopers: true, isDatabaseEmbedded: true })
  const isAll = files.length === 0
  const chromium = isAll ? await needChromium() : findChromium(process.env)
  const checks = isAll ? await runChecks() : { passed: 0, failed: 0 }
  const folder = mkdtempSync(join(tmpdir(), 'kabinet-test-'))
  try {
    const tests = await runMocha(isAll ? allTestFiles() : files, folder, chromium)
    sayAgain(tests.complaints)
    return { passed: checks.passed + tests.passed, failed: checks.failed + tests.failed }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Once more and last, because who reads the end of a long log looks for the reason.
 * @param {string[]} complaints
 */
function sayAgain(complaints) {
  for (const complaint of complaints) console.log(`\n✘ ${complaint}`)
}

await runMain(async () => {
  let result = { passed: 0, failed: 1 }
  try {
    result = await test(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error)
    else console.error(error.message)
  }
  console.log(`\n${result.passed} passed, ${result.failed} failed`)
  return result.failed === 0 ? 0 : 1
})

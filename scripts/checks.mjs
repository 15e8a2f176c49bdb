import { performance } from 'node:perf_hooks'
import { pinnedNode, checkout } from './ready/places.mjs'
import { ProgramFailed, run } from './ready/step.mjs'

const checks = [
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '-p', '.'] },
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
  { name: 'format', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'] },
]

/**
 * Types, lint and format, side by side; each says what it found as soon as it is through.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks() {
  console.log('Checking types, lint and format …')
  const results = await Promise.all(checks.map(runCheck))
  const passed = results.filter(Boolean).length
  return { passed, failed: results.length - passed }
}

/**
 * @param {{ name: string, args: string[] }} check
 * @returns {Promise<boolean>}
 */
async function runCheck({ name, args }) {
  const startedAt = performance.now()
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1)
  try {
    await run(pinnedNode, args, { cwd: checkout })
    console.log(`  ✔ ${name} (${seconds()} s)`)
    return true
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error
    console.log(`${error.output.trimEnd()}\n  ✘ ${name} (${seconds()} s)`)
    return false
  }
}

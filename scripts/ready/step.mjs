import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'

/** Thrown when the reader has to do something; its message is one sentence that says what. */
export class Refusal extends Error {}

/** Thrown when a program that we called failed; `output` is all that it said. */
export class ProgramFailed extends Error {
  /** @param {string} output */
  constructor(output) {
    super(output.trim().split('\n').at(-1) ?? '')
    this.output = output
  }
}

/**
 * Shows one line for a long step: its name, the seconds while it runs (on a terminal), and the
 * seconds it took. On stderr, so that what a command prints stays clean.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const startedAt = performance.now()
  const seconds = () => Math.round((performance.now() - startedAt) / 1000)
  const say = (/** @type {string} */ text) => process.stderr.write(text)
  say(`${name} … `)
  const ticking = setInterval(() => {
    if (process.stderr.isTTY) say(`\r${name} … ${seconds()} s `)
  }, 1000)
  const mark = process.stderr.isTTY ? `\r${name} … ` : ''
  try {
    const result = await work()
    say(`${mark}done in ${seconds()} s\n`)
    return result
  } catch (error) {
    say(`${mark}failed after ${seconds()} s\n`)
    throw error
  } finally {
    clearInterval(ticking)
  }
}

/**
 * Runs a program quietly and answers what it said.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<string>}
 * @throws {ProgramFailed}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout?.on('data', (part) => (output += part))
    child.stderr?.on('data', (part) => (output += part))
    child.once('error', (error) => reject(new ProgramFailed(String(error))))
    child.once('close', (code) => {
      if (code === 0) resolve(output)
      else reject(new ProgramFailed(output || `${program} ended with ${code}`))
    })
  })
}

/**
 * Whether what a program said means that the network, not the thing it wanted, is missing.
 * @param {string} output
 */
export function isAboutNetwork(output) {
  return /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|NewConnectionError|ConnectTimeout|Connection refused|Name or service not known|name resolution|unreachable/i.test(
    output,
  )
}

/**
 * Runs a command's main function: a refusal is one line and exit 1, without a stack trace.
 * @param {() => Promise<number | void>} main answers the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}

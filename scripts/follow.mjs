import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { checkout } from './ready/places.mjs'

/**
 * Runs a program with our input and output and answers its exit code. SIGINT, SIGTERM and SIGHUP
 * are passed on once. With `isApart` the program has a process group of its own: Ctrl-C reaches
 * it through us alone, not a second time from the terminal.
 * @param {string} program
 * @param {string[]} args
 * @param {{ isApart?: boolean, hasLine?: boolean, env?: NodeJS.ProcessEnv }} [options]
 *   `hasLine`: the program notices by a line of ours when we die (see with-parent.mjs)
 * @returns {Promise<number>}
 */
export function follow(program, args, { isApart = false, hasLine = false, env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: checkout,
      env: env ?? process.env,
      detached: isApart,
      stdio: hasLine ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    })
    let isPassed = false
    const pass = (/** @type {NodeJS.Signals} */ name) => {
      if (isPassed) return
      isPassed = true
      child.kill(name)
    }
    // Not apart, the terminal itself sends it Ctrl-C.
    process.on('SIGINT', () => isApart && pass('SIGINT'))
    process.on('SIGTERM', () => pass('SIGTERM'))
    process.on('SIGHUP', () => pass('SIGTERM'))
    const watching = isApart ? whenNpmDies(() => pass('SIGTERM')) : undefined
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      clearInterval(watching)
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}

/**
 * npm that is killed takes nobody along; without this the service would hold its port for ever.
 * Only under npm, since any other parent may end on purpose (nohup, setsid).
 * @param {() => void} act
 */
function whenNpmDies(act) {
  const parent = process.ppid
  if (!process.env.npm_lifecycle_event) return undefined
  return setInterval(() => {
    if (process.ppid !== parent) act()
  }, 250).unref()
}

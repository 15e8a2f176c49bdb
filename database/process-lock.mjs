// Plain JavaScript, because `npm start` needs it on Node 20 before anything is installed.
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * The state letter and the start moment of a process, where the system tells (Linux).
 * @param {number} pid
 */
function factsOf(pid) {
  try {
    // The name stands in brackets and may hold anything, so count from the last bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', startedAt: fields[19] ?? '' }
  } catch {
    return null
  }
}

/**
 * Names a process by number and start moment: after `kill -9` the number alone may soon belong
 * to somebody else.
 * @param {number} pid
 * @returns {string}
 */
export function identityOf(pid) {
  return `${pid} ${factsOf(pid)?.startedAt ?? ''}`.trim()
}

/**
 * The process number in an identity.
 * @param {string} identity
 * @returns {number}
 */
export function pidOf(identity) {
  return Number(identity.split(' ')[0])
}

/**
 * Whether the very process so named still runs. A dead one that nobody has buried yet (a zombie,
 * usual in containers without an init) does not.
 * @param {string} identity
 * @returns {boolean}
 */
export function isRunning(identity) {
  const [number, startedAt = ''] = identity.trim().split(' ')
  const pid = Number(number)
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, as another user.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return false
  }
  const facts = factsOf(pid)
  if (!facts) return true
  return !['Z', 'X'].includes(facts.state) && (!startedAt || facts.startedAt === startedAt)
}

/**
 * Runs `work` while this process alone holds `file`. A holder that died is noticed.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] called once when somebody else holds it
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait) {
  for (let round = 0; !take(file); round++) {
    // The first round only sweeps away what a dead holder left.
    if (round === 1) onWait?.()
    await sleep(50)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, identityOf(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    removeIfStale(file)
    return false
  }
}

/**
 * Moved aside before it is removed, and looked at again: of two who find the same stale lock, the
 * slower one must not remove the new lock of the faster.
 * @param {string} file
 */
function removeIfStale(file) {
  try {
    const holder = readFileSync(file, 'utf8')
    const isFresh = Date.now() - statSync(file).mtimeMs < 5000
    // Empty: between being made and being written.
    if (holder === '' ? isFresh : isRunning(holder)) return
    const aside = `${file}.${process.pid}`
    renameSync(file, aside)
    if (readFileSync(aside, 'utf8') === holder) rmSync(aside)
    else renameSync(aside, file)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error
  }
}

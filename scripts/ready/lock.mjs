import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from '../../database/process-lock.mjs'
import { checkout } from './places.mjs'
import { Refusal } from './step.mjs'

/**
 * Whether this user may write into the folder; made if it is not there.
 * @param {string} folder
 */
export function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Runs an installation while nobody else installs into the same checkout.
 * @template T
 * @param {string} dataDir used when the checkout itself cannot be written
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export function withInstallLock(dataDir, work) {
  const folder = [join(checkout, '.data'), dataDir].find(isWritable)
  if (!folder) {
    throw new Refusal(
      `DATA_DIR (${dataDir}) cannot be written; make it writable for this user or set DATA_DIR to another folder.`,
    )
  }
  return withLock(join(folder, 'installing.lock'), work, () =>
    console.error('Another command is installing; waiting for it.'),
  )
}

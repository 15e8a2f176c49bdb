// Plain JavaScript that needs nothing installed and runs on Node 20: it installs the rest.
import { resolve } from 'node:path'
import { checkout, pinnedNode } from './ready/places.mjs'
import { installDatabase, isDatabaseReady } from './ready/database.mjs'
import { arePackagesReady, installPackages } from './ready/packages.mjs'
import { Refusal, step } from './ready/step.mjs'
import { withInstallLock } from './ready/lock.mjs'

/**
 * What must be there before the service can run, in order. `isReady` costs next to nothing, so
 * that a second start is not slower than a plain one.
 * @type {{ name: string, isReady: (wants: Wants) => boolean, install: (wants: Wants) => Promise<unknown> }[]}
 */
export const steps = [
  {
    name: 'Installing packages (470 MB, about 30 s)',
    isReady: arePackagesReady,
    install: installPackages,
  },
  {
    name: 'Installing the embedded database (145 MB, about 15 s)',
    isReady: isDatabaseReady,
    install: installDatabase,
  },
]

/**
 * What a command needs: the packages of developers too, the embedded database, and the folder
 * where the service keeps its data.
 * @typedef {{ isForDevelopers: boolean, isDatabaseEmbedded: boolean, dataDir: string }} Wants
 */

/**
 * What follows from the settings.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Wants}
 */
export function wantsFrom(env) {
  return {
    isForDevelopers: env.NODE_ENV !== 'production',
    isDatabaseEmbedded: !env.MONGODB_URI,
    dataDir: resolve(checkout, env.DATA_DIR || '.data'),
  }
}

/**
 * Brings this machine to the point where the service can run; answers the path of Node 24.
 * @param {Partial<Wants>} [more]
 * @returns {Promise<string>}
 * @throws {Refusal} with one sentence that says what to do
 */
export async function ready(more = {}) {
  checkNode(process.versions.node)
  const wants = { ...wantsFrom(process.env), ...more }
  const isMissing = steps.some((one) => !one.isReady(wants))
  if (isMissing) await withInstallLock(wants.dataDir, () => installAll(wants))
  return pinnedNode
}

/** @param {Wants} wants */
async function installAll(wants) {
  for (const one of steps) {
    // Asked again: somebody else may have installed it while we waited for the lock.
    if (!one.isReady(wants)) await step(one.name, () => one.install(wants))
  }
}

/**
 * @param {string} version
 * @throws {Refusal}
 */
export function checkNode(version) {
  if (Number(version.split('.')[0]) >= 20) return
  throw new Refusal(
    `Node 20 or newer is needed, this is ${version}: install it from https://nodejs.org and run the same command again.`,
  )
}

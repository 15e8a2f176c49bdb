import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout, pinnedNode } from './places.mjs'
import { isAboutNetwork, ProgramFailed, Refusal, run } from './step.mjs'

const lockFile = join(checkout, 'package-lock.json')
const marker = join(checkout, 'node_modules', '.ready')

/**
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }} Entry
 * @typedef {{ packages?: Record<string, Entry> }} Lock
 */

/**
 * Whether node_modules holds what package-lock.json asks for. The marker goes with node_modules
 * and is written last, so an installation that was interrupted is done again.
 * @param {{ isForDevelopers: boolean }} wants
 */
export function arePackagesReady({ isForDevelopers }) {
  if (!existsSync(pinnedNode)) return false
  const [kept, scope] = readOr(marker, '').trim().split(' ')
  if (kept !== digest(readOr(lockFile, ''))) return false
  return scope === 'all' || !isForDevelopers
}

/**
 * Installs the packages, unless npm did so already without us.
 * @param {{ isForDevelopers: boolean }} wants
 */
export async function installPackages({ isForDevelopers }) {
  if (!(await areInstalledByHand(isForDevelopers))) {
    await npm([
      existsSync(lockFile) ? 'ci' : 'install',
      isForDevelopers ? '--include=dev' : '--omit=dev',
    ])
    // Some machines forbid the scripts of packages; without its own, `node` brings no program.
    if (!(await isNode24())) await npm(['rebuild', 'node', '--ignore-scripts=false'])
    if (!(await isNode24())) {
      throw new Refusal(
        'npm did not bring Node 24 (the package `node`): run `npm rebuild node` and read what it says.',
      )
    }
  }
  writeFileSync(
    marker,
    `${digest(readOr(lockFile, ''))} ${isForDevelopers ? 'all' : 'production'}\n`,
  )
}

/** @param {boolean} isForDevelopers */
async function areInstalledByHand(isForDevelopers) {
  const installed = readOr(join(checkout, 'node_modules', '.package-lock.json'), '{}')
  const wanted = readOr(lockFile, '{}')
  return isInstalled(JSON.parse(wanted), JSON.parse(installed), isForDevelopers) && isNode24()
}

/**
 * Whether every package that the lock asks for is there in the same version, by the list that npm
 * leaves in node_modules when it has finished.
 * @param {Lock} wanted
 * @param {Lock} installed
 * @param {boolean} isForDevelopers
 */
export function isInstalled(wanted, installed, isForDevelopers) {
  const packages = Object.entries(wanted.packages ?? {}).filter(([path]) => path !== '')
  const needed = packages.filter(([, entry]) => {
    if (entry.optional || entry.devOptional || entry.peer) return false
    return isForDevelopers || !entry.dev
  })
  return (
    needed.length > 0 &&
    needed.every(([path, entry]) => installed.packages?.[path]?.version === entry.version)
  )
}

async function isNode24() {
  try {
    return (await run(pinnedNode, ['--version'])).startsWith('v24.')
  } catch {
    return false
  }
}

/** @param {string[]} args */
async function npm(args) {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error']
  const patience = ['--fetch-retries=2', '--fetch-retry-maxtimeout=10000']
  try {
    await run('npm', [...args, ...quiet, ...patience], { cwd: checkout })
  } catch (error) {
    throw error instanceof ProgramFailed ? new Refusal(adviceOn(error)) : error
  }
}

/** @param {ProgramFailed} error */
function adviceOn({ output, message }) {
  if (/spawn npm ENOENT/.test(output)) {
    return 'npm is missing: it comes with Node from https://nodejs.org (Debian, Ubuntu: apt-get install -y npm).'
  }
  if (isAboutNetwork(output)) {
    return 'The npm registry cannot be reached: check the network, or the proxy in npm config, and run the same command again.'
  }
  const reason = /npm error (?!code|A complete log)(.+)/.exec(output)?.[1] ?? message
  return `The packages could not be installed (${reason}): run \`npm ci\` to see all that npm says.`
}

/** @param {string} text */
function digest(text) {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * @param {string} file
 * @param {string} otherwise
 */
function readOr(file, otherwise) {
  return existsSync(file) ? readFileSync(file, 'utf8') : otherwise
}

import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isWritable } from './lock.mjs'
import { checkout } from './places.mjs'
import { isAboutNetwork, ProgramFailed, Refusal, run } from './step.mjs'

const product = 'SecantusDB==0.7.0b3'
// Those for which the makers publish a built package.
const pythons = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10']
const again = 'and run the same command again, or set MONGODB_URI to a MongoDB of your own'

/**
 * Where the embedded database is installed: beside the data if it is there already, else in the
 * checkout, so that tests on a temporary DATA_DIR need not install it once more.
 * @param {string} dataDir
 */
export function venvFor(dataDir) {
  const own = join(dataDir, 'venv')
  const shared = join(checkout, '.data', 'venv')
  if (isVenvReady(own)) return own
  return isVenvReady(shared) || isWritable(join(checkout, '.data')) ? shared : own
}

/**
 * Whether the embedded database is there, or not wanted. The faster server, where somebody built
 * it, will do as well.
 * @param {{ isDatabaseEmbedded: boolean, dataDir: string }} wants
 */
export function isDatabaseReady({ isDatabaseEmbedded, dataDir }) {
  if (!isDatabaseEmbedded) return true
  const homes = [dataDir, join(checkout, '.data')]
  return homes.some(
    (home) => existsSync(join(home, 'bin', 'secantusd-rs')) || isVenvReady(join(home, 'venv')),
  )
}

/**
 * Makes the virtual environment. The marker is written last, so that half an installation is
 * thrown away and done again.
 * @param {{ dataDir: string }} wants
 */
export async function installDatabase({ dataDir }) {
  const venv = venvFor(dataDir)
  const python = await findPython()
  rmSync(venv, { recursive: true, force: true, maxRetries: 5 })
  await makeVenv(python, venv)
  const flags = [
    '--pre',
    '--only-binary',
    'SecantusDB',
    '--no-input',
    '--disable-pip-version-check',
  ]
  try {
    await run(join(venv, 'bin', 'python3'), ['-m', 'pip', 'install', ...flags, product])
  } catch (error) {
    throw error instanceof ProgramFailed ? new Refusal(adviceOn(error)) : error
  }
  writeFileSync(join(venv, '.ready'), markOf(venv))
}

/** @param {string} venv */
function isVenvReady(venv) {
  const marker = join(venv, '.ready')
  return existsSync(marker) && readFileSync(marker, 'utf8') === markOf(venv)
}

/**
 * Its place and its Python belong to the mark: a virtual environment works in no other place and
 * with no other Python.
 * @param {string} venv
 */
function markOf(venv) {
  const python = join(venv, 'bin', 'python3')
  return [product, venv, existsSync(python) ? realpathSync(python) : ''].join('\n')
}

/** The first Python that is new enough and not too new. */
async function findPython() {
  let seen = ''
  for (const name of pythons) {
    const said = await run(name, ['--version']).catch(() => '')
    const minor = Number(/Python 3\.(\d+)/.exec(said)?.[1])
    if (minor >= 10 && minor <= 13) return name
    seen ||= said.trim()
  }
  throw new Refusal(
    seen
      ? `The embedded database needs Python 3.10 to 3.13 and found ${seen}: install one of them ${again}.`
      : `python3 is missing: install it (Debian, Ubuntu: apt-get install -y python3 python3-venv) ${again}.`,
  )
}

/**
 * Debian leaves pip out of its python3 and puts it into python3-venv; then pip is fetched from
 * the package index itself.
 * @param {string} python
 * @param {string} venv
 */
async function makeVenv(python, venv) {
  try {
    await run(python, ['-m', 'venv', venv])
  } catch {
    try {
      await run(python, ['-m', 'venv', '--clear', '--without-pip', venv])
      await run(join(venv, 'bin', 'python3'), [join(checkout, 'scripts', 'ready', 'get-pip.py')])
    } catch (error) {
      throw new Refusal(
        error instanceof ProgramFailed && isAboutNetwork(error.output)
          ? `The Python package index cannot be reached: check the network ${again}.`
          : `python3 has no venv module: install it (Debian, Ubuntu: apt-get install -y python3-venv) ${again}.`,
      )
    }
  }
}

/** @param {ProgramFailed} error */
function adviceOn({ output, message }) {
  if (isAboutNetwork(output)) {
    return `The Python package index cannot be reached: check the network ${again}.`
  }
  if (/No matching distribution/.test(output)) {
    return `The embedded database has no build for this machine (${process.platform} ${process.arch}): set MONGODB_URI to a MongoDB of your own.`
  }
  return `The embedded database could not be installed (${message}): mend that ${again}.`
}

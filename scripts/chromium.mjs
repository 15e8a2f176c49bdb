import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ProgramFailed, Refusal, run, step } from './ready/step.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome']
const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }

/**
 * The browser for the journeys: CHROMIUM_PATH, or one that is installed.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null}
 */
export function findChromium(env) {
  if (env.CHROMIUM_PATH) return existsSync(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : null
  const folders = ['/usr/bin', ...(env.PATH ?? '').split(delimiter)]
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return paths.find((path) => existsSync(path)) ?? null
}

/**
 * The browser for the journeys; Debian's is installed where we may.
 * @returns {Promise<string>}
 * @throws {Refusal} with one sentence that says what to do
 */
export async function needChromium() {
  const found = findChromium(process.env) ?? (await installChromium())
  try {
    // Ubuntu's package of that name is a stub that only says where to look.
    await run(found, ['--version'])
    return found
  } catch {
    throw new Refusal(`${found} does not run: set CHROMIUM_PATH to a Chromium that does.`)
  }
}

async function installChromium() {
  if (process.env.CHROMIUM_PATH) {
    throw new Refusal(
      `There is no Chromium at CHROMIUM_PATH (${process.env.CHROMIUM_PATH}): set it to the path of one.`,
    )
  }
  const before = await adminPrefix()
  if (!before) {
    throw new Refusal(
      'The tests need Chromium and may not install it here: install it, or set CHROMIUM_PATH to the path of one.',
    )
  }
  await step('Installing Chromium (400 MB, about 60 s)', () => installByApt(before))
  const found = findChromium(process.env)
  if (!found)
    throw new Refusal('apt-get brought no Chromium: set CHROMIUM_PATH to the path of one.')
  return found
}

/** What stands before apt-get to run it as root, or null where we may not. */
async function adminPrefix() {
  try {
    await run('apt-get', ['--version'])
    if (process.getuid?.() === 0) return []
    await run('sudo', ['-n', 'true'])
    return ['sudo', '-n']
  } catch {
    return null
  }
}

/** @param {string[]} before */
async function installByApt(before) {
  const wait = ['-o', 'DPkg::Lock::Timeout=120']
  const aptGet = (/** @type {string[]} */ args) => {
    const [program = '', ...rest] = [...before, 'apt-get', ...wait, ...args]
    return run(program, rest, quiet)
  }
  try {
    await aptGet(['update'])
    await aptGet(['install', '-y', 'chromium'])
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error
    throw new Refusal(
      `Chromium could not be installed (${error.message}): install it, or set CHROMIUM_PATH to the path of one.`,
    )
  }
}

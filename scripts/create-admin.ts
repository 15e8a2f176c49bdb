// npm run create-admin: makes an administrator and prints the one-time link to choose a password.
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { config, SettingWrong } from '../config.ts'
import { buildIndexes, connect, disconnect } from '../database/connect.ts'
import { EmbeddedFailed, startEmbedded, type EmbeddedDatabase } from '../database/embedded.ts'
import { createAdministrator } from '../domain/accounts/service/first-administrator.ts'
import { RuleBroken } from '../domain/errors.ts'
import { loadWords, translator } from '../middleware/words.ts'

/** Thrown when what was typed cannot be used; its message is one sentence that says what to do. */
class Unusable extends Error {}

const usage =
  'npm run create-admin -- --name "Siti Aminah" --username siti.aminah [--phone 0812…] [--email …]'

let embedded: EmbeddedDatabase | null = null

try {
  const told = await readTold()
  const { mongodbUri, dataDir, baseUrl } = config()
  if (!mongodbUri) embedded = await startEmbedded(dataDir)
  await connect(mongodbUri ?? embedded!.uri('kabinet'))
  await buildIndexes()
  await loadWords()
  const token = await createAdministrator(told)
  process.stdout.write(
    `The account ${told.username} is made. Its link works once, within seven days:\n` +
      `${baseUrl}/invitations/${token}\n`,
  )
} catch (error) {
  console.error(sentenceOf(error))
  process.exitCode = 1
} finally {
  await disconnect().catch(() => undefined)
  await embedded?.stop()
}

async function readTold() {
  const flags = readFlags()
  const fullName = (flags.name ?? (await ask('Full name: '))).trim()
  const username = (flags.username ?? (await ask('Username: '))).trim().toLowerCase()
  if (!fullName || !username) throw new Unusable(`A name and a username are needed: ${usage}`)
  if (fullName.length > 120) throw new Unusable('A name has at most 120 characters.')
  return { fullName, username, phone: flags.phone ?? null, email: flags.email ?? null }
}

function readFlags() {
  const options = {
    name: { type: 'string' },
    username: { type: 'string' },
    phone: { type: 'string' },
    email: { type: 'string' },
  } as const
  try {
    return parseArgs({ options }).values
  } catch (error) {
    throw new Unusable(`${(error as Error).message.split('\n')[0]} Use it so: ${usage}`)
  }
}

async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Unusable(`A name and a username are needed: ${usage}`)
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}

/** What a person can mend is one sentence; anything else is ours and shows where it came from. */
function sentenceOf(error: unknown): unknown {
  if (error instanceof RuleBroken) {
    const t = translator('en')
    return Object.values(error.faults)
      .map(({ key, values }) => t(key, values))
      .join('\n')
  }
  const isTheirs = [Unusable, SettingWrong, EmbeddedFailed].some((kind) => error instanceof kind)
  return isTheirs ? (error as Error).message : error
}

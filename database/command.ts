import { config, SettingWrong } from '../config.ts'
import { connect, disconnect } from './connect.ts'
import { EmbeddedFailed, startEmbedded, type EmbeddedDatabase } from './embedded.ts'

/** Thrown when a command cannot do what it was asked for; its message is one sentence for the reader. */
export class CommandRefused extends Error {}

/**
 * Runs a command on the database of the settings: joins the embedded one that a service already
 * runs, or starts it for as long as the command takes. What a person can mend is one sentence and
 * exit 1, without a stack trace.
 */
export async function runCommand(work: () => Promise<number>): Promise<void> {
  let embedded: EmbeddedDatabase | null = null
  try {
    const { mongodbUri, dataDir } = config()
    if (!mongodbUri) embedded = await startEmbedded(dataDir)
    await connect(mongodbUri ?? embedded!.uri('kabinet'))
    process.exitCode = await work()
  } catch (error) {
    console.error(isForReader(error) ? error.message : error)
    process.exitCode = 1
  } finally {
    await disconnect().catch(() => undefined)
    await embedded?.stop()
  }
}

function isForReader(error: unknown): error is Error {
  return (
    error instanceof CommandRefused ||
    error instanceof SettingWrong ||
    error instanceof EmbeddedFailed
  )
}

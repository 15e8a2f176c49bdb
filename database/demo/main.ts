// npm run demo: loads the demo data into the database of the settings, also where `npm start` would not.
import { config, SettingWrong } from '../../config.ts'
import { buildIndexes, connect, disconnect } from '../connect.ts'
import { EmbeddedFailed, startEmbedded, type EmbeddedDatabase } from '../embedded.ts'
import { migrate } from '../migrate.ts'
import { prepareData } from '../prepare.ts'
import { loadDemo } from './load.ts'
import { isDemoLoaded } from './lease.ts'

const say = (step: string) => process.stdout.write(`${step}\n`)
let embedded: EmbeddedDatabase | null = null

try {
  const { mongodbUri, dataDir } = config()
  if (!mongodbUri) embedded = await startEmbedded(dataDir)
  await connect(mongodbUri ?? embedded!.uri('kabinet'))
  await migrate(say)
  await buildIndexes()
  const wasLoaded = await isDemoLoaded()
  await prepareData(say)
  await loadDemo(say)
  if (wasLoaded) say('The demo data is already there.')
  else if (!(await isDemoLoaded())) {
    say('There are accounts in this database already; demo data is only loaded into an empty one.')
    process.exitCode = 1
  }
} catch (error) {
  const isTheirs = error instanceof SettingWrong || error instanceof EmbeddedFailed
  console.error(isTheirs ? error.message : error)
  process.exitCode = 1
} finally {
  await disconnect().catch(() => undefined)
  await embedded?.stop()
}

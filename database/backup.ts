// npm run backup [-- <file>]: everything in the database, as it is now, in one archive.
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { config } from '../config.ts'
import { writeArchive } from './archive/write.ts'
import { CommandRefused, runCommand } from './command.ts'

await runCommand(async () => {
  const stamp = new Date().toISOString().slice(0, 19).replace(/[:]/g, '')
  const named = process.argv[2]
  const file = resolve(named ?? join(config().dataDir, 'backups', `kabinet-${stamp}.tar.gz`))
  if (existsSync(file)) throw new CommandRefused(`${file} is there already; name another file.`)
  mkdirSync(dirname(file), { recursive: true })
  const documents = await writeArchive(file, (step) => console.error(step))
  const megabytes = (statSync(file).size / 1_000_000).toFixed(1)
  console.log(`${documents} documents in ${file} (${megabytes} MB). Keep the keys apart from it.`)
  return 0
})

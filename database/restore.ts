// npm run restore -- <file> [--force]: the database as it was when the archive was written.
import { resolve } from 'node:path'
import { checkArchive, holdsData, isHalfRestored, readArchive } from './archive/read.ts'
import { CommandRefused, runCommand } from './command.ts'

await runCommand(async () => {
  const words = process.argv.slice(2)
  const named = words.find((word) => word !== '--force')
  if (!named) throw new CommandRefused('Name the archive: npm run restore -- <file> [--force].')
  const file = resolve(named)
  const manifest = await checkArchive(file)
  const isAllowed = words.includes('--force') || (await isHalfRestored()) || !(await holdsData())
  if (!isAllowed) {
    throw new CommandRefused(
      'The database is not empty; add --force to replace everything in it. Nothing was changed.',
    )
  }
  await readArchive(file, manifest, (step) => console.error(step))
  console.log('Restored. Start the service (again) now; everybody has to sign in anew.')
  return 0
})

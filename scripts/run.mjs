// node scripts/run.mjs <file.ts> [arguments]: makes ready, then runs the file with Node 24.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { follow } from './follow.mjs'
import { ready } from './ready.mjs'
import { checkout } from './ready/places.mjs'
import { Refusal, runMain } from './ready/step.mjs'

await runMain(async () => {
  const [file = '', ...args] = process.argv.slice(2)
  if (!file || !existsSync(resolve(checkout, file))) {
    throw new Refusal(`There is no file ${file || 'named'} to run: node scripts/run.mjs <file.ts>.`)
  }
  // At a terminal it stays in our group: a command that asks for a password needs the keyboard.
  return follow(await ready(), [file, ...args], { isApart: !process.stdin.isTTY })
})

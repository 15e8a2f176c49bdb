import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf, isRunning } from '../process-lock.mjs'

let made = 0

/** Puts this process down as one that uses the database; the answer is its file. */
export function joinUsers(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${process.pid}-${++made}`)
  writeFileSync(file, identityOf(process.pid))
  return file
}

/** Takes a user off the list. */
export function leaveUsers(file: string): void {
  rmSync(file, { force: true })
}

/** Whether a process that still runs uses the database; what dead ones left is swept away. */
export function hasUsers(folder: string, except?: string): boolean {
  let found = false
  for (const name of readNames(folder)) {
    const file = join(folder, name)
    if (file === except) continue
    if (isRunning(readText(file))) found = true
    else rmSync(file, { force: true })
  }
  return found
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

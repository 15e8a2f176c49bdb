import { spawn } from 'node:child_process'
import { root } from './sources.ts'

/** What a command said and how it ended. */
export interface Ending {
  code: number
  out: string
  err: string
}

/** Runs a file of the house as its npm script would, with the settings given. */
export function runFile(
  file: string,
  args: string[],
  settings: Record<string, string>,
): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (part) => (out += String(part)))
    child.stderr.on('data', (part) => (err += String(part)))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? -1, out: out.trim(), err: err.trim() }))
  })
}

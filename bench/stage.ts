import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A service with its demo data in a folder of its own, as a process of its own. */
export interface Stage {
  dataDir: string
  origin: string
  pid: number
  /** The session cookie of a demo account. */
  signIn(username: string): Promise<string>
  stop(): Promise<void>
}

/** Starts the service on a fresh folder; it is thrown away at the end. */
export async function openStage(): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kabinet-bench-'))
  const service = await startChild('server.ts', dataDir)
  return {
    dataDir,
    origin: service.origin,
    pid: service.child.pid!,
    signIn: (username) => signIn(service.origin, username),
    stop: async () => {
      await stopChild(service.child)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Starts one of our programs that prints the address at which it is ready. */
export async function startChild(
  file: string,
  dataDir: string,
): Promise<{ child: ChildProcess; origin: string }> {
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'silent',
    CLOCK: '2026-08-15T02:00:00Z',
  }
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const origin = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
    child.stdout!.on('data', (chunk: Buffer) => {
      const match = /ready at (http:\S+)/.exec(chunk.toString())
      if (match) resolve(match[1]!)
    })
  })
  return { child, origin }
}

/** Ends a program gently and waits for it. */
export async function stopChild(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

async function signIn(origin: string, username: string): Promise<string> {
  const page = await fetch(`${origin}/sign-in`)
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())![1]!
  const body = new URLSearchParams({ username, password: 'kopi-arabika', _csrf: csrf })
  const cookie = cookiesOf(page)
  const init = { method: 'POST', headers: { cookie }, body, redirect: 'manual' } as const
  const answer = await fetch(`${origin}/sign-in`, init)
  if (answer.status !== 303) throw new Error(`${username} cannot sign in: ${answer.status}`)
  return [cookie, cookiesOf(answer)].join('; ')
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

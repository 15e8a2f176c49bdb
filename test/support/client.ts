import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildApp } from '../../app.ts'
import { demoPassword } from '../../database/demo/organisations.ts'
import { makeLog } from '../../middleware/logging.ts'

let server: Server | null = null

/** Where the app under test listens; started at the first call. */
export async function origin(): Promise<string> {
  if (!server) {
    server = createServer(buildApp(makeLog('silent')))
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

after(() => {
  server?.closeAllConnections()
  server?.close()
})

export interface Answer {
  status: number
  location: string | null
  text: string
  /** What `<main data-…>` says of the record. */
  record: Record<string, string>
}

export type Fields = Record<string, string | string[]>

/** A browser without script: cookies, pages and plain forms. */
export class Client {
  private readonly cookies = new Map<string, string>()
  private csrf = ''

  /** Signs in as one of the cast. */
  static async as(username: string, password = demoPassword): Promise<Client> {
    const client = new Client()
    const answer = await client.post('/sign-in', { username, password })
    if (answer.status !== 303) throw new Error(`${username} cannot sign in: ${answer.status}`)
    client.csrf = ''
    return client
  }

  async get(path: string): Promise<Answer> {
    return this.send(path, { method: 'GET' })
  }

  /** A page or list as data. */
  async data<T = Record<string, unknown>>(path: string): Promise<T> {
    const answer = await this.get(`${path}${path.includes('?') ? '&' : '?'}format=json`)
    return JSON.parse(answer.text) as T
  }

  /** Sends a form as a page of this site would: with its token, and a fresh requestId unless given. */
  async post(path: string, fields: Fields = {}, files: Record<string, File> = {}): Promise<Answer> {
    if (this.csrf === '') await this.readToken()
    const all: Fields = { _csrf: this.csrf, requestId: randomUUID(), ...fields }
    const pairs = Object.entries(all).flatMap(([name, value]) =>
      [value].flat().map((each) => [name, each] as const),
    )
    if (Object.keys(files).length === 0) {
      return this.send(path, {
        method: 'POST',
        body: new URLSearchParams(pairs.map(([a, b]) => [a, b])),
      })
    }
    const body = new FormData()
    for (const [name, value] of pairs) body.append(name, value)
    for (const [name, file] of Object.entries(files)) body.append(name, file)
    return this.send(path, { method: 'POST', body })
  }

  private async readToken(): Promise<void> {
    const page = await this.get(this.cookies.has('kabinet') ? '/' : '/sign-in')
    this.csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  }

  private async send(path: string, init: RequestInit): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(`${await origin()}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { cookie },
    })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]!.split('=')
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const text = await response.text()
    return {
      status: response.status,
      location: response.headers.get('location'),
      text,
      record: recordOf(text),
    }
  }
}

function recordOf(html: string): Record<string, string> {
  const main = /<main[^>]*>/.exec(html)?.[0] ?? ''
  return Object.fromEntries(
    [...main.matchAll(/data-(\w+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
  )
}

/** The messages that stand at the fields of a page. */
export function fieldErrors(html: string): string[] {
  return [...html.matchAll(/class="field__error"[^>]*>([^<]*)</g)].map((match) => match[1]!)
}

/** The codes that a page asks about. */
export function asked(html: string): string[] {
  return [...html.matchAll(/data-ask="([^"]+)"/g)].map((match) => match[1]!)
}

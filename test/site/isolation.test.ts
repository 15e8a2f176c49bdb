import { expect } from 'chai'
import { buildApp } from '../../app.ts'
import { can, type Permission, type Role } from '../../domain/permissions.ts'
import { accounts } from '../../database/demo/accounts.ts'
import { makeLog } from '../../middleware/logging.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { linesOfApp, type Line } from '../support/routes.ts'
import { foreignRecords, noRecord } from './foreign/index.ts'

/** Everybody of the first regency whose sight ends somewhere; the province and the auditor see all. */
const bounded = [
  'petani',
  'ketua',
  'penyuluh',
  'dinas',
  'penangkar',
  'uph',
  'eksportir',
  'perhutani',
  'analis',
  'komite',
]

const beginOf = (path: string) => path.slice(0, path.indexOf(':'))

describe('nobody reaches a record of the other regency', () => {
  let lines: Line[]

  useDatabase()
  before(() => {
    lines = linesOfApp(buildApp(makeLog('silent'))).filter(
      ({ path, guards }) => path.includes('/:') && guards[0] !== 'public' && !noRecord.test(path),
    )
  })

  it('knows a foreign record for every address with an id', () => {
    const unknown = lines
      .filter(({ path }) => !(beginOf(path) in foreignRecords))
      .map(({ method, path }) => `${method} ${path}: add its record to test/site/foreign/`)

    expect(unknown.join('\n')).to.equal('')
  })

  for (const username of bounded) {
    it(`as ${username}, by page, data or act`, async function () {
      this.timeout(120_000)
      const role = accounts.find(([name]) => name === username)![2]
      const ids = await makeAll(await setStage())
      const client = await Client.as(username)

      const reached: string[] = []
      for (const line of lines) {
        const path = pathOf(line.path, ids)
        const answers = await ask(client, line.method, path)
        const wanted = isAllowed(role, line) ? 404 : 403
        for (const status of answers)
          if (status !== wanted) reached.push(`${line.method} ${line.path}: ${status}`)
      }

      expect(reached).to.deep.equal([])
    })
  }

  it('finds no foreign id in any list, page or file', async function () {
    this.timeout(120_000)
    const ids = Object.values(await makeAll(await setStage()))
    const lists = linesOfApp(buildApp(makeLog('silent'))).filter(
      ({ method, path, guards }) =>
        method === 'GET' && !path.includes(':') && guards[0] !== 'public',
    )

    const leaks: string[] = []
    for (const username of bounded) {
      const role = accounts.find(([name]) => name === username)![2]
      const client = await Client.as(username)
      for (const line of lists.filter((each) => isAllowed(role, each))) {
        for (const query of ['', '?format=json', '?format=csv']) {
          const { text } = await client.get(`${line.path}${query}`)
          const found = ids.filter((id) => text.includes(id))
          if (found.length > 0) leaks.push(`${username} GET ${line.path}${query}: ${found.join()}`)
        }
      }
    }

    expect(leaks).to.deep.equal([])
  })
})

async function makeAll(cast: Cast): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  const made = new Map<unknown, string>()
  for (const [begin, make] of Object.entries(foreignRecords)) {
    const id = made.get(make) ?? (await make(cast))
    made.set(make, id)
    ids[begin] = id
  }
  return ids
}

/** The address with the foreign id; further variable parts (a row, a transaction) take the first. */
function pathOf(path: string, ids: Record<string, string>): string {
  return path.replace(/:\w+/, ids[beginOf(path)]!).replaceAll(/:\w+/g, '0')
}

async function ask(client: Client, method: string, path: string): Promise<number[]> {
  if (method === 'POST') return [(await client.post(path, { version: '1' })).status]
  return [(await client.get(path)).status, (await client.get(`${path}?format=json`)).status]
}

function isAllowed(role: Role, { guards }: Line): boolean {
  return can({ role }, guards[0] as Permission)
}

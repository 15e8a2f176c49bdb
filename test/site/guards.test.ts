import { expect } from 'chai'
import express, { type RequestHandler } from 'express'
import { buildApp } from '../../app.ts'
import { makeLog } from '../../middleware/logging.ts'
import { may } from '../../middleware/may.ts'
import { useDatabase } from '../support/database.ts'
import { linesOfApp, type Line } from '../support/routes.ts'

/** Asked by machines and by every page; they tell nothing of anybody. */
const isOpen = ({ path }: Line) =>
  path === '/healthz' || path === '/readyz' || path.startsWith('/static/')

describe('the guards of the routes', () => {
  let lines: Line[]

  useDatabase()
  before(() => {
    lines = linesOfApp(buildApp(makeLog('silent')))
  })

  it('finds the routes of the service', () => {
    const paths = lines.map(({ path }) => path)

    expect(paths).to.include.members(['/healthz', '/sign-in', '/harvests', '/harvests/:id/confirm'])
  })

  it('stand on every route, and first', () => {
    const complaints = bareOf(lines)

    expect(complaints.join('\n')).to.equal('')
  })

  it('are missed where they are missing, behind another handler, or on one of two methods', () => {
    const area = express.Router()
    const act: RequestHandler = (_req, res) => void res.end()
    area.get('/guarded', may('public'), act)
    area.get('/bare', act)
    area.get('/late', act, may('public'))
    area.route('/both').get(may('public'), act).post(act)
    const app = express().use(express.Router().use(area))

    const complaints = bareOf(linesOfApp(app))

    const named = complaints.map((complaint) => complaint.split(' ').slice(0, 2).join(' '))
    expect(named).to.deep.equal(['GET /bare', 'GET /late', 'POST /both'])
  })

  it('stand once on a route', () => {
    const twice = lines.filter(({ guards }) => guards.filter(Boolean).length > 1)

    const complaints = twice.map(({ method, path }) => `${method} ${path} has more than one may(…)`)

    expect(complaints.join('\n')).to.equal('')
  })

  it('open no act to all but signing in, signing out and choosing a password', () => {
    const acts = lines.filter(({ method, guards }) => method === 'POST' && guards[0] === 'public')

    const known = /^\/(sign-in|sign-out|invitations\/:token|styleguide)$/
    const complaints = acts
      .filter(({ path }) => !known.test(path))
      .map(({ path }) => `POST ${path} is open to all: give it a permission`)

    expect(complaints.join('\n')).to.equal('')
  })

  it('are reached: no literal path stands behind one that swallows it', () => {
    const swallowed = lines.flatMap((line, index) => {
      const before = lines.slice(0, index).find((each) => swallows(each, line))
      return before ? [`${line.method} ${line.path} must stand before ${before.path}`] : []
    })

    expect(swallowed.join('\n')).to.equal('')
  })
})

function bareOf(lines: Line[]): string[] {
  const bare = lines.filter((line) => !isOpen(line) && line.guards[0] === undefined)
  return bare.map(
    ({ method, path }) =>
      `${method} ${path} has no guard: write may('noun.verb') first on its line, or may('public')`,
  )
}

function swallows(before: Line, line: Line): boolean {
  if (before.method !== line.method || before.path === line.path) return false
  const pattern = before.path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')
  return !line.path.includes(':') && new RegExp(`^${pattern}$`).test(line.path)
}

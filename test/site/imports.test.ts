import { expect } from 'chai'
import { importsOf, sourcesOf, type Import } from '../support/sources.ts'

const sources = sourcesOf(
  '*.ts',
  '{routes,domain,models,middleware,database,jobs,scripts,bench}/**/*.ts',
)
const imports = sources.flatMap(importsOf)
const loadedBy = Map.groupBy(
  imports.filter(({ isType }) => !isType),
  ({ from }) => from,
)

/** The areas in the order of architecture.md: a service calls only services of earlier ones. */
const areas =
  'accounts farmers visits harvests seedlings forests processing market loans participation dashboards offline admin'.split(
    ' ',
  )

const areaOf = (path: string) => /^domain\/([^/]+)\//.exec(path)?.[1] ?? null
const isService = (path: string) => /^domain\/[^/]+\/service(\.ts$|\/)/.test(path)
const isRule = (path: string) => areaOf(path) !== null && !isService(path)
const isModel = (path: string) => path.startsWith('models/') || path === 'mongoose'
const isWeb = (path: string) => /^(express$|routes\/|middleware\/)/.test(path)

/** What is wrong with the imports that a rule forbids, each with the way out. */
function complaints(isWrong: (each: Import) => boolean, wayOut: string): string {
  return imports
    .filter(isWrong)
    .map(({ from, to }) => `${from} imports ${to}: ${wayOut}`)
    .join('\n')
}

describe('who may import whom', () => {
  it('reads the import lines of the house', () => {
    const kinds = importsOf({
      path: 'routes/x/index.ts',
      text: [
        `import express from 'express'`,
        `import type { A } from '../../models/a.ts'`,
        `import { type B, type C } from '../b.ts'`,
        `import {\n  type D,\n  e,\n} from './e.ts'`,
        `import '../side.ts'`,
        `export { f } from './f.ts'`,
        `const g = await import('./g.ts')`,
      ].join('\n'),
    })

    expect(kinds.map(({ to, isType }) => [to, isType])).to.deep.equal([
      ['express', false],
      ['models/a.ts', true],
      ['routes/b.ts', true],
      ['routes/x/e.ts', false],
      ['routes/side.ts', false],
      ['routes/x/f.ts', false],
      ['routes/x/g.ts', false],
    ])
    expect(imports.length).to.be.greaterThan(100)
  })

  it('keeps models out of the routes', () => {
    const wrong = complaints(
      ({ from, to }) => from.startsWith('routes/') && isModel(to),
      'a route asks a use case in domain/<area>/service, and that one reads and writes',
    )

    expect(wrong).to.equal('')
  })

  it('keeps HTTP out of the domain', () => {
    const wrong = complaints(
      ({ from, to }) => from.startsWith('domain/') && isWeb(to),
      'hand the domain plain values, and let the route make them from the request',
    )

    expect(wrong).to.equal('')
  })

  it('keeps the database and the clock out of the pure rules', () => {
    const impure = /^(domain\/(clock|audit|once|numbers)\.ts|config\.ts|database\/)/
    const wrong = complaints(
      ({ from, to }) => isRule(from) && (isModel(to) || impure.test(to) || isService(to)),
      'a rule gets records and `today` as arguments; what must read or write stands in service/',
    )

    expect(wrong).to.equal('')
  })

  it('lets no pure rule reach a model through another file', () => {
    const wrong = sources
      .filter(({ path }) => isRule(path))
      .flatMap(({ path }) => {
        const way = wayTo(path, isModel)
        return way ? [`${way.join(' → ')}: take the pure part out into a file of its own`] : []
      })

    expect(wrong.join('\n')).to.equal('')
  })

  it('keeps time and chance out of the pure rules', () => {
    const unsteady = /Date\.now\(|new Date\(\)|Math\.random\(|random(UUID|Bytes|Int)\(/
    const wrong = sources
      .filter(({ path, text }) => isRule(path) && unsteady.test(text))
      .map(({ path }) => `${path} reads the time or throws dice: take it as an argument`)

    expect(wrong.join('\n')).to.equal('')
  })

  it('has one clock in the domain; only locks, links and caches keep machine time', () => {
    const ownTime = [
      'domain/clock.ts',
      'domain/accounts/service/tries.ts',
      'domain/accounts/service/invitations.ts',
      'domain/public-figures.ts',
    ]
    const wrong = sources
      .filter(
        ({ path, text }) => path.startsWith('domain/') && /Date\.now\(|new Date\(\)/.test(text),
      )
      .filter(({ path }) => !ownTime.includes(path))
      .map(({ path }) => `${path} reads the time: ask now() or today() of domain/clock.ts`)

    expect(wrong.join('\n')).to.equal('')
  })

  it('keeps services and HTTP out of the models', () => {
    const wrong = complaints(
      ({ from, to }) => from.startsWith('models/') && (isService(to) || isWeb(to)),
      'a model may take words from a pure rule; what acts belongs into a service',
    )

    expect(wrong).to.equal('')
  })

  it('lets services call only services of areas named earlier', () => {
    const wrong = complaints(({ from, to }) => {
      if (!isService(from) || !isService(to)) return false
      return areas.indexOf(areaOf(to)!) > areas.indexOf(areaOf(from)!)
    }, 'announce it in domain/events.ts and let the later area listen')

    expect(wrong).to.equal('')
  })

  it('keeps the tests out of the house', () => {
    const wrong = complaints(
      ({ to }) => to.startsWith('test/'),
      'move what is shared out of test/, or leave it there',
    )

    expect(wrong).to.equal('')
  })

  it('goes in no circle', () => {
    const circles = sources.flatMap(({ path }) => {
      const way = wayTo(path, (to) => to === path)
      return way ? [`${way.join(' → ')}: take what both need out into a third file`] : []
    })

    expect(circles.join('\n')).to.equal('')
  })
})

/** The shortest way by loaded imports from a file to one that is looked for; null when none. */
function wayTo(start: string, isGoal: (path: string) => boolean): string[] | null {
  const seen = new Set<string>()
  let ways = [[start]]
  while (ways.length > 0) {
    const further: string[][] = []
    for (const way of ways) {
      for (const { to } of loadedBy.get(way.at(-1)!) ?? []) {
        if (isGoal(to)) return [...way, to]
        if (seen.has(to)) continue
        seen.add(to)
        further.push([...way, to])
      }
    }
    ways = further
  }
  return null
}

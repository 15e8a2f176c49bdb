import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { sourcesOf } from '../support/sources.ts'

const root = new URL('../../', import.meta.url)

function sentences(lang: string): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.set(path, value)
    else for (const [name, part] of Object.entries(value as object)) walk(part, `${path}.${name}`)
  }
  walk(JSON.parse(readFileSync(new URL(`locales/${lang}/rules.json`, root), 'utf8')), 'rules')
  return found
}

const placeholders = (text: string) => [...text.matchAll(/{{.*?}}/g)].map(String).sort()

describe('the sentences of the rules', () => {
  it('are there in both languages, with the same values in them', () => {
    const [id, en] = [sentences('id'), sentences('en')]
    expect([...en.keys()]).to.deep.equal([...id.keys()])
    for (const [key, text] of id)
      expect(placeholders(en.get(key)!), key).to.deep.equal(placeholders(text))
  })

  it('are all used by a rule, and no rule uses another', () => {
    const used = new Set<string>()
    const known = [...sentences('id').keys()]
    for (const { text } of sourcesOf('domain/**/*.ts', 'routes/**/*.ts')) {
      for (const [, key] of text.matchAll(/'(rules\.[\w.]+)'/g)) used.add(key!)
      // `rules.seedling.wall.${code}` uses every sentence below it
      for (const [, begin] of text.matchAll(/`(rules\.[\w.]+\.)\$\{/g))
        known.filter((key) => key.startsWith(begin!)).forEach((key) => used.add(key))
    }
    expect([...used].sort()).to.deep.equal([...sentences('id').keys()].sort())
  })
})

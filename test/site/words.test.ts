import { expect } from 'chai'
import { permissions } from '../../domain/permissions.ts'
import { languages, wordsOf, type Language } from '../../middleware/words.ts'
import { sourcesOf } from '../support/sources.ts'

const words = Object.fromEntries(
  languages.map((language) => [language, flat(wordsOf(language))]),
) as Record<Language, Map<string, string>>

const keys = new Set([...words.id.keys()].map(singular))
const areas = Object.keys(wordsOf('id')).join('|')
const sources = sourcesOf(
  '*.ts',
  '{routes,domain,middleware,models,jobs,database}/**/*.ts',
  'views/**/*.hbs',
)

interface Use {
  path: string
  key: string
}

/** Keys that stand whole in the sources. */
const literals: Use[] = sources.flatMap(({ path, text }) => {
  const quoted = new RegExp(`(["'\`])((?:${areas})\\.[\\w.-]+)\\1`, 'g')
  return [...text.matchAll(quoted)]
    .map(([, , key]) => ({ path, key: key! }))
    .filter(({ key }) => !(permissions as string[]).includes(key))
})

/** Keys that are put together, such as `roles.${role}`: `*` stands for what is filled in. */
const patterns: Use[] = sources.flatMap(({ path, text }) => {
  const built = new RegExp(`\`((?:${areas})\\.[\\w.-]*\\$\\{[^\`]*)\``, 'g')
  return [...text.matchAll(built)].map(([, key]) => ({
    path,
    key: key!.replace(/\$\{[^}]*\}/g, '*'),
  }))
})

describe('the words', () => {
  it('are found where they are used', () => {
    expect(keys.size).to.be.greaterThan(100)
    expect(literals.length).to.be.greaterThan(100)
    expect(patterns.map(({ key }) => key)).to.include.members(['roles.*', 'errors.*.heading'])
  })

  for (const [one, other] of [
    ['id', 'en'],
    ['en', 'id'],
  ] as const) {
    it(`that are there in ${one} are there in ${other}`, () => {
      const there = new Set([...words[other].keys()].map(singular))

      const missing = [...words[one].keys()].map(singular).filter((key) => !there.has(key))

      expect(missing, `write them in locales/${other}`).to.deep.equal([])
    })
  }

  it('say something in both languages', () => {
    const empty = languages.flatMap((language) =>
      [...words[language]]
        .filter(([, text]) => text.trim() === '')
        .map(([key]) => `${language} ${key}`),
    )

    expect(empty).to.deep.equal([])
  })

  it('name the same values in both languages', () => {
    const different = [...words.id].filter(([key, text]) => {
      const english = words.en.get(key)
      return english !== undefined && namesIn(text) !== namesIn(english)
    })

    expect(different.map(([key]) => key)).to.deep.equal([])
  })

  it('are there wherever they are asked for', () => {
    const missing = literals.filter(({ key }) => !keys.has(key))

    const complaints = missing.map(({ path, key }) => `${path} says ${key}, which no language has`)

    expect([...new Set(complaints)].join('\n')).to.equal('')
  })

  it('are there for every key that is put together', () => {
    const missing = patterns.filter(({ key }) => ![...keys].some((each) => matches(key, each)))

    const complaints = missing.map(({ path, key }) => `${path} says ${key}, which no language has`)

    expect(complaints.join('\n')).to.equal('')
  })

  it('are all used', () => {
    const used = new Set(literals.map(({ key }) => key))
    const unused = [...keys].filter(
      (key) => !used.has(key) && !patterns.some((pattern) => matches(pattern.key, key)),
    )

    expect(unused, 'take them out of locales/id and locales/en, or say them').to.deep.equal([])
  })
})

/** All texts by their whole key. */
function flat(value: unknown, prefix = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[prefix, value]])
  const entries = Object.entries(value as Record<string, unknown>)
  return new Map(
    entries.flatMap(([name, part]) => [...flat(part, prefix ? `${prefix}.${name}` : name)]),
  )
}

// i18next looks for `key_one` and `key_other` when it is asked for `key` with a count
function singular(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, '')
}

function matches(pattern: string, key: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.]/g, '\\.'))
  return new RegExp(`^${parts.join('.+')}$`).test(key)
}

function namesIn(text: string): string {
  const names = [...text.matchAll(/\{\{\s*([\w.]+)/g)].map(([, name]) => name!)
  return [...new Set(names)].sort().join()
}

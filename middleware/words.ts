import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import i18next from 'i18next'

export const languages = ['id', 'en'] as const
export type Language = (typeof languages)[number]
export type Translate = (key: string, values?: Record<string, unknown>) => string

const folder = join(import.meta.dirname, '..', 'locales')

/** Reads the words of both languages: one JSON file an area, its name is the first part of a key. */
export async function loadWords(): Promise<void> {
  const resources = Object.fromEntries(
    languages.map((language) => [language, { translation: wordsOf(language) }]),
  )
  await i18next.init({
    resources,
    lng: 'id',
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
}

/** All words of a language by area. */
export function wordsOf(language: Language): Record<string, unknown> {
  const files = readdirSync(join(folder, language)).filter((file) => file.endsWith('.json'))
  return Object.fromEntries(
    files.map((file) => [
      basename(file, '.json'),
      JSON.parse(readFileSync(join(folder, language, file), 'utf8')) as unknown,
    ]),
  )
}

const translators = new Map<Language, Translate>()

/** Says a key in a language. Templates escape what it returns. */
export function translator(language: Language): Translate {
  let translate = translators.get(language)
  if (!translate) {
    translate = remembering(i18next.getFixedT(language) as unknown as Translate)
    translators.set(language, translate)
  }
  return translate
}

/** Most words of a page hold no values: they are looked up once, not at every request. */
function remembering(fixed: Translate): Translate {
  const known = new Map<string, string>()
  return (key, values) => {
    if (values && Object.keys(values).length > 0) return fixed(key, values)
    let word = known.get(key)
    if (word === undefined) {
      word = fixed(key, {})
      // a key that is not there may be made of what somebody sent: such keys are not kept
      if (word !== key) known.set(key, word)
    }
    return word
  }
}

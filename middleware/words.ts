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
    const fixed = i18next.getFixedT(language)
    translate = (key, values) => fixed(key, values ?? {}) as string
    translators.set(language, translate)
  }
  return translate
}

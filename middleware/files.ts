import { WrongFileKind } from '../domain/errors.ts'
import { storePaper, storePhoto, type KeptPaper } from '../domain/photos.ts'
import type { Upload } from './read-body.ts'

/**
 * Which file fields a form has: photos, papers (PDF or photo of a paper), or text (an outline, a CSV).
 * `answers[*]` stands for every `answers[CODE]`.
 */
export type FileRules = Record<string, 'photo' | 'paper' | 'outline'>

/** By field: photos as ids and papers in the order in which they came, outlines as their text. */
export interface KeptFiles {
  papers: Record<string, KeptPaper[]>
  photos: Record<string, string[]>
  texts: Record<string, string>
}

const photoKinds = ['image/jpeg', 'image/png', 'image/webp']
const paperKinds = ['application/pdf', ...photoKinds]
const outlineKinds = [
  'application/geo+json',
  'application/json',
  'text/plain',
  'text/csv',
  'application/octet-stream',
]

const allowedKinds = { photo: photoKinds, paper: paperKinds, outline: outlineKinds }

/**
 * Checks and keeps the files of a form; files of fields that the form does not have are left.
 * @throws {WrongFileKind} (415) before anything is kept
 */
export async function keepFiles(uploads: Upload[], rules: FileRules): Promise<KeptFiles> {
  const wanted = uploads.filter(({ field }) => ruleOf(rules, field) !== null)
  for (const { field, mimeType } of wanted) {
    if (!allowedKinds[ruleOf(rules, field)!].includes(mimeType)) throw new WrongFileKind()
  }
  const kept: KeptFiles = { photos: {}, papers: {}, texts: {} }
  for (const { field, bytes, mimeType, name } of wanted) {
    const rule = ruleOf(rules, field)!
    if (rule === 'outline') kept.texts[field] = textOf(bytes)
    else if (rule === 'photo') (kept.photos[field] ??= []).push(await storePhoto(bytes, mimeType))
    else (kept.papers[field] ??= []).push(await storePaper(bytes, mimeType, name))
  }
  return kept
}

function ruleOf(rules: FileRules, field: string): FileRules[string] | null {
  const name = Object.hasOwn(rules, field) ? field : field.replace(/\[[\w-]{1,60}\]$/, '[*]')
  return Object.hasOwn(rules, name) ? rules[name]! : null
}

function textOf(bytes: Buffer): string {
  if (bytes.includes(0)) throw new WrongFileKind()
  return bytes.toString('utf8')
}

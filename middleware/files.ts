import { WrongFileKind } from '../domain/errors.ts'
import { storePhoto } from '../domain/photos.ts'
import type { Upload } from './read-body.ts'

/** Which file fields a form has: a photo, or the outline of a plot as text. */
export type FileRules = Record<string, 'photo' | 'outline'>

/** Photos by field as ids in the order in which they came, outlines by field as their text. */
export interface KeptFiles {
  photos: Record<string, string[]>
  texts: Record<string, string>
}

const photoKinds = ['image/jpeg', 'image/png', 'image/webp']
const outlineKinds = [
  'application/geo+json',
  'application/json',
  'text/plain',
  'text/csv',
  'application/octet-stream',
]

/**
 * Checks and keeps the files of a form; files of fields that the form does not have are left.
 * @throws {WrongFileKind} (415) before anything is kept
 */
export async function keepFiles(uploads: Upload[], rules: FileRules): Promise<KeptFiles> {
  const wanted = uploads.filter((upload) => Object.hasOwn(rules, upload.field))
  for (const upload of wanted) {
    const allowed = rules[upload.field] === 'photo' ? photoKinds : outlineKinds
    if (!allowed.includes(upload.mimeType)) throw new WrongFileKind()
  }
  const kept: KeptFiles = { photos: {}, texts: {} }
  for (const upload of wanted) {
    if (rules[upload.field] === 'outline') kept.texts[upload.field] = textOf(upload.bytes)
    else (kept.photos[upload.field] ??= []).push(await storePhoto(upload.bytes, upload.mimeType))
  }
  return kept
}

function textOf(bytes: Buffer): string {
  if (bytes.includes(0)) throw new WrongFileKind()
  return bytes.toString('utf8')
}

import type { Response } from 'express'
import type { ProgrammeDocument } from '../../domain/seedlings/documents.ts'
import type { Box } from './ui.ts'

/** The documents in words: KTP, Bukti lahan. */
export function documentWords(res: Response, documents: readonly ProgrammeDocument[]): string {
  return documents.map((kind) => res.locals.t(`applications.document.${kind}`)).join(', ')
}

/** Boxes to tick, one for each of the documents. */
export function documentsBox(
  res: Response,
  name: string,
  documents: readonly ProgrammeDocument[],
  value: readonly ProgrammeDocument[] = [],
): Box {
  return {
    kind: 'choice',
    name,
    isMany: true,
    value,
    options: documents.map((kind) => ({
      value: kind,
      label: res.locals.t(`applications.document.${kind}`),
    })),
  }
}

import type { DocumentKind } from '../loans/application.ts'
import type { Question } from '../errors.ts'

/** What a programme may ask to see of an applicant; the same codes as the papers of a loan. */
export const programmeDocuments = [
  'identity',
  'land',
  'group-letter',
  'photo',
] as const satisfies readonly DocumentKind[]
export type ProgrammeDocument = (typeof programmeDocuments)[number]

/** What is asked of an officer who verifies without having seen all that the programme asks for. */
export function documentQuestions(
  asked: readonly ProgrammeDocument[],
  seen: readonly ProgrammeDocument[],
): Question[] {
  if (asked.every((kind) => seen.includes(kind))) return []
  return [
    {
      code: 'documents-missing',
      key: 'rules.seedling.askDocuments',
      values: { seen: seen.length, asked: asked.length },
      needsExplanation: true,
    },
  ]
}

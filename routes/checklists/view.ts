import type { ChecklistQuestion } from '../../domain/visits/checklist.ts'
import type { FoundDraft } from '../../domain/visits/service/checklist-drafts.ts'
import type { Language, Translate } from '../../middleware/words.ts'

/** How a question is answered, in words: the kind, then its options or its unit. */
export function answerWords(question: ChecklistQuestion, t: Translate, lang: Language): string {
  const { kind, options, unit } = question
  const detail = options?.map((option) => option.text[lang]).join(', ') ?? unit
  return [t(`checklists.answer.${kind}`), detail].filter(Boolean).join(': ')
}

/** What the head of each editing page needs: the kind, where it leads back to, the record. */
export function draftHead({ kind, current, isDraft, version }: FoundDraft, t: Translate) {
  const address = `/visits/checklists/${kind}`
  return {
    address,
    kindLabel: t(`visits.kind.${kind}`),
    record: {
      kind: 'checklist',
      id: kind,
      number: `${kind}:${current.version}`,
      status: isDraft ? 'draft' : 'current',
      version,
    },
  }
}

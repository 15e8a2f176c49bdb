import type { Request, Response } from 'express'
import { allChecklists } from '../../domain/visits/service/checklists.ts'
import { present } from '../present.ts'

/** The checklists as they are now, with the source of every question. */
export async function checklistsPage(req: Request, res: Response): Promise<void> {
  const { t, lang } = res.locals
  const checklists = await allChecklists()
  present(req, res, 'visits/checklists', {
    data: { rows: checklists, next: null },
    title: t('visits.checklists.title'),
    checklists: checklists.map(({ kind, version, questions }) => ({
      kindLabel: t(`visits.kind.${kind}`),
      version,
      questions: questions.map(({ text, kind: answer, unit, options, isRequired, source }) => ({
        label: text[lang],
        answer: t(`visits.checklists.answer.${answer}`),
        detail: options?.map((option) => option.text[lang]).join(', ') ?? unit ?? '',
        isRequired,
        source,
      })),
    })),
  })
}

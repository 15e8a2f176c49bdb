import type { Request, Response } from 'express'
import { can } from '../../domain/permissions.ts'
import { kindsInDraft } from '../../domain/visits/service/checklist-drafts.ts'
import { allChecklists } from '../../domain/visits/service/checklists.ts'
import { present } from '../present.ts'
import { answerWords } from './view.ts'

/** The checklists as they are now, with the source of every question. */
export async function checklistsPage(req: Request, res: Response): Promise<void> {
  const { t, lang } = res.locals
  const canEdit = can(req.actor, 'checklist.edit')
  const [checklists, inDraft] = await Promise.all([allChecklists(), kindsInDraft()])
  present(req, res, 'checklists/checklists', {
    data: { rows: checklists, next: null },
    title: t('checklists.title'),
    canVisit: can(req.actor, 'visit.view'),
    canEdit,
    checklists: checklists.map(({ kind, version, questions }) => ({
      href: `/visits/checklists/${kind}`,
      kindLabel: t(`visits.kind.${kind}`),
      version,
      isInDraft: canEdit && inDraft.has(kind),
      questions: questions.map((question) => ({
        label: question.text[lang],
        answer: answerWords(question, t, lang),
        isRequired: question.isRequired,
        source: question.source,
      })),
    })),
  })
}

import type { Request, Response } from 'express'
import type { ChecklistQuestion } from '../../domain/visits/checklist.ts'
import { carriersFor } from '../../domain/visits/checklist-edit.ts'
import { readDraft, versionsOf } from '../../domain/visits/service/checklist-drafts.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { questionFields } from '../visits/question-fields.ts'
import { answerWords, draftHead } from './view.ts'

/** One checklist as it is being rewritten: each question with its acts, and a try of the whole. */
export async function checklistPage(req: Request, res: Response): Promise<void> {
  const { t, lang } = res.locals
  const found = await readDraft(String(req.params['kind']))
  const { kind, current, questions, isDraft, version } = found
  const view = formView(req, res, {}, version)
  const head = draftHead(found, t)
  const opened = req.params['code'] ?? queryText(req, 'open')
  const acts = ['questions', ...(isDraft ? ['publish', 'discard'] : [])]
  const asFields = questionFields(questions, {}, {}, t, lang)
  present(req, res, 'checklists/checklist', {
    ...view,
    ...head,
    data: { ...head.record, kind, checklistVersion: current.version, questions, acts },
    title: t('checklists.edit.title', { kind: head.kindLabel }),
    checklistVersion: current.version,
    isDraft,
    questions: questions.map((question, at) => ({
      ...lineOf(question, res),
      place: at + 1,
      hint: asFields[at]!.hint,
      address: `${head.address}/questions/${question.code}`,
      canDepend: carriersFor(questions, question.code).length > 0,
      isOpen: question.code === opened,
      isFirst: at === 0,
      isLast: at === questions.length - 1,
    })),
    checklist: asFields,
    versions: await versionsOf(kind),
  })
}

function lineOf(question: ChecklistQuestion, res: Response) {
  const { t, lang } = res.locals
  const { code, text, isRequired, issue, source } = question
  return {
    ...{ code, isRequired, source },
    label: text[lang],
    other: text[lang === 'id' ? 'en' : 'id'],
    answer: answerWords(question, t, lang),
    issue: issue && t(`visits.issue.${issue.kind}`),
  }
}

import type { Request, Response } from 'express'
import type { ChecklistQuestion } from '../../domain/visits/checklist.ts'
import { carriersFor } from '../../domain/visits/checklist-edit.ts'
import { answersOf } from '../../domain/visits/checklist-shape.ts'
import { questionIn, readDraft } from '../../domain/visits/service/checklist-drafts.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { draftHead } from './view.ts'

/**
 * On which earlier answer a question depends: first the question is chosen (`?on=`), then which of
 * its answers; two steps, so that no script is needed.
 */
export async function conditionPage(req: Request, res: Response): Promise<void> {
  const { t, lang } = res.locals
  const found = await readDraft(String(req.params['kind']))
  const question = questionIn(found, String(req.params['code']))
  const { when } = question
  const carriers = carriersFor(found.questions, question.code)
  const view = formView(
    req,
    res,
    { whenIs: when?.is ?? [], whenAtLeast: when?.atLeast ?? '' },
    found.version,
  )
  const typed = req.problem?.typed['whenCode']
  const wanted =
    typeof typed === 'string' && typed ? typed : (queryText(req, 'on') ?? when?.code ?? null)
  const on = carriers.find(({ code }) => code === wanted) ?? null
  const head = draftHead(found, t)
  const action = `${head.address}/questions/${question.code}/condition`
  present(req, res, 'checklists/condition', {
    ...view,
    ...head,
    data: { ...head.record, question },
    action,
    title: t('checklists.condition.title', { question: question.text[lang] }),
    isConditional: when !== undefined,
    links: carriers.map(({ code, text }) => ({
      href: `${action}?on=${code}`,
      label: text[lang],
      isCurrent: code === on?.code,
    })),
    on: on && { code: on.code, label: on.text[lang], unit: on.unit ?? '' },
    isNumber: on?.kind === 'number',
    answerOptions: on && optionsOf(on, view.form['whenIs'], res),
  })
}

function optionsOf(question: ChecklistQuestion, chosen: unknown, res: Response) {
  const { t, lang } = res.locals
  const marked = new Set([chosen ?? []].flat())
  return answersOf(question).map((value) => ({
    value,
    label:
      question.options?.find(({ code }) => code === value)?.text[lang] ??
      t(`visits.answer.${value}`),
    isChecked: marked.has(value),
  }))
}

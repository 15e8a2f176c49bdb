import type { Request, Response } from 'express'
import { answerKinds, type ChecklistQuestion } from '../../domain/visits/checklist.ts'
import { partsOf } from '../../domain/visits/checklist-question.ts'
import { issueKinds } from '../../domain/visits/kinds.ts'
import { questionIn, readDraft } from '../../domain/visits/service/checklist-drafts.ts'
import { typedRows } from '../field-rows.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { draftHead } from './view.ts'

type View = ReturnType<typeof formView>

/** Rows for options that are offered beyond those that are filled. */
const spareRows = 2

/** A new question: first how it is answered (`?answer=`), then its words and bounds. */
export async function newQuestionPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const found = await readDraft(String(req.params['kind']))
  const head = draftHead(found, t)
  const asked = req.problem?.typed['answer'] ?? queryText(req, 'answer')
  const answer = answerKinds.find((each) => each === asked) ?? null
  const view = formView(req, res, {}, found.version)
  present(req, res, 'checklists/question', {
    ...view,
    ...head,
    ...(answer && fieldsFor(answer, view, res)),
    data: head.record,
    isNew: true,
    action: `${head.address}/questions`,
    answer,
    answerLinks: answerKinds.map((each) => ({
      href: `${head.address}/questions/new?answer=${each}`,
      label: t(`checklists.answer.${each}`),
      hint: t(`checklists.answerHint.${each}`),
    })),
    title: t('checklists.question.newTitle'),
  })
}

/** One question of the draft, to rewrite. */
export async function questionPage(req: Request, res: Response): Promise<void> {
  const { t, lang } = res.locals
  const found = await readDraft(String(req.params['kind']))
  const question = questionIn(found, String(req.params['code']))
  const head = draftHead(found, t)
  const view = formView(req, res, valuesOf(question), found.version)
  present(req, res, 'checklists/question', {
    ...view,
    ...head,
    ...fieldsFor(question.kind, view, res),
    data: { ...head.record, question },
    action: `${head.address}/questions/${question.code}`,
    answer: question.kind,
    title: question.text[lang],
  })
}

/** What the form of a question holds at first. */
function valuesOf(question: ChecklistQuestion): Record<string, unknown> {
  const { text, isRequired, source, issue, unit, min, max, band, options = [] } = question
  const amiss = issue?.is ?? []
  return {
    ...{ textId: text.id, textEn: text.en, isRequired: isRequired ? 'on' : '', source, unit },
    ...{ issue: issue?.kind, min: typed(min), max: typed(max) },
    ...{ bandMin: typed(band?.min), bandMax: typed(band?.max) },
    amissAnswer: question.kind === 'yes-no' ? amiss[0] : undefined,
    options: options.map((option) => ({
      code: option.code,
      textId: option.text.id,
      textEn: option.text.en,
      isAmiss: amiss.includes(option.code) ? 'on' : '',
    })),
  }
}

// a decimal point before three digits would be read as thousands
const typed = (value: number | undefined) =>
  value === undefined ? '' : String(value).replace('.', ',')

function fieldsFor(kind: ChecklistQuestion['kind'], view: View, res: Response) {
  const { t } = res.locals
  const { form } = view
  return {
    ...partsOf(kind),
    answerLabel: t(`checklists.answer.${kind}`),
    isRequiredChecked: form['isRequired'] === 'on',
    optionRows: kind === 'choice' ? optionRows(view) : [],
    issueOptions: issueKinds.map((value) => ({
      value,
      label: t(`visits.issue.${value}`),
      isSelected: form['issue'] === value,
    })),
    amissOptions: ['yes', 'no'].map((value) => ({
      value,
      label: t(`visits.answer.${value}`),
      isSelected: form['amissAnswer'] === value,
    })),
  }
}

function optionRows({ form, errors }: View) {
  const rows = typedRows(form['options'])
  return Array.from({ length: rows.length + spareRows }, (_, n) => {
    const row = rows[n] ?? {}
    const field = (name: string) => ({
      name: `options[${n}][${name}]`,
      id: `options-${n}-${name}`,
      value: row[name] ?? '',
      error: errors[`options[${n}][${name}]`] ?? '',
    })
    return {
      n: n + 1,
      code: field('code'),
      textId:
        n === 0 && errors['options']
          ? { ...field('textId'), error: errors['options'] }
          : field('textId'),
      textEn: field('textEn'),
      isAmiss: { ...field('isAmiss'), isChecked: row['isAmiss'] === 'on' },
    }
  })
}

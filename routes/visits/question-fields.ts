import { fieldId } from '../form-view.ts'
import type { ChecklistQuestion } from '../../domain/visits/checklist.ts'
import type { Language, Translate } from '../../middleware/words.ts'

/**
 * The questions of a checklist as fields of a form: `answers[CODE]`. The condition goes along as
 * data, so that `public/js/checklist.js` shows and hides by the same rule as the server reads.
 */
export function questionFields(
  questions: readonly ChecklistQuestion[],
  typed: Record<string, unknown>,
  errors: Record<string, string>,
  t: Translate,
  lang: Language,
) {
  return questions.map((question) => {
    const { code, kind, when, unit, band, isRequired } = question
    const name = `answers[${code}]`
    const value = typed[code] ?? ''
    const chosen = (options: { code: string; label: string }[]) =>
      options.map((option) => ({
        value: option.code,
        label: option.label,
        isChecked: option.code === value,
      }))
    const options =
      kind === 'yes-no'
        ? ['yes', 'no'].map((each) => ({ code: each, label: t(`visits.answer.${each}`) }))
        : (question.options ?? []).map((each) => ({ code: each.code, label: each.text[lang] }))
    return {
      ...{ code, name, value, unit: unit ?? '', isRequired },
      id: fieldId(name),
      label: question.text[lang],
      error: errors[name] ?? '',
      hint: [when && onlyIf(when, questions, t, lang), band && bandHint(band, unit ?? '', t)]
        .filter(Boolean)
        .join(' '),
      when: when ? JSON.stringify(when) : '',
      isChoice: kind === 'yes-no' || kind === 'choice',
      isNumber: kind === 'number',
      isText: kind === 'text',
      isPhoto: kind === 'photo',
      options: chosen(options),
    }
  })
}

type When = NonNullable<ChecklistQuestion['when']>

/** "Only when …", so that the form is understood without script too. */
function onlyIf(when: When, questions: readonly ChecklistQuestion[], t: Translate, lang: Language) {
  const asked = questions.find(({ code }) => code === when.code)
  const said = (when.is ?? []).map((answer) => {
    if (asked?.kind === 'yes-no') return t(`visits.answer.${answer}`)
    return asked?.options?.find(({ code }) => code === answer)?.text[lang] ?? answer
  })
  const question = (asked?.text[lang] ?? when.code).replace(/[?!.]$/, '')
  if (when.is) return t('visits.checklist.onlyIf', { question, answer: said.join(', ') })
  return t('visits.checklist.onlyFrom', { question, atLeast: when.atLeast ?? 0 })
}

function bandHint(band: { min: number; max: number }, unit: string, t: Translate) {
  return t('visits.checklist.band', { min: band.min, max: band.max, unit })
}

import type { ChecklistQuestion } from '../checklist.ts'

type Rest = Partial<Omit<ChecklistQuestion, 'code' | 'text' | 'kind'>>

function question(kind: ChecklistQuestion['kind']) {
  return (code: string, id: string, en: string, rest: Rest = {}): ChecklistQuestion => ({
    code,
    text: { id, en },
    kind,
    isRequired: false,
    source: '(U)',
    ...rest,
  })
}

/** One question of each kind; `source` is `(U)` unless said otherwise. */
export const yesNo = question('yes-no')
export const choice = question('choice')
export const number = question('number')
export const text = question('text')
export const photo = question('photo')

/** A choice's options: code, Indonesian, English. */
export function options(...rows: [code: string, id: string, en: string][]) {
  return rows.map(([code, id, en]) => ({ code, text: { id, en } }))
}

/** The pair of questions that every look at pests has: is it there, and on how many trees. */
export function pest(
  measure: 'borer' | 'rust',
  said: { id: string; en: string },
  isRequired: boolean,
): ChecklistQuestion[] {
  const has = `${measure}Seen`
  return [
    yesNo(has, `Ada ${said.id}?`, `Is there ${said.en}?`, {
      isRequired,
      source: '(U)',
    }),
    number(`${measure}Pct`, `Pohon kena ${said.id}`, `Trees with ${said.en}`, {
      unit: '%',
      min: 0,
      max: 100,
      band: { min: 0, max: measure === 'borer' ? 5 : 10 },
      isRequired: true,
      when: { code: has, is: ['yes'] },
      issue: { kind: measure },
      measure,
      source: '(U): ambang 5 % / 10 %',
    }),
  ]
}

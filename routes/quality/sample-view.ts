import type { Response } from 'express'
import { defectTwentieths } from '../../domain/processing/sni-defects.ts'
import { bestSorting } from '../../domain/processing/sni-grade.ts'
import type { SampleResult } from '../../domain/processing/sample.ts'
import { formatNumber } from '../../middleware/formats.ts'
import { sieves } from '../../domain/processing/sieve.ts'

type Values = Record<string, unknown>

const parts = [
  { key: 'black', codes: ['black', 'partly-black', 'broken-black', 'brown', 'spotted'] },
  { key: 'broken', codes: ['broken', 'immature', 'one-hole', 'more-holes'] },
  { key: 'husk', codes: ['cherry', 'husk-large', 'husk-medium', 'husk-small'] },
  {
    key: 'parchment',
    codes: ['in-parchment', 'parchment-large', 'parchment-medium', 'parchment-small'],
  },
  { key: 'foreign', codes: ['foreign-large', 'foreign-medium', 'foreign-small'] },
] as const

/** The boxes of a sample: defects in five groups, sieves, yes and no. */
export function sampleBoxes(res: Response, form: Values, errors: Values) {
  const { t, lang } = res.locals
  const inside = (name: string, key: string) =>
    ((form[name] ?? {}) as Record<string, unknown>)[key] ?? ''
  const yesNo = (field: string) =>
    ['no', 'yes'].map((value) => ({
      value,
      label: t(`quality.${value}`),
      isChecked: form[field] === value,
    }))
  return {
    parts: parts.map(({ key, codes }) => ({
      title: t(`quality.parts.${key}`),
      boxes: codes.map((code) => ({
        id: `defects-${code}`,
        name: `defects[${code}]`,
        label: t(`quality.defect.${code}`),
        value: inside('defects', code),
        error: errors[`defects[${code}]`],
        unit: `× ${formatNumber(lang, defectTwentieths[code] / 20)}`,
      })),
    })),
    sieves: sieves.map((sieve) => ({
      id: `sieve-${sieve}`.replace('.', '-'),
      name: `sieve[${sieve}]`,
      label: t(`quality.sieve.${sieve.replace('.', '-')}`),
      value: inside('sieve', sieve),
      error: errors[`sieve[${sieve}]`],
    })),
    liveInsects: yesNo('liveInsects'),
    badSmell: yesNo('badSmell'),
  }
}

/** A result in words, with the table and chart of what each defect costs. */
export function resultView(res: Response, result: SampleResult) {
  const { t, lang } = res.locals
  const best = bestSorting(result)
  const gradeWord = (grade: string) => t(`quality.grades.${grade}`)
  return {
    ...result,
    defectsWord: formatNumber(lang, Number(result.defects), 2),
    gradeWord: gradeWord(result.grade),
    isOutside: result.grade === 'outside',
    sizeWord: result.size ? t(`quality.sizes.${result.size}`) : t('quality.notSieved'),
    failedWords: result.failed.map((field) => t(`quality.failed.${field}`)),
    advice: best
      ? t('quality.advice', {
          count: best.count,
          defect: t(`quality.defect.${best.code}`).toLowerCase(),
          grade: gradeWord(best.gradeWithout),
        })
      : null,
    chart: result.perDefect.length > 0 && {
      id: 'defect-chart',
      title: t('quality.cost'),
      note: t('quality.costNote'),
      rowLabel: t('quality.defectWord'),
      columns: result.perDefect.map(({ code }) => ({ label: t(`quality.defect.${code}`) })),
      series: [
        { label: t('quality.count'), values: result.perDefect.map(({ count }) => count) },
        { label: t('quality.value'), values: result.perDefect.map(({ total }) => Number(total)) },
      ],
    },
  }
}

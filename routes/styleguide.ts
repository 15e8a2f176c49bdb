import express, { type Request, type Response } from 'express'
import { may } from '../middleware/may.ts'
import type { Translate } from '../middleware/words.ts'

export const styleguide = express.Router()

styleguide.get('/styleguide', may('styleguide.view'), styleguidePage)

/** Every component in every state. */
export function styleguidePage(_req: Request, res: Response): void {
  const { t } = res.locals
  const word: Translate = (key, values) => t(`styleguide.${key}`, values)
  res.render('styleguide/index', {
    title: word('title'),
    crumbs: [{ href: '/', label: word('home') }, { label: word('title') }],
    tags: ['good', 'wait', 'bad', 'info', 'plain'].map((kind) => ({ kind, text: word(kind) })),
    icons,
    filterLinks: [
      { href: '#acts', label: word('all'), isCurrent: true },
      { href: '#acts', label: word('waiting') },
    ],
    tabLinks: [
      { href: '#acts', label: word('harvest'), isCurrent: true },
      { href: '#answers', label: word('answers') },
      { href: '#figures', label: word('figures') },
    ],
    answerRows: [
      { label: word('plotLabel'), value: word('plotEast') },
      { label: word('weight'), value: '402\u00a0kg' },
    ].map((row) => ({ ...row, href: '#fields', hrefLabel: word('correct') })),
    ...fields(word),
    ...answers(word),
    ...shown(word),
    ...figures(word),
  })
}

const icons = [
  'home', 'harvest', 'seedling', 'loan', 'visit', 'people', 'map', 'chart', 'lot', 'quality', 'contract',
  'forest', 'message', 'person', 'search', 'add', 'more', 'check', 'next', 'back', 'list',
] // prettier-ignore

function fields(word: Translate) {
  const errors = Object.fromEntries(
    Object.entries({
      nik: 'nikError',
      weightKg: 'weightError',
      salary: 'salaryError',
      group: 'groupError',
      reason: 'reasonError',
      buyer: 'buyerError',
      witness: 'witnessError',
    }).map(([field, key]) => [field, word(key)]),
  )
  return {
    errors,
    errorList: Object.entries(errors).map(([field, message]) => ({
      field,
      href: `#f-${field}`,
      message,
    })),
    villages: ['villageOne', 'villageTwo'].map((key) => ({ value: key, label: word(key) })),
    forms: [
      { value: 'red', label: word('formRed'), hint: word('formRedHint'), isChecked: true },
      { value: 'mixed', label: word('formMixed'), hint: word('formMixedHint') },
      { value: 'dry', label: word('formDry') },
    ],
    buyers: ['buyerGroup', 'buyerTrader'].map((key) => ({ value: key, label: word(key) })),
    plots: ['plotEast', 'plotSpring'].map((key) => ({
      value: key,
      label: word(key),
      hint: word(`${key}Hint`),
      isChecked: key === 'plotEast',
    })),
  }
}

function answers(word: Translate) {
  const change = { who: word('leader'), when: '12.8.2026, 09.14' }
  return {
    sampleFlash: { text: word('saved') },
    sampleQuestions: [{ code: 'YIELD_HIGH', text: word('question'), needsExplanation: true }],
    sampleErrors: { explanation: word('explainError') },
    sampleForm: { explanation: '' },
    sampleConflict: {
      text: word('conflict'),
      canApply: true,
      changes: [
        { ...change, label: word('weight'), before: '420\u00a0kg', after: '402\u00a0kg' },
        { ...change, label: word('form'), before: word('formRed'), after: word('formMixed') },
      ],
    },
  }
}

function shown(word: Translate) {
  return {
    stats: [
      { label: word('instalment'), value: 'Rp\u00a0860.664', note: word('perMonth') },
      { label: word('interest'), value: 'Rp\u00a0327.971' },
      { label: word('harvest'), value: 'Rp\u00a024–33\u00a0jt' },
      { label: word('share'), value: '31–43\u00a0%' },
    ],
    summaryRows: [
      { label: word('area'), value: '1,23\u00a0ha' },
      { label: word('variety'), value: word('varietyValue') },
      {
        label: word('paper'),
        value: 'SHM, STDB 3511-0042',
        href: '#shown',
        hrefLabel: word('see'),
      },
    ],
    work: [
      {
        href: '#shown',
        title: word('workAdvice'),
        text: word('workAdviceText'),
        due: word('workDue'),
      },
      {
        href: '#shown',
        title: word('workPaper'),
        text: word('workPaperText'),
        isLate: true,
        lateText: word('bad'),
      },
    ],
    journey: [
      { title: word('reviewed'), who: word('reviewer'), when: '14.8.2026', isCurrent: true },
      {
        title: word('recommended'),
        who: word('office'),
        when: '13.8.2026',
        text: word('recommendation'),
      },
      { title: word('applied'), who: word('farmer'), when: '11.8.2026, 09.14' },
    ],
    rows: [
      { name: 'Sumarni', day: '2026-08-13', weightKg: 420, state: word('wait'), kind: 'wait' },
      {
        name: 'Abdul Wahid',
        day: '2026-08-13',
        weightKg: 388.5,
        state: word('good'),
        kind: 'good',
      },
      { name: 'Hosnan', day: '2026-08-11', weightKg: 1140, state: word('bad'), kind: 'bad' },
    ],
  }
}

function figures(word: Translate) {
  const columns = ['Mei', 'Jun', 'Jul', 'Agt'].map((label, index) => ({
    label,
    isRunning: index === 3,
  }))
  return {
    chartOne: {
      id: 'chart-one',
      title: word('chartOne'),
      note: word('chartOneNote'),
      unit: 'kg',
      columns,
      series: [{ label: '2026', values: [210, 640, 1180, 420] }],
    },
    chartThree: {
      id: 'chart-three',
      title: word('chartThree'),
      unit: 'kg',
      columns,
      series: [
        { label: '2024', values: [180, 700, 1020, 350] },
        { label: '2025', values: [240, 810, 1240, 390] },
        { label: '2026', values: [210, 640, 1180, 420] },
      ],
    },
    shapes: [
      {
        path: 'M90 70l44-14 40 8 26 30-18 34-52 12-44-16z',
        label: word('plotEast'),
        labelX: 144,
        labelY: 162,
        href: '#figures',
      },
      {
        path: 'M258 96l34-18 34 6 12 30-22 22-44-4z',
        label: word('plotSpring'),
        labelX: 296,
        labelY: 160,
        href: '#figures',
      },
    ],
  }
}

import { coffeeForms, processes } from '../processing/coffee.ts'
import { faultOfPair, type ReferenceList } from './list.ts'

const share = {
  kind: 'decimal',
  decimals: 1,
  unit: '%',
  min: 0,
  max: 100,
  isRequired: true,
} as const

/** What comes out of coffee that becomes another form: a step's band, or a lot's against its cherry. */
export const outturnList: ReferenceList = {
  code: 'outturn',
  fields: [
    { name: 'of', kind: 'choice', options: ['step', 'lot'], isRequired: true },
    { name: 'from', kind: 'choice', options: coffeeForms, isRequired: true },
    { name: 'to', kind: 'choice', options: coffeeForms, isRequired: true },
    { name: 'process', kind: 'choice', options: processes },
    { name: 'minPct', ...share },
    { name: 'maxPct', ...share },
    { name: 'basis', kind: 'choice', options: ['fresh', 'at-12'], isRequired: true },
  ],
  check: (values) => faultOfPair(values, 'minPct', 'maxPct'),
}

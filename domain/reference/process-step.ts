import { processes, stepCodes } from '../processing/coffee.ts'
import { faultOfPair, type ReferenceField, type ReferenceList } from './list.ts'

const hours = (name: string): ReferenceField => ({
  name,
  kind: 'decimal',
  decimals: 1,
  unit: 'jam',
  min: 0,
  max: 2_000,
})
const moisture = (name: string): ReferenceField => ({
  name,
  kind: 'decimal',
  decimals: 1,
  unit: '%',
  min: 0,
  max: 100,
})

/** The steps of each process in their order, with the bands out of which a step must be explained. */
export const processStepList: ReferenceList = {
  code: 'process-step',
  columns: ['process', 'step', 'order', 'hoursMin', 'hoursMax', 'moistureOutMaxPct'],
  fields: [
    { name: 'process', kind: 'choice', options: processes, isRequired: true },
    { name: 'step', kind: 'choice', options: stepCodes, isRequired: true },
    { name: 'order', kind: 'whole', min: 1, max: 50, isRequired: true },
    hours('hoursMin'),
    hours('hoursMax'),
    moisture('moistureInMinPct'),
    moisture('moistureInMaxPct'),
    moisture('moistureOutMinPct'),
    moisture('moistureOutMaxPct'),
    hours('startWithinHours'),
  ],
  check: (values) => ({
    ...faultOfPair(values, 'hoursMin', 'hoursMax'),
    ...faultOfPair(values, 'moistureInMinPct', 'moistureInMaxPct'),
    ...faultOfPair(values, 'moistureOutMinPct', 'moistureOutMaxPct'),
  }),
}

import { faultOfPair, type ReferenceList } from './list.ts'

/** The arabica varieties: what the plausibility of a plot and the band of its yield are asked of. */
export const varietyList: ReferenceList = {
  code: 'variety',
  columns: ['stature', 'minTreesPerHa', 'maxTreesPerHa', 'minAltitudeM', 'maxAltitudeM'],
  fields: [
    { name: 'stature', kind: 'choice', options: ['dwarf', 'tall', 'any'], isRequired: true },
    { name: 'minTreesPerHa', kind: 'whole', unit: '/ha', min: 100, max: 10_000, isRequired: true },
    { name: 'maxTreesPerHa', kind: 'whole', unit: '/ha', min: 100, max: 10_000, isRequired: true },
    { name: 'minAltitudeM', kind: 'whole', unit: 'm', min: 0, max: 3000 },
    { name: 'maxAltitudeM', kind: 'whole', unit: 'm', min: 0, max: 3000 },
    { name: 'minGreenKgPerHa', kind: 'whole', unit: 'kg/ha', min: 0, max: 10_000 },
    { name: 'maxGreenKgPerHa', kind: 'whole', unit: 'kg/ha', min: 0, max: 10_000 },
    {
      name: 'leafRust',
      kind: 'choice',
      options: ['resistant', 'tolerant', 'moderate', 'susceptible', 'unknown'],
      isRequired: true,
    },
    { name: 'decree', kind: 'text' },
  ],
  check: (values) => ({
    ...faultOfPair(values, 'minTreesPerHa', 'maxTreesPerHa'),
    ...faultOfPair(values, 'minAltitudeM', 'maxAltitudeM'),
    ...faultOfPair(values, 'minGreenKgPerHa', 'maxGreenKgPerHa'),
  }),
}

import { faultOfPair, type ReferenceList } from './list.ts'

/** What a seedling must be before it may go to farmers. */
export const seedlingReadyList: ReferenceList = {
  code: 'seedling-ready',
  fields: [
    { name: 'minMonths', kind: 'whole', min: 1, max: 36, isRequired: true },
    { name: 'maxMonths', kind: 'whole', min: 1, max: 36, isRequired: true },
    { name: 'minHeightCm', kind: 'decimal', unit: 'cm', min: 1, max: 200, isRequired: true },
    { name: 'minLeafPairs', kind: 'whole', min: 1, max: 30, isRequired: true },
    { name: 'minStemMm', kind: 'decimal', unit: 'mm', min: 1, max: 50, isRequired: true },
  ],
  check: (values) => faultOfPair(values, 'minMonths', 'maxMonths'),
}

/** Months after planting at which survivors are counted. */
export const seedlingCountsList: ReferenceList = {
  code: 'seedling-counts',
  fields: (['first', 'second', 'third', 'fourth'] as const).map((name) => ({
    name,
    kind: 'whole',
    min: 1,
    max: 60,
    isRequired: name === 'first',
  })),
}

/** From which share of living trees a farmer is proposed again, and from which for replacements. */
export const seedlingNextList: ReferenceList = {
  code: 'seedling-next',
  fields: [
    { name: 'againPct', kind: 'whole', unit: '%', min: 0, max: 100, isRequired: true },
    { name: 'replacePct', kind: 'whole', unit: '%', min: 0, max: 100, isRequired: true },
  ],
  check: (values) => faultOfPair(values, 'replacePct', 'againPct'),
}

/** What to do with young coffee in each month; the code of an item is its month, 01 to 12. */
export const plantingCalendarList: ReferenceList = {
  code: 'planting-calendar',
  fields: [
    { name: 'advice', kind: 'text', isRequired: true },
    { name: 'adviceEn', kind: 'text', isRequired: true },
  ],
}

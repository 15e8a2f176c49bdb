import { seededSchemes } from './certification.ts'
import { seededIndications } from './indication.ts'
import { seededOutturns } from './outturn-seeds.ts'
import { seededPrices } from './price.ts'
import { seededNorms } from './step-norms.ts'

/** One line of reference data as it is first filled in. */
export interface ReferenceSeed {
  list: string
  code: string
  name: string
  values: Record<string, unknown>
  source: string
  isConfirmed: boolean
}

/** Steps with norms, outturns, prices, indications and certification schemes: the lists of processing that an office edits. */
export const processingSeeds: readonly ReferenceSeed[] = [
  ...seededNorms.map((norm) => ({
    list: 'process-step',
    code: `${norm.process}-${norm.step}`,
    name: `${norm.process} · ${norm.step}`,
    values: {
      process: norm.process,
      step: norm.step,
      order: norm.order,
      hoursMin: norm.hours?.min ?? null,
      hoursMax: norm.hours?.max ?? null,
      moistureInMinPct: norm.moistureInPct?.min ?? null,
      moistureInMaxPct: norm.moistureInPct?.max ?? null,
      moistureOutMinPct: norm.moistureOutPct?.min ?? null,
      moistureOutMaxPct: norm.moistureOutPct?.max ?? null,
      startWithinHours: norm.startWithinHours ?? null,
    },
    source: norm.source,
    isConfirmed: norm.isConfirmed,
  })),
  {
    list: 'cherry-price',
    code: 'base',
    name: 'Harga dasar per kg',
    values: { rupiahPerKg: seededPrices.basePerKg },
    source: '[E3] 2018: 10.000–12.000',
    isConfirmed: false,
  },
  ...seededPrices.steps.map((step) => ({
    list: 'cherry-price',
    code: `${step.share.replace('Pct', '')}-${step.fromPct}`,
    name: `${step.share} ≥ ${step.fromPct} %`,
    values: { ...step },
    source: '(U)',
    isConfirmed: false,
  })),
  ...seededIndications.map(({ code, name, source, districtCodes, ...altitudes }) => ({
    list: 'indication',
    code,
    name,
    values: { districtCodes: districtCodes.join(', '), ...altitudes },
    source,
    isConfirmed: false,
  })),
  ...seededOutturns.map(({ source, at12, ...values }) => ({
    list: 'outturn',
    code: [values.of, values.from, values.to, values.process].filter(Boolean).join('-'),
    name: `${values.from} → ${values.to}`,
    values: { ...values, basis: at12 ? 'at-12' : 'fresh' },
    source,
    isConfirmed: false,
  })),
  ...seededSchemes.map(({ code, name, owner }) => ({
    list: 'certification',
    code,
    name,
    values: { owner },
    source: '(U)',
    isConfirmed: false,
  })),
]

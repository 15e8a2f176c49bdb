import { pricedShares } from '../processing/price.ts'
import type { ReferenceList } from './list.ts'

const most = 1_000_000

/** The price of cherry: a base without a share, and what each share adds or takes off from where on. */
export const cherryPriceList: ReferenceList = {
  code: 'cherry-price',
  fields: [
    { name: 'share', kind: 'choice', options: pricedShares },
    { name: 'fromPct', kind: 'decimal', unit: '%', min: 0, max: 100 },
    { name: 'rupiahPerKg', kind: 'whole', unit: 'Rp/kg', min: -most, max: most, isRequired: true },
  ],
  check: ({ share, fromPct, rupiahPerKg }) => ({
    ...(share !== null && fromPct === null && { fromPct: { key: 'forms.missing' } }),
    ...(share === null &&
      typeof rupiahPerKg === 'number' &&
      rupiahPerKg < 0 && { rupiahPerKg: { key: 'references.rules.basePrice' } }),
  }),
}

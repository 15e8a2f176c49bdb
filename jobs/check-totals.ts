import { mendRegistry } from '../domain/farmers/service/registry-check.ts'
import { mendTotals } from '../domain/harvests/service/summary-check.ts'
import { mendPots } from '../domain/loans/service/pot.ts'
import type { Job } from './index.ts'

/** Counts anew what the totals add up; a difference is logged and mended. */
export const checkTotalsJob: Job = {
  name: 'total.check',
  every: '40 2 * * *',
  async run(log) {
    const all = { season: mendTotals, registry: mendRegistry, pots: mendPots }
    for (const [totals, mend] of Object.entries(all)) {
      const mended = await mend()
      if (mended.length > 0) log.warn({ totals, mended }, 'totals differed from records; mended')
    }
  },
}

import { mendRegistry } from '../domain/farmers/service/registry-check.ts'
import { mendTotals } from '../domain/harvests/service/summary-check.ts'
import { mendPots } from '../domain/loans/service/pot.ts'
import { mendVisitTotals } from '../domain/visits/service/summary-check.ts'
import type { Job } from './index.ts'

const totals = {
  season: mendTotals,
  registry: mendRegistry,
  visits: mendVisitTotals,
  pots: mendPots,
}

/** Counts anew what the totals add up; a difference is logged and mended. */
export const checkTotalsJob: Job = {
  name: 'total.check',
  every: '40 2 * * *',
  async run(log) {
    for (const [name, mend] of Object.entries(totals)) {
      const mended = await mend()
      if (mended.length > 0)
        log.warn({ totals: name, mended }, 'totals differed from records; mended')
    }
  },
}

import { missOverduePlans } from '../domain/visits/service/change.ts'
import type { Job } from './index.ts'

/** Plans whose day is over turn missed, so that the officer moves them or writes down the visit. */
export const missedVisitsJob: Job = {
  name: 'visit.miss',
  every: '1 hour',
  async run(log) {
    const missed = await missOverduePlans()
    if (missed > 0) log.info({ missed }, 'plans whose day is over turned missed')
  },
}

import { lapseOffers } from '../domain/loans/service/decide.ts'
import type { Job } from './index.ts'

/** Offers of the banks that were not accepted in time lapse; the pot gets its money back. */
export const lapseOffersJob: Job = {
  name: 'loans.lapse-offers',
  every: '1 hour',
  run: async () => {
    await lapseOffers()
  },
}

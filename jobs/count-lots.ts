import { countSeasonLots } from '../domain/processing/service/season-totals.ts'
import type { Job } from './index.ts'

/** Adds up the seasons' green coffee, its grades and outturns, for the province and the regencies. */
export const countLotsJob: Job = {
  name: 'lot.count',
  every: '1 hour',
  async run(log) {
    const figures = await countSeasonLots()
    log.info({ figures }, 'season lots counted')
  },
}

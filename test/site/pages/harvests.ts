import { makeHarvest } from '../../support/factories/harvest.ts'
import type { PageSet } from './index.ts'

export const harvestPages: PageSet = {
  area: 'harvests',
  as: 'ketua',
  prepare: async ({ petani }) => {
    const { _id } = await makeHarvest(petani.plots[0])
    const record = `/harvests/${String(_id)}`
    return [
      '/harvests',
      '/harvests/new',
      `/harvests/new?farmerId=${String(petani.farmer._id)}`,
      '/harvests/season',
      record,
      `${record}/dispute`,
      `${record}/void`,
      `${record}/correct`,
    ]
  },
}

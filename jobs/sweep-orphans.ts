import { sweepOrphans } from '../domain/photos.ts'
import type { Job } from './index.ts'

const dayMs = 24 * 3600 * 1000

/** Removes files that were stored for an act that then did not happen. By machine time, as they were stored. */
export const sweepOrphansJob: Job = {
  name: 'photo.sweep',
  every: '20 2 * * *',
  async run(log) {
    const files = await sweepOrphans(new Date(Date.now() - dayMs))
    if (files > 0) log.info({ files }, 'orphaned files removed')
  },
}

import { forgetIdentityPhotos } from '../domain/seedlings/service/identity.ts'
import { checkLedger } from '../domain/seedlings/service/ledger-check.ts'
import { runRecalls } from '../domain/seedlings/service/recall.ts'
import type { Job } from './index.ts'

/** Lists whom recalled lots reached, in steps, and writes to those in charge. */
export const recallJob: Job = {
  name: 'seed.recall',
  every: '1 minute',
  async run(log) {
    const recalls = await runRecalls()
    if (recalls > 0) log.info({ recalls }, 'recalled lots followed')
  },
}

/** Photos of identity cards go after their 90 days. */
export const identityPhotosJob: Job = {
  name: 'seed.identity-photos',
  every: '40 2 * * *',
  async run(log) {
    const photos = await forgetIdentityPhotos()
    if (photos > 0) log.info({ photos }, 'photos of identity cards removed')
  },
}

/** Rebuilds the balances of the seedling book; what differs is said, never mended in silence. */
export const seedlingBookJob: Job = {
  name: 'seed.book',
  every: '20 3 * * *',
  async run(log) {
    for (const { kind, number, differs } of await checkLedger())
      log.error({ kind, number, differs }, 'kept balances differ from the entries')
  },
}

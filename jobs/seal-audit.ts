import { lastSeal, sealAudit } from '../domain/audit-seal.ts'
import type { Job } from './index.ts'

/** Seals the ends of audit chains; the seal's hash goes to the log too, out of the database's reach. */
export const sealAuditJob: Job = {
  name: 'audit.seal',
  every: '5 minutes',
  async run(log) {
    const heads = await sealAudit()
    if (heads === 0) return
    const seal = await lastSeal()
    log.info({ heads, seal: seal?._id, hash: seal?.hash }, 'audit sealed')
  },
}

import type { SeedLot } from '../../../models/seed-lot.ts'
import type { Fault } from '../../fault.ts'

/** Why nothing leaves: recalled, or the certificate has run out. */
export function notLeaving(stock: Pick<SeedLot, 'status' | 'validUntil' | 'number'>): Fault {
  const { number, validUntil } = stock
  return stock.status === 'recalled'
    ? { key: 'rules.seedling.recalled', values: { number } }
    : { key: 'rules.seedling.lapsed', values: { number, validUntil } }
}

import { transitions } from '../status-table.ts'

export const lotStatuses = [
  'open',
  'in-process',
  'ready',
  'reserved',
  'shipped',
  'used-up',
  'rejected',
  'withdrawn',
] as const
export type LotStatus = (typeof lotStatuses)[number]

export const lotEvents = [
  'steps',
  'split',
  'merge',
  'pack',
  'move',
  'sample',
  'write-off',
  'ready',
  'certify',
  'publish-price',
  'reject',
  'withdraw',
  'undo',
] as const
export type LotEvent = (typeof lotEvents)[number]

const inHand = (status: 'open' | 'in-process' | 'ready') =>
  ({
    steps: 'in-process',
    split: status,
    merge: status,
    pack: status,
    move: status,
    sample: status,
    'write-off': status,
    certify: status,
    reject: 'rejected',
    withdraw: 'withdrawn',
    undo: status,
  }) as const

/**
 * How a lot moves. A lot whose last gram goes is `used-up` whatever the table says; an undo leads
 * back to the status before the act that it undoes. What is reserved or shipped is the buyer's: it
 * may be moved, sampled and called back, not changed.
 */
export const lotTransitions = transitions<LotStatus, LotEvent>({
  open: { ...inHand('open'), ready: 'ready' },
  'in-process': { ...inHand('in-process'), ready: 'ready' },
  ready: { ...inHand('ready'), 'publish-price': 'ready' },
  reserved: {
    move: 'reserved',
    sample: 'reserved',
    'publish-price': 'reserved',
    withdraw: 'withdrawn',
  },
  shipped: { 'publish-price': 'shipped', withdraw: 'withdrawn' },
  'used-up': { undo: 'used-up' },
  rejected: { move: 'rejected', 'write-off': 'rejected', undo: 'rejected' },
  withdrawn: { undo: 'withdrawn' },
})

import { isBefore, type Day } from '../dates.ts'
import { transitions } from '../status-table.ts'

/** Of a seed lot and of a nursery batch alike. */
export const stockStatuses = ['open', 'ready', 'used-up', 'lapsed', 'recalled'] as const
export type StockStatus = (typeof stockStatuses)[number]

export const requestStatuses = [
  'proposed',
  'verified',
  'established',
  'allocated',
  'handed-over',
  'planted',
  'monitored',
  'completed',
  'rejected',
  'cancelled',
] as const
export type RequestStatus = (typeof requestStatuses)[number]

/** The way of a request that nobody ends, from a status on. */
export function requestWayFrom(status: RequestStatus): RequestStatus[] {
  const way = requestStatuses.filter((each) => each !== 'rejected' && each !== 'cancelled')
  return way.slice(way.indexOf(status as (typeof way)[number]))
}

export const requestEvents = [
  'override-altitude',
  'verify',
  'reject',
  'cancel',
  'establish',
  'unestablish',
  'allocate',
  'release',
  'hand-over',
  'plant',
  'count',
  'complete',
] as const
export type RequestEvent = (typeof requestEvents)[number]

/**
 * How a request moves (service.md section 7). A partial allocation, receipt or planting keeps the
 * later status; `unestablish` is what an amending decree does to who is left out.
 */
export const requestTransitions = transitions<RequestStatus, RequestEvent>({
  proposed: {
    'override-altitude': 'proposed',
    verify: 'verified',
    reject: 'rejected',
    cancel: 'cancelled',
  },
  verified: {
    'override-altitude': 'verified',
    reject: 'rejected',
    cancel: 'cancelled',
    establish: 'established',
  },
  established: { allocate: 'allocated', unestablish: 'verified' },
  allocated: { allocate: 'allocated', release: 'established', 'hand-over': 'handed-over' },
  'handed-over': {
    allocate: 'handed-over',
    release: 'handed-over',
    'hand-over': 'handed-over',
    plant: 'planted',
  },
  planted: {
    allocate: 'planted',
    release: 'planted',
    'hand-over': 'planted',
    plant: 'planted',
    count: 'monitored',
    complete: 'completed',
  },
  monitored: {
    allocate: 'monitored',
    release: 'monitored',
    'hand-over': 'monitored',
    plant: 'monitored',
    count: 'monitored',
    complete: 'completed',
  },
  completed: { count: 'completed' },
  rejected: {},
  cancelled: {},
})

export const handoverStatuses = ['sent', 'received', 'distributed'] as const
export type HandoverStatus = (typeof handoverStatuses)[number]
export const handoverTransitions = transitions<HandoverStatus, 'receive' | 'distribute' | 'return'>(
  {
    sent: { receive: 'received' },
    received: { distribute: 'received', return: 'received' },
    distributed: {},
  },
)

export const receiptTransitions = transitions<'waiting' | 'signed', 'confirm'>({
  waiting: { confirm: 'signed' },
  signed: {},
})

interface Certified {
  status: StockStatus
  validUntil: Day
}

/** The status as of a day: what was open or ready is lapsed once its certificate has run out. */
export function stockStatusOn({ status, validUntil }: Certified, today: Day): StockStatus {
  const isLive = status === 'open' || status === 'ready'
  return isLive && isBefore(validUntil, today) ? 'lapsed' : status
}

/** Whether plants may leave: the certificate holds today and nothing was recalled. */
export function mayLeave(stock: Certified, today: Day): boolean {
  return stock.status !== 'recalled' && !isBefore(stock.validUntil, today)
}

import { createHash } from 'node:crypto'
import { now } from '../../domain/clock.ts'
import { farmerShareOf } from '../../domain/processing/farmer-share.ts'
import type { Intake } from '../../models/intake.ts'
import type { Lot } from '../../models/lot.ts'
import type { LotMaker } from './lot-maker.ts'

export type LotFate =
  'in-process' | 'ready' | 'reserved' | 'shipped' | 'rejected' | 'withdrawn' | 'used-up'

/** What becomes of a finished lot: most of the past are shipped, of this season ready. */
export function fateOfLot(index: number, season: number): LotFate {
  if (index % 11 === 7) return 'rejected'
  if (index % 13 === 9) return 'withdrawn'
  if (index % 9 === 5) return 'used-up'
  if (season < now().getUTCFullYear()) return index % 7 === 3 ? 'ready' : 'shipped'
  if (index % 6 === 4) return 'reserved'
  return index % 5 === 2 ? 'in-process' : 'ready'
}

/** A code that is the same on every machine, for the demo only: real ones cannot be guessed. */
function demoCode(number: string): string {
  return createHash('sha256').update(`demo-passport:${number}`).digest('hex').slice(0, 16)
}

/** Packs the lot and brings it where it ends. */
export function settle(
  maker: LotMaker,
  lot: Lot,
  fate: LotFate,
  later: (hours: number) => Date,
  slips: Intake[],
): void {
  if (fate === 'in-process') return
  if (fate === 'rejected') {
    const reason = 'Terlalu banyak biji hitam.'
    return maker.change(lot, 'reject', later(20), { status: 'rejected', reason }, { reason })
  }
  const bagG = 30_000
  const bags = Math.floor(lot.massG / bagG)
  if (bags > 0) maker.change(lot, 'pack', later(14), { bags: [{ from: 1, to: bags, bagG }] })
  const passportCode = demoCode(lot.number)
  maker.change(lot, 'ready', later(24), { status: 'ready', passportCode })
  claim(maker, lot, slips, later)
  if (fate === 'withdrawn') {
    const reason = 'Bau apek setelah disimpan.'
    maker.change(lot, 'withdraw', later(48), { status: 'withdrawn', reason }, { reason })
  }
  if (fate === 'used-up') {
    const reason = 'Dijual eceran di warung unit.'
    const none = { massG: 0, composition: [], cherryG: 0, dryLimitG: 0, bags: [] }
    maker.change(lot, 'write-off', later(72), { ...none, status: 'used-up', reason }, { reason })
  }
  // what the market does with a lot is written down there; here it only stands so
  if (fate === 'reserved' || fate === 'shipped') lot.status = fate
}

/** Every third lot is certified, and of every second green one the unit publishes the price. */
function claim(maker: LotMaker, lot: Lot, slips: Intake[], later: (hours: number) => Date): void {
  const turn = Number(lot.number.slice(-6))
  if (turn % 3 === 0) {
    const validUntil = `${lot.season + 2}-12-31`
    const certificate = { scheme: '4c', certificateNumber: `4C-${turn}`, validUntil }
    maker.change(lot, 'certify', later(26), { certifications: [certificate] })
  }
  if (turn % 2 !== 0 || lot.form !== 'green') return
  const price = 105_000 + (turn % 7) * 5_000
  const share = farmerShareOf(lot, slips, price)
  const publishedAt = later(30)
  const sale = share && { ...share, publishedAt, publishedByName: maker.person.fullName }
  if (sale) maker.change(lot, 'publish-price', publishedAt, { sale })
}

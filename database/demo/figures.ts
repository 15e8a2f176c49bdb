import type { Types } from 'mongoose'
import { addDays } from '../../domain/dates.ts'
import { freshPerDriedCherry } from '../../domain/harvests/yield.ts'
import type { HarvestFigures } from '../../models/harvest.ts'
import type { Picking } from './pickings.ts'
import type { Random } from './random.ts'

const notes = [
  'Petik merah, dua hari.',
  'Hujan di hari kedua, petik dihentikan siang.',
  'Banyak buah kena bubuk buah, sudah disortir.',
  'Timbangan milik kelompok.',
  'Petik racutan, panen terakhir blok ini.',
]
/** Rupiah a kilogram of red cherry two seasons ago, and the rise a season (domain.md section 8). */
const redPrice = { base: 12_500, rise: 1_250 }

/** What the farmer tells of a picking. */
export function figuresOf(
  random: Random,
  { plot, season, on, share, kgPerHa }: Picking,
  photoId: Types.ObjectId | null,
  thisYear: number,
): HarvestFigures {
  const draw = random.next()
  const form = draw < 0.7 ? 'cherry-red' : draw < 0.92 ? 'cherry-mixed' : 'cherry-dry'
  const freshKg = plot.areaHa * kgPerHa * share * (0.92 + random.next() * 0.16)
  const kg = form === 'cherry-dry' ? freshKg / freshPerDriedCherry : freshKg
  const red = redPrice.base + (season - thisYear + 2) * redPrice.rise + random.whole(-3, 4) * 250
  // dried cherry is sold by its green coffee, mixed cherry under the red one
  const price = { 'cherry-red': red, 'cherry-mixed': red - 3_000, 'cherry-dry': red * 2 + 4_000 }[
    form
  ]
  const buyerKind =
    form === 'cherry-dry'
      ? random.pick(['kept', 'kept', 'collector'] as const)
      : random.pick(['processor', 'processor', 'processor', 'collector', 'kept'] as const)
  return {
    plotId: plot._id,
    harvestedFrom: addDays(on, -random.whole(0, 2)),
    harvestedTo: on,
    form,
    weightG: Math.max(20, Math.round(kg * 2) / 2) * 1000,
    redPct:
      form === 'cherry-dry'
        ? null
        : form === 'cherry-red'
          ? random.whole(88, 99)
          : random.whole(55, 80),
    buyerKind,
    pricePerKg: buyerKind === 'kept' ? null : price,
    note: random.next() < 0.12 ? random.pick(notes) : null,
    photoId,
  }
}

import { daysBetween, isAfter, isBefore, type Day } from '../dates.ts'
import { faultsByField, type FaultsByField } from '../fault.ts'

/** SNI 9191:2023: from picking to sorting within 36 hours, dried to 35 to 45 % [B14]. */
export const sniMoisturePct = { min: 35, max: 45 } as const

export interface LotDays {
  pickedOn: Day | null
  sortedOn: Day | null
  issuedOn: Day
  validUntil: Day
  labelFrom: number | null
  labelTo: number | null
  moisturePct: number | null
}

/** What cannot be in the days and labels of a lot. */
export function lotFaults(lot: LotDays, today: Day): FaultsByField {
  return faultsByField({
    pickedOn: lot.pickedOn && isAfter(lot.pickedOn, today) ? inFuture(today) : null,
    sortedOn: sortedFault(lot, today),
    issuedOn: isAfter(lot.issuedOn, today) ? inFuture(today) : null,
    validUntil: isBefore(lot.validUntil, lot.issuedOn)
      ? { key: 'rules.seedling.validBeforeIssued' }
      : null,
    labelTo:
      lot.labelFrom !== null && lot.labelTo !== null && lot.labelTo < lot.labelFrom
        ? { key: 'rules.seedling.labelOrder' }
        : null,
    moisturePct:
      lot.moisturePct !== null && (lot.moisturePct < 0 || lot.moisturePct > 100)
        ? { key: 'rules.seedling.pct' }
        : null,
  })
}

function sortedFault({ pickedOn, sortedOn }: LotDays, today: Day) {
  if (!sortedOn) return null
  if (isAfter(sortedOn, today)) return inFuture(today)
  return pickedOn && isBefore(sortedOn, pickedOn) ? { key: 'rules.seedling.sortedEarly' } : null
}

const inFuture = (today: Day) => ({ key: 'rules.seedling.inFuture', values: { today } })

/** One check of the standard, shown with its reason: never a wall. */
export interface SniCheck {
  code: 'sorted-soon' | 'moisture'
  /** Null where nothing was entered. */
  holds: boolean | null
}

/** Days are known, not hours: sorted on the day of picking or the next is taken as within 36 hours. */
export function sniChecks({ pickedOn, sortedOn, moisturePct }: LotDays): SniCheck[] {
  const days = pickedOn && sortedOn ? daysBetween(pickedOn, sortedOn) : null
  const { min, max } = sniMoisturePct
  return [
    { code: 'sorted-soon', holds: days === null ? null : days <= 1 },
    {
      code: 'moisture',
      holds: moisturePct === null ? null : moisturePct >= min && moisturePct <= max,
    },
  ]
}

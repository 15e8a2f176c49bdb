import { isDay, type Day } from '../dates.ts'
import type { Question } from '../errors.ts'
import type { Fault } from '../fault.ts'

/** Whom the number must belong to. */
export interface NikHolder {
  birthOn: Day
  gender: 'female' | 'male'
}

const eastJava = '35'

/** The number as typed, without the blanks, dots and dashes that people put into it. */
export function normaliseNik(text: string): string {
  return text.replace(/[\s.\-–]/g, '')
}

/**
 * What is wrong with a NIK, or `null`: 16 digits PP KK CC DDMMYY NNNN, province 11 to 99, a real
 * birth date with day + 40 for women [D1][D2]; with a holder it must also agree with gender and
 * birth date. The year has two digits, so a date counts as real in either century (U). Faults belong
 * to the field `nik` and never repeat the number.
 */
export function checkNik(text: string, holder?: NikHolder): Fault | null {
  const nik = normaliseNik(text)
  if (!/^\d*$/.test(nik)) return { key: 'rules.nik.digits' }
  if (nik.length !== 16) return { key: 'rules.nik.length', values: { count: nik.length } }
  if (Number(nik.slice(0, 2)) < 11) return { key: 'rules.nik.province' }
  const day = Number(nik.slice(6, 8))
  const isFemale = day > 40
  const birth = { day: isFemale ? day - 40 : day, month: nik.slice(8, 10), year: nik.slice(10, 12) }
  const dayText = String(birth.day).padStart(2, '0')
  const isReal = ['19', '20'].some((c) => isDay(`${c}${birth.year}-${birth.month}-${dayText}`))
  if (!isReal) return { key: 'rules.nik.date' }
  if (!holder) return null
  if (holder.birthOn.slice(2) !== `${birth.year}-${birth.month}-${dayText}`) {
    return { key: 'rules.nik.birthDiffers' }
  }
  return isFemale === (holder.gender === 'female') ? null : { key: 'rules.nik.genderDiffers' }
}

/**
 * Whether the number was first issued outside East Java (35). That is no fault: the code tells where
 * a person was first registered, not where he lives [D1] (U), so it only asks (`foreign-nik`).
 */
export function isForeignNik(nik: string): boolean {
  return !normaliseNik(nik).startsWith(eastJava)
}

/** The question about a number from elsewhere, or `null`. */
export function foreignNikQuestion(nik: string): Question | null {
  return isForeignNik(nik) ? { code: 'foreign-nik', key: 'rules.nik.askForeign' } : null
}

/** A number of which only the last four digits may be seen: `************1234`. */
export function maskNik(last4: string): string {
  return '*'.repeat(12) + last4
}

import type { Fault } from '../fault.ts'

/**
 * An Indonesian phone number in its one international form, `+6281234567890`; `null` when it is not
 * one. Reads `0812-3456-7890`, `62812…`, `+62 (0)812…`, `0062…`, `812…` and land lines with their
 * area code. After +62: mobile numbers begin with 8 and have 9 to 12 digits, land lines 8 to 11 (U).
 */
export function normalisePhone(text: string): string | null {
  const bare = text.replace(/[\s.\-–()/]/g, '').replace(/^00/, '+')
  if (!/^\+?\d+$/.test(bare)) return null
  const national = nationalPart(bare)
  return national && /^(?:8\d{8,11}|[2-79]\d{7,10})$/.test(national) ? `+62${national}` : null
}

/** What is wrong with a phone number as typed, or `null`. The fault never repeats the number. */
export function checkPhone(text: string): Fault | null {
  if (normalisePhone(text)) return null
  const bare = text.replace(/[\s.\-–()/]/g, '').replace(/^00/, '+')
  const isForeign = /^\+(?!62)\d{6,}$/.test(bare)
  return { key: isForeign ? 'rules.phone.foreign' : 'rules.phone.unreadable' }
}

/** The number with all but its country and its last four digits hidden: `+62*******7890`. */
export function maskPhone(phone: string): string {
  const head = phone.startsWith('+62') ? '+62' : ''
  const rest = phone.slice(head.length)
  return head + '*'.repeat(Math.max(0, rest.length - 4)) + rest.slice(-4)
}

function nationalPart(bare: string): string | null {
  if (bare.startsWith('+62')) return bare.slice(3).replace(/^0/, '')
  if (bare.startsWith('+')) return null
  if (bare.startsWith('0')) return bare.slice(1)
  if (bare.startsWith('62')) return bare.slice(2).replace(/^0/, '')
  return bare.startsWith('8') ? bare : null
}

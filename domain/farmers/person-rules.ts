import type { Day } from '../dates.ts'
import { faultsByField, type FaultsByField } from '../fault.ts'
import { checkPhone } from './phone.ts'

/** Nobody is known to have lived longer than 122 years (U); a slip of the pen is told by it. */
const oldestYears = 122

/** What the rules need to know of a person; `phone` is null where there is none. */
export interface PersonFacts {
  fullName: string
  birthOn: Day
  phone: string | null
}

/** What is wrong with a person's particulars, by field; the NIK has its own rules (`nik.ts`). */
export function personFaults(person: PersonFacts, today: Day): FaultsByField {
  return faultsByField({
    fullName: /\p{L}/u.test(person.fullName) ? null : { key: 'rules.person.name' },
    birthOn: birthFault(person.birthOn, today),
    phone: person.phone === null ? null : checkPhone(person.phone),
  })
}

function birthFault(birthOn: Day, today: Day) {
  if (birthOn > today) return { key: 'rules.person.bornInFuture' }
  const years = Number(today.slice(0, 4)) - Number(birthOn.slice(0, 4))
  return years > oldestYears ? { key: 'rules.person.bornTooEarly' } : null
}

import { checkPhone } from '../farmers/phone.ts'
import { faultsByField, type Fault, type FaultsByField } from '../fault.ts'
import type { OrganisationKind } from '../permissions.ts'

export const bankKinds = ['commercial', 'bpr'] as const
export const groupClasses = ['beginner', 'advanced', 'middle', 'main'] as const

/** An organisation as somebody writes it down. */
export interface OrganisationTold {
  name: string
  kind: OrganisationKind
  regencyCode: string | null
  villageCode: string | null
  phone: string | null
  bankKind: (typeof bankKinds)[number] | null
}

/** Kinds that stand in one regency, whose office sees them. */
const local: OrganisationKind[] = ['regency', 'farmer-group', 'nursery', 'processor']

/**
 * What is wrong with an organisation by itself: a group stands in a village, offices and units in a
 * regency, the regency is that of the village, and a bank says which kind of bank it is.
 */
export function organisationFaults(told: OrganisationTold): FaultsByField {
  return faultsByField({
    regencyCode: regencyFault(told),
    villageCode: villageFault(told),
    phone: told.phone === null ? null : checkPhone(told.phone),
    bankKind: bankFault(told),
  })
}

/** The regency: as told, or that of the village. */
export function regencyOf({ regencyCode, villageCode }: OrganisationTold): string | null {
  return regencyCode ?? villageCode?.slice(0, 4) ?? null
}

function regencyFault(told: OrganisationTold): Fault | null {
  return local.includes(told.kind) && told.kind !== 'farmer-group' && regencyOf(told) === null
    ? { key: 'organisations.rules.regencyMissing' }
    : null
}

function villageFault(told: OrganisationTold): Fault | null {
  if (told.villageCode === null) {
    return told.kind === 'farmer-group' ? { key: 'organisations.rules.villageMissing' } : null
  }
  return told.villageCode.slice(0, 4) === regencyOf(told)
    ? null
    : { key: 'organisations.rules.villageElsewhere' }
}

function bankFault({ kind, bankKind }: OrganisationTold): Fault | null {
  if (kind === 'bank') return bankKind === null ? { key: 'organisations.rules.bankKind' } : null
  return bankKind === null ? null : { key: 'organisations.rules.onlyBank' }
}

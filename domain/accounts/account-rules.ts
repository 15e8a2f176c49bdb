import { checkPhone, normalisePhone } from '../farmers/phone.ts'
import { faultsByField, type Fault, type FaultsByField } from '../fault.ts'
import { roleHome, type OrganisationKind, type Role } from '../permissions.ts'

/** An account as somebody writes it down. */
export interface AccountTold {
  fullName: string
  username: string
  phone: string | null
  email: string | null
  role: Role
  farmerId: string | null
  districtCodes: string[]
}

/** Where the account belongs. */
export interface AccountHome {
  kind: OrganisationKind
  regencyCode: string | null
}

/**
 * What is wrong with an account by itself: the role must be one of its organisation's kind, a farmer
 * account names its one farmer, an officer the districts in charge, all of his regency (service.md
 * section 2). Whether name and phone are free is asked of the database.
 */
export function accountFaults(told: AccountTold, home: AccountHome): FaultsByField {
  const isAtHome = roleHome[told.role] === home.kind
  return faultsByField({
    username: usernameFault(told.username),
    phone: told.phone === null ? null : checkPhone(told.phone),
    email: told.email === null ? null : emailFault(told.email),
    role: isAtHome ? null : { key: 'users.rules.roleElsewhere' },
    // what a role needs is asked once the role is right
    farmerId: isAtHome ? farmerFault(told) : null,
    districtCodes: isAtHome ? districtsFault(told, home) : null,
  })
}

// a name that reads as a phone number would stand in the way of its owner, who signs in by it
function usernameFault(username: string): Fault | null {
  if (!/^[a-z0-9][a-z0-9._-]{1,39}$/.test(username)) return { key: 'users.rules.username' }
  return normalisePhone(username) === null ? null : { key: 'users.rules.usernamePhone' }
}

function emailFault(email: string): Fault | null {
  return /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;]{2,}$/.test(email)
    ? null
    : { key: 'users.rules.email' }
}

function farmerFault({ role, farmerId }: AccountTold): Fault | null {
  if (role === 'farmer') return farmerId === null ? { key: 'users.rules.farmerMissing' } : null
  return farmerId === null ? null : { key: 'users.rules.onlyFarmer' }
}

function districtsFault({ role, districtCodes }: AccountTold, home: AccountHome): Fault | null {
  if (role !== 'extension-officer') {
    return districtCodes.length === 0 ? null : { key: 'users.rules.onlyOfficer' }
  }
  if (districtCodes.length === 0) return { key: 'users.rules.districtMissing' }
  const isInside = districtCodes.every((code) => code.slice(0, 4) === home.regencyCode)
  return isInside ? null : { key: 'forms.notThere' }
}

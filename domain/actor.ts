import type { Role } from './permissions.ts'

/** The person who acts, as every service and rule sees him. */
export interface Actor {
  userId: string
  username: string
  fullName: string
  role: Role
  organisationId: string
  organisationName: string
  regencyCode: string | null
  districtCodes: string[]
  farmerId: string | null
  language: 'id' | 'en'
}

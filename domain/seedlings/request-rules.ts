import { isAfter, isBefore, type Day } from '../dates.ts'

/** Below this arabica is not given but by the regency's override; metres (domain.md section 2, design). */
export const blockedBelowM = 700
/** Below this the page warns, unless the programme says otherwise; metres [A12][A15]. */
export const warnBelowM = 900
/** Members of a group that the national guide speaks of: at least 20 [C1]. Shown, never a wall. */
export const smallestGroup = 20
/** At most this area of one farmer [C1]. */
export const usualMaxAreaHa = 3

export interface RequestFacts {
  opensOn: Day
  closesOn: Day
  requestedOn: Day
  minAltitudeM: number
  maxAreaHa: number
  lowestAltitudeM: number
  isAltitudeOverridden: boolean
  areaHa: number
  groupMembers: number
  hasConsent: boolean
  isLandKnown: boolean
}

export interface RequestCheck {
  code: 'window' | 'consent' | 'area' | 'altitude' | 'land' | 'group'
  holds: boolean
  /** What is not held and must be, before the request can go on. */
  isWall: boolean
  values: Record<string, unknown>
}

/** Every rule of a request, held or failed, in the order in which they are shown. */
export function requestChecks(facts: RequestFacts): RequestCheck[] {
  const { opensOn, closesOn, requestedOn, lowestAltitudeM, isAltitudeOverridden } = facts
  const isLow = lowestAltitudeM < blockedBelowM && !isAltitudeOverridden
  const check = (
    code: RequestCheck['code'],
    holds: boolean,
    isWall: boolean,
    values: Record<string, unknown> = {},
  ) => ({ code, holds, isWall, values })
  return [
    check('consent', facts.hasConsent, true),
    check('window', !isBefore(requestedOn, opensOn) && !isAfter(requestedOn, closesOn), true, {
      opensOn,
      closesOn,
    }),
    check('altitude', lowestAltitudeM >= facts.minAltitudeM || isAltitudeOverridden, isLow, {
      altitudeM: lowestAltitudeM,
      minM: facts.minAltitudeM,
      blockedM: blockedBelowM,
    }),
    check('area', facts.areaHa <= facts.maxAreaHa + 1e-9, true, {
      areaHa: Math.round(facts.areaHa * 100) / 100,
      maxAreaHa: facts.maxAreaHa,
    }),
    check('land', facts.isLandKnown, true),
    check('group', facts.groupMembers >= smallestGroup, false, {
      members: facts.groupMembers,
      smallest: smallestGroup,
    }),
  ]
}

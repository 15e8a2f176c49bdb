import { faultsByField, type FaultsByField } from '../fault.ts'

export const consentMethods = ['own-account', 'signature', 'thumbprint'] as const
export type ConsentMethod = (typeof consentMethods)[number]

/** How the decision came to the service. */
export interface ConsentTold {
  method: ConsentMethod
  /** The farmer himself, signed in to his own account. */
  isOwn: boolean
  /** A photo of the signed or thumb-marked paper. */
  hasEvidence: boolean
}

/** The ways open to whoever records: a farmer by his account, others on his behalf by paper. */
export function methodsFor(isOwn: boolean): ConsentMethod[] {
  return isOwn ? ['own-account'] : ['signature', 'thumbprint']
}

/**
 * What is wrong with the way a decision came, by field. The controller must be able to show that
 * consent was given (UU 27/2022 art. 24 [K2]), so whoever records for another brings the paper.
 */
export function consentFaults({ method, isOwn, hasEvidence }: ConsentTold): FaultsByField {
  const isOpen = methodsFor(isOwn).includes(method)
  const wrongMethod = isOwn ? 'rules.consent.ownMethod' : 'rules.consent.behalfMethod'
  return faultsByField({
    method: isOpen ? null : { key: wrongMethod },
    evidence: isOwn || hasEvidence ? null : { key: 'rules.consent.evidence' },
  })
}

/** A certificate that a lot carries beside its geographical indication. */
export interface Certification {
  /** Code of the scheme in the reference data. */
  scheme: string
  certificateNumber: string
  validUntil: string | null
}

/** Schemes as they are first filled in; names only, the office knows who certifies whom here (U). */
export const seededSchemes: readonly { code: string; name: string; owner: string }[] = [
  { code: 'organik', name: 'Organik Indonesia (SNI 6729)', owner: 'OKPO / LSO' },
  { code: '4c', name: '4C', owner: '4C Services' },
  { code: 'rainforest-alliance', name: 'Rainforest Alliance', owner: 'Rainforest Alliance' },
  { code: 'fairtrade', name: 'Fairtrade', owner: 'Fairtrade International' },
  { code: 'cafe-practices', name: 'C.A.F.E. Practices', owner: 'Starbucks' },
]

/** What a mixture may still carry: what each of its lots carries, certificate by certificate. */
export function sharedCertifications(
  lots: readonly { certifications: readonly Certification[] }[],
): Certification[] {
  const [first, ...others] = lots
  const isSame = (a: Certification, b: Certification) =>
    a.scheme === b.scheme && a.certificateNumber === b.certificateNumber
  return (first?.certifications ?? []).filter((each) =>
    others.every(({ certifications }) => certifications.some((other) => isSame(each, other))),
  )
}

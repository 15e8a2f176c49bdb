export const consentPurposes = ['programme', 'bank', 'market', 'story'] as const
export type ConsentPurpose = (typeof consentPurposes)[number]

export const consentDecisions = ['given', 'withdrawn'] as const
export type ConsentDecision = (typeof consentDecisions)[number]

/** One decision about one purpose, as recorded. */
export interface RecordedConsent {
  purpose: ConsentPurpose
  decision: ConsentDecision
  decidedAt: Date
}

/**
 * The words a farmer agrees to, per purpose apart and in plain language (UU 27/2022 art. 22 [K2]).
 * Whoever changes the meaning of a text gives it a new version and a new key and keeps the old one,
 * so that what was once agreed to stays readable (proof of consent, art. 24 [K2]).
 */
export const consentTexts: Readonly<
  Record<ConsentPurpose, { version: string; titleKey: string; textKey: string }>
> = {
  programme: {
    version: 'programme-1',
    titleKey: 'rules.consent.programme.title',
    textKey: 'rules.consent.programme.text',
  },
  bank: {
    version: 'bank-1',
    titleKey: 'rules.consent.bank.title',
    textKey: 'rules.consent.bank.text',
  },
  market: {
    version: 'market-1',
    titleKey: 'rules.consent.market.title',
    textKey: 'rules.consent.market.text',
  },
  story: {
    version: 'story-1',
    titleKey: 'rules.consent.story.title',
    textKey: 'rules.consent.story.text',
  },
}

/**
 * What holds now, per purpose: the latest decision, the later in the list where two were made at one
 * moment. Purposes never decided are absent.
 */
export function currentConsents(
  decisions: readonly RecordedConsent[],
): Partial<Record<ConsentPurpose, ConsentDecision>> {
  const inOrder = decisions.toSorted((a, b) => a.decidedAt.getTime() - b.decidedAt.getTime())
  const current: Partial<Record<ConsentPurpose, ConsentDecision>> = {}
  for (const { purpose, decision } of inOrder) current[purpose] = decision
  return current
}

/** Whether the purpose may be served now. Silence is not consent. */
export function hasConsent(
  decisions: readonly RecordedConsent[],
  purpose: ConsentPurpose,
): boolean {
  return currentConsents(decisions)[purpose] === 'given'
}

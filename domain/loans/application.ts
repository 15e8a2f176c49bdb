/** The kinds of paper that come with an application. */
export const documentKinds = ['identity', 'land', 'group-letter', 'photo', 'other'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** What a loan is for. */
export const loanPurposes = [
  'seedlings',
  'fertiliser',
  'tools',
  'working-capital',
  'delayed-sale',
] as const
export type LoanPurpose = (typeof loanPurposes)[number]

/** What the bank looks through before it decides. */
export const checkItems = ['identity', 'documents', 'slik', 'survey', 'plots'] as const
export type CheckItem = (typeof checkItems)[number]

export const checkResults = ['ok', 'not-ok', 'not-needed'] as const
export type CheckResult = (typeof checkResults)[number]

export const advices = ['approve', 'refuse'] as const
export type Advice = (typeof advices)[number]

interface Checked {
  item: CheckItem
  result: CheckResult
}

/** The latest result of each item; items that nobody has looked at are absent. */
export function latestChecks<C extends Checked>(
  checks: readonly C[],
): Partial<Record<CheckItem, C>> {
  return Object.fromEntries(checks.map((check) => [check.item, check]))
}

/**
 * What is still open when the approver says yes becomes a condition of the contract: an item that
 * nobody has looked at, or that was found wanting.
 */
export function conditionsFrom(checks: readonly Checked[]): CheckItem[] {
  const latest = latestChecks(checks)
  return checkItems.filter((item) => (latest[item]?.result ?? 'not-ok') === 'not-ok')
}

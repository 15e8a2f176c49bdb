/** What an officer goes out for (service.md section 5). */
export const visitKinds = [
  'routine',
  'pest',
  'planting',
  'survival',
  'post-harvest',
  'loan-survey',
  'forest',
] as const
export type VisitKind = (typeof visitKinds)[number]

/** Whom a follow-up is for. */
export const followUpFor = ['farmer', 'leader', 'officer'] as const
export type FollowUpFor = (typeof followUpFor)[number]

/** What a checklist can find to be amiss; counted by month and shown on the district's map. */
export const issueKinds = [
  'borer',
  'rust',
  'pruning',
  'shade',
  'erosion',
  'nutrition',
  'weeds',
  'losses',
  'picking',
  'processing',
  'drying',
  'storage',
  'boundary',
  'business',
] as const
export type IssueKind = (typeof issueKinds)[number]

/** Was the advice of the visit before followed? */
export const adviceFollowedAnswers = ['yes', 'partly', 'no'] as const
export type AdviceFollowed = (typeof adviceFollowedAnswers)[number]

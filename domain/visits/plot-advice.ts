/** What a farmer can do in his garden and while picking, so that his coffee is graded better. */
export const remedies = ['pick-red', 'pick-in-time', 'borer', 'keep-clean'] as const
export type Remedy = (typeof remedies)[number]

/** What a test of the coffee says to whoever visits the garden next. */
export interface PlotAdvice {
  /** Day of the sample. */
  on: string
  lotNumber: string
  grade: string
  /** Sum of defect values, two decimals. */
  defects: string
  /** How much of the lot grew here, per cent. */
  sharePct: number
  /** What helps, the dearest first, with the pieces that were counted for it. */
  remedies: { remedy: Remedy; count: number }[]
}

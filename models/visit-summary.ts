import { model, Schema, type Types } from 'mongoose'
import { issueKinds, type IssueKind } from '../domain/visits/kinds.ts'
import { strictly } from './record.ts'

/** What is counted of visits; whole numbers, so that adding and taking away never drifts. */
export interface VisitCounts {
  /** Plans for this month that were not cancelled, and how many of them were kept or missed. */
  planned: number
  kept: number
  missed: number
  /** Visits made in this month, planned or not. */
  done: number
  borerVisits: number
  /** Sum of the shares of trees with borer, in hundredths of a per cent. */
  borerHundredths: number
  rustVisits: number
  rustHundredths: number
  issues: Record<IssueKind, number>
}

/**
 * Visits of one officer in one district and month, kept in the transaction of each act. Wider totals
 * are added up from these when read.
 */
export interface VisitSummary extends VisitCounts {
  /** districtCode : month : officerId */
  _id: string
  districtCode: string
  regencyCode: string
  officerId: Types.ObjectId | null
  officerName: string | null
  season: number
  month: string
}

const count = { type: Number, required: true, default: 0 } as const
const schema = new Schema<VisitSummary>(
  {
    _id: { type: String, required: true },
    districtCode: { type: String, required: true },
    regencyCode: { type: String, required: true },
    officerId: { type: 'ObjectId', default: null },
    officerName: { type: String, default: null },
    season: { type: Number, required: true },
    month: { type: String, required: true },
    planned: count,
    kept: count,
    missed: count,
    done: count,
    borerVisits: count,
    borerHundredths: count,
    rustVisits: count,
    rustHundredths: count,
    issues: Object.fromEntries(issueKinds.map((kind) => [kind, count])),
  },
  strictly,
)
schema.index({ districtCode: 1, season: 1 })
schema.index({ regencyCode: 1, season: 1 })
schema.index({ season: 1 })

export const VisitSummaryModel = model('visit-summary', schema, 'visitSummaries')

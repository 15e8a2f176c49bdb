import { model, Schema, type Types } from 'mongoose'
import type { AnswerValue } from '../domain/visits/checklist.ts'
import type { FollowUp } from '../domain/visits/follow-ups.ts'
import {
  adviceFollowedAnswers,
  followUpFor,
  issueKinds,
  visitKinds,
  type AdviceFollowed,
  type IssueKind,
  type VisitKind,
} from '../domain/visits/kinds.ts'
import { visitStatuses, type VisitStatus } from '../domain/visits/status.ts'
import { answerShape, strictly, versioned, type Answer, type Versioned } from './record.ts'

/** What an officer found and left behind; all null or empty until the visit was made. */
export interface Findings {
  visitedOn: string | null
  lat: number | null
  lon: number | null
  accuracyM: number | null
  /** Whole metres from the plot's edge. */
  distanceM: number | null
  /** The version of the checklist that was answered. */
  checklistId: string | null
  answers: { code: string; value: AnswerValue }[]
  findings: string | null
  advice: string | null
  /** Was the advice of the visit before followed? */
  adviceFollowed: AdviceFollowed | null
  followUps: (FollowUp & { doneByName: string | null })[]
  photoIds: Types.ObjectId[]
  issues: IssueKind[]
  borerPct: number | null
  rustPct: number | null
}

/** One visit of an officer to one plot: planned, made, read, closed. */
export interface Visit extends Versioned, Findings {
  number: string
  status: VisitStatus
  kind: VisitKind
  farmerId: Types.ObjectId
  groupId: Types.ObjectId
  plotId: Types.ObjectId
  districtCode: string
  regencyCode: string
  /** The year of `day`, which bounds wide lists. */
  season: number
  /** When it was made, else when it is planned. */
  day: string
  plannedOn: string | null
  /** What it is for, where somebody asked for it. */
  note: string | null
  plannedByName: string
  plannedAt: Date
  officerId: Types.ObjectId | null
  officerName: string | null
  doneAt: Date | null
  acknowledgedAt: Date | null
  acknowledgedByName: string | null
  comment: string | null
  moves: { from: string; to: string; at: Date; byName: string; reason: string }[]
  /** Why it was cancelled. */
  reason: string | null
  returnedAt: Date | null
  returnedByName: string | null
  returnReason: string | null
  /** What was written before it was sent back. */
  earlier: Findings | null
  /** Questions of the service and how they were answered. */
  confirmed: Answer[]
  /** Earliest day on which something open is due, by whom it is for; what work lists look for. */
  dueForFarmer: string | null
  dueForLeader: string | null
  dueForOfficer: string | null
  /** Banks that may look: an open application there, and the consent `bank`. Kept by the loans. */
  bankIds?: Types.ObjectId[]
}

const text = (max: number) => ({ type: String, default: null, maxlength: max }) as const
const day = { type: String, default: null, match: /^\d{4}-\d{2}-\d{2}$/ } as const
const share = { type: Number, default: null, min: 0, max: 100 } as const

const findings = {
  visitedOn: day,
  lat: { type: Number, default: null, min: -90, max: 90 },
  lon: { type: Number, default: null, min: -180, max: 180 },
  accuracyM: { type: Number, default: null, min: 0 },
  distanceM: { type: Number, default: null, min: 0 },
  checklistId: text(60),
  answers: { type: Schema.Types.Mixed, default: [] },
  findings: text(4000),
  advice: text(4000),
  adviceFollowed: { type: String, enum: [...adviceFollowedAnswers, null], default: null },
  followUps: {
    type: [
      {
        _id: false,
        what: { type: String, required: true, maxlength: 300 },
        who: { type: String, enum: followUpFor, required: true },
        dueOn: { ...day, required: true },
        doneOn: day,
        note: text(1000),
        doneByName: text(120),
      },
    ],
    default: [],
  },
  photoIds: { type: [Schema.Types.ObjectId], default: [] },
  issues: { type: [{ type: String, enum: issueKinds }], default: [] },
  borerPct: share,
  rustPct: share,
}

const schema = new Schema<Visit>(
  {
    number: { type: String, required: true, match: /^KJ-\d{4}-\d{6,}$/ },
    status: { type: String, enum: visitStatuses, required: true },
    kind: { type: String, enum: visitKinds, required: true },
    farmerId: { type: 'ObjectId', required: true },
    groupId: { type: 'ObjectId', required: true },
    plotId: { type: 'ObjectId', required: true },
    districtCode: { type: String, required: true },
    regencyCode: { type: String, required: true },
    season: { type: Number, required: true },
    day: { ...day, required: true },
    plannedOn: day,
    note: text(1000),
    plannedByName: { type: String, required: true },
    plannedAt: { type: Date, required: true },
    officerId: { type: 'ObjectId', default: null },
    officerName: text(120),
    ...findings,
    doneAt: { type: Date, default: null },
    acknowledgedAt: { type: Date, default: null },
    acknowledgedByName: text(120),
    comment: text(2000),
    moves: {
      type: [{ _id: false, from: String, to: String, at: Date, byName: String, reason: String }],
      default: [],
    },
    reason: text(500),
    returnedAt: { type: Date, default: null },
    returnedByName: text(120),
    returnReason: text(500),
    earlier: { type: new Schema<Findings>(findings, { _id: false }), default: null },
    confirmed: { type: [answerShape], default: [] },
    dueForFarmer: day,
    dueForLeader: day,
    dueForOfficer: day,
    bankIds: { type: ['ObjectId'], default: [] },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ number: 1 }, { unique: true })
schema.index({ season: 1, day: 1, _id: 1 })
schema.index({ status: 1, day: 1 })
schema.index({ plotId: 1, day: 1 })
for (const scope of ['farmerId', 'groupId', 'districtCode', 'regencyCode', 'bankIds']) {
  schema.index({ [scope]: 1, season: 1, day: 1, _id: 1 })
  schema.index({ [scope]: 1, status: 1, day: 1, _id: 1 })
}
schema.index({ farmerId: 1, dueForFarmer: 1 })
schema.index({ groupId: 1, dueForLeader: 1 })
schema.index({ districtCode: 1, dueForOfficer: 1 })

export const VisitModel = model<Visit>('visit', schema, 'visits')

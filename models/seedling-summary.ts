import { model, Schema, type Types } from 'mongoose'
import type { CurvePart, FlowRow } from '../domain/seedlings/overview.ts'
import { strictly } from './record.ts'

/** Where the plants of a programme stand: the middle of a district's requests. */
export interface DistrictPart {
  regencyCode: string
  districtCode: string
  centre: [number, number] | null
  planted: number
  alive: number
}

/** The figures of one programme as they were counted last; pages read these and no records. */
export interface SeedlingSummary {
  _id: Types.ObjectId
  countedAt: Date
  requests: number
  flow: FlowRow[]
  curve: CurvePart[]
  districts: DistrictPart[]
}

const whole = { type: Number, default: 0 } as const
const text = { type: String, required: true } as const
const maybe = { type: String, default: null } as const
const schema = new Schema<SeedlingSummary>(
  {
    _id: { type: 'ObjectId', required: true },
    countedAt: { type: Date, required: true },
    requests: { type: Number, required: true },
    flow: [
      {
        _id: false,
        regencyCode: text,
        varietyCode: text,
        lotId: maybe,
        nurseryId: maybe,
        asked: whole,
        decreed: whole,
        allocated: whole,
        received: whole,
        planted: whole,
        alive: whole,
        counted12: whole,
        alive12: whole,
      },
    ],
    curve: [
      {
        _id: false,
        regencyCode: text,
        varietyCode: text,
        band: whole,
        month: whole,
        planted: whole,
        alive: whole,
      },
    ],
    districts: [
      {
        _id: false,
        regencyCode: text,
        districtCode: text,
        centre: { type: [Number], default: null },
        planted: whole,
        alive: whole,
      },
    ],
  },
  strictly,
)

export const SeedlingSummaryModel = model('seedling-summary', schema, 'seedlingSummaries')

import { model, Schema, type Types } from 'mongoose'
import { strictly, versioned, type Versioned } from './record.ts'
import { aDay, aText, count } from './shapes.ts'

/** Plants of the programme in the ground of one plot. */
export interface Planting extends Versioned {
  status: 'planted' | 'monitored' | 'completed'
  requestId: Types.ObjectId
  requestNumber: string
  programmeId: Types.ObjectId
  plotId: Types.ObjectId
  farmerId: Types.ObjectId
  groupId: Types.ObjectId
  districtCode: string
  regencyCode: string
  varietyCode: string
  altitudeM: number
  plantedOn: string
  quantity: number
  alive: number
  parts: { lotId: Types.ObjectId; batchId: Types.ObjectId; quantity: number }[]
  seedLotIds: Types.ObjectId[]
  spacingM: number | null
  shadeTrees: string | null
  photoId: Types.ObjectId | null
  lastCountOn: string | null
  nextCountOn: string | null
  plantedByName: string
}

const id = { type: 'ObjectId', required: true } as const
const schema = new Schema<Planting>(
  {
    status: { type: String, enum: ['planted', 'monitored', 'completed'], required: true },
    requestId: id,
    requestNumber: { type: String, required: true },
    programmeId: id,
    plotId: id,
    farmerId: id,
    groupId: id,
    districtCode: { type: String, required: true },
    regencyCode: { type: String, required: true },
    varietyCode: { type: String, required: true },
    altitudeM: { type: Number, required: true },
    plantedOn: { ...aDay, required: true },
    quantity: { ...count, required: true, min: 1 },
    alive: { ...count, required: true },
    parts: { type: [{ _id: false, lotId: id, batchId: id, quantity: count }], required: true },
    seedLotIds: { type: ['ObjectId'], required: true },
    spacingM: { type: Number, default: null },
    shadeTrees: aText,
    photoId: { type: 'ObjectId', default: null },
    lastCountOn: aDay,
    nextCountOn: aDay,
    plantedByName: { type: String, required: true },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ requestId: 1 })
schema.index({ plotId: 1 })
schema.index({ seedLotIds: 1, _id: 1 })
schema.index({ programmeId: 1 })
schema.index({ districtCode: 1, nextCountOn: 1 })
for (const scope of ['farmerId', 'groupId', 'districtCode', 'regencyCode'])
  schema.index({ [scope]: 1, plantedOn: 1, _id: 1 })
schema.index({ plantedOn: 1, _id: 1 })

export const PlantingModel = model('planting', schema, 'plantings')

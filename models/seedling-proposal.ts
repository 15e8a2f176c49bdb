import { model, Schema, type Types } from 'mongoose'
import { farmerDecisions, type FarmerDecision } from '../domain/seedlings/next-programme.ts'
import { strictly } from './record.ts'

/** What an office decided about a farmer for the next programme, other than the rule proposes. */
export interface SeedlingProposal {
  /** programmeId : farmerId, of the programme that is over */
  _id: string
  programmeId: Types.ObjectId
  farmerId: Types.ObjectId
  decision: FarmerDecision
  reason: string
  decidedByName: string
  decidedAt: Date
}

const schema = new Schema<SeedlingProposal>(
  {
    _id: { type: String, required: true },
    programmeId: { type: 'ObjectId', required: true },
    farmerId: { type: 'ObjectId', required: true },
    decision: { type: String, enum: farmerDecisions, required: true },
    reason: { type: String, required: true, maxlength: 2000 },
    decidedByName: { type: String, required: true },
    decidedAt: { type: Date, required: true },
  },
  strictly,
)
schema.index({ programmeId: 1 })

export const SeedlingProposalModel = model('seedling-proposal', schema, 'seedlingProposals')

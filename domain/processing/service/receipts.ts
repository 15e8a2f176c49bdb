import type { Types } from 'mongoose'
import { HarvestReceiptModel } from '../../../models/harvest-receipt.ts'
import { isDuplicateOf } from '../../once.ts'

/**
 * Adds a slip's grams to what was received of a harvest (or takes them off again) and gives the new
 * total. In the transaction of the act: of two slips at once the second waits for the first.
 */
export async function addToReceipt(
  harvestId: Types.ObjectId,
  massG: number,
  slips: 1 | -1,
): Promise<number> {
  try {
    const receipt = await HarvestReceiptModel.findOneAndUpdate(
      { _id: harvestId },
      { $inc: { receivedG: massG, slips } },
      { upsert: true, returnDocument: 'after' },
    ).lean()
    return receipt!.receivedG
  } catch (error) {
    // both made the first receipt of a harvest: the slower one starts its transaction again
    if (isDuplicateOf(error, 'harvestReceipts')) {
      const labelled = error as { addErrorLabel?: (label: string) => void }
      labelled.addErrorLabel?.('TransientTransactionError')
    }
    throw error
  }
}

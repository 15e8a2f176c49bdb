import { ReceiptModel } from '../../../models/receipt.ts'
import { today } from '../../clock.ts'
import { forgetFile } from '../../photos.ts'

/** Removes the photos of identity cards whose time is over; how many went. */
export async function forgetIdentityPhotos(): Promise<number> {
  const over = await ReceiptModel.find({ identityUntil: { $lt: today(), $ne: null } }).lean()
  for (const { _id, identityPhotoId } of over) {
    if (identityPhotoId) await forgetFile(identityPhotoId)
    await ReceiptModel.updateOne({ _id }, { $set: { identityPhotoId: null, identityUntil: null } })
  }
  return over.length
}

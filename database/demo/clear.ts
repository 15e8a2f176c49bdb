import mongoose from 'mongoose'
import { CounterModel } from '../../models/counter.ts'
import { UserModel } from '../../models/user.ts'
import { demoUserIds } from './accounts.ts'
import { demoLease } from './lease.ts'

/** Kept when demo data is loaded anew: they are not demo data. */
const kept = new Set(['regions', 'referenceItems', 'sessions', 'counters'])

/**
 * Empties what a broken load left behind. Only called while no load has ever been finished; the
 * lease stays until the end, so that a clearing that breaks off too is taken up again.
 * @throws when there are accounts that the demo did not make: then somebody works here
 */
export async function clearDemo(): Promise<void> {
  if (await UserModel.exists({ _id: { $nin: demoUserIds() } })) {
    throw new Error(
      'The demo data was loaded only in part and there are other accounts by now; use an empty database.',
    )
  }
  for (const name of mongoose.modelNames()) {
    const { collection } = mongoose.model(name)
    // the driver's own collection: the audit model refuses to delete, and rightly
    if (!kept.has(collection.collectionName)) await collection.deleteMany({})
  }
  for (const name of ['files.files', 'files.chunks']) {
    await mongoose.connection.collection(name).deleteMany({})
  }
  await CounterModel.deleteMany({ _id: { $ne: demoLease } })
}

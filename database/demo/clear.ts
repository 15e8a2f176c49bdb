import mongoose from 'mongoose'

/** Kept when demo data is loaded anew: they are not demo data. */
const kept = new Set(['regions', 'referenceItems', 'sessions'])

/** Empties what a broken load left behind. Only called while no load has ever been finished. */
export async function clearDemo(): Promise<void> {
  for (const name of mongoose.modelNames()) {
    const { collection } = mongoose.model(name)
    // the driver's own collection: the audit model refuses to delete, and rightly
    if (!kept.has(collection.collectionName)) await collection.deleteMany({})
  }
}

import type { Migrate } from '../migrate.ts'

/** Lots from before they carried certificates and published prices: they have none. */
export const run: Migrate = async (db) => {
  await db
    .collection('lots')
    .updateMany(
      { certifications: { $exists: false } },
      { $set: { certifications: [], sale: null } },
    )
}

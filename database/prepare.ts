import { config, SettingWrong } from '../config.ts'
import { loadRegions } from '../domain/regions.ts'
import { RegionModel } from '../models/region.ts'
import { isHalfRestored } from './archive/read.ts'
import { loadDemo } from './demo/load.ts'
import { seedReference } from './seed-reference.ts'
import { seedRegions } from './seed-regions.ts'

/** Loads once what the service cannot do without, and the demo data where it is wanted. */
export async function prepareData(say: (step: string) => void): Promise<void> {
  if (!(await RegionModel.exists({}))) {
    say('Loading the regencies, districts and villages of East Java …')
    await seedRegions()
  }
  await loadRegions()
  await seedReference()
  if (config().isDemo) await loadDemo(say)
}

/** @throws {SettingWrong} when a restore was broken off: half of the data must not be worked with */
export async function assertNotHalfRestored(): Promise<void> {
  if (!(await isHalfRestored())) return
  throw new SettingWrong(
    'A restore into this database was broken off; run `npm run restore -- <file>` again.',
  )
}

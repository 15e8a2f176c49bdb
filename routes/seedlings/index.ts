import express from 'express'
import { allocations } from './allocations.ts'
import { candidates } from './candidates.ts'
import { counts } from './counts.ts'
import { handovers } from './handovers.ts'
import { ownSeedlings } from './own-seedlings.ts'
import { plantings } from './plantings.ts'
import { receipts } from './receipts.ts'
import { batches } from './batches.ts'
import { decrees } from './decrees.ts'
import { labels } from './labels.ts'
import { ledger } from './ledger.ts'
import { lots } from './lots.ts'
import { nextProgramme } from './next-programme.ts'
import { overview } from './overview.ts'
import { programmes } from './programmes.ts'
import { requests } from './requests.ts'
import { withFigures } from './words.ts'

/** From the certified lot to the tree that lives, in the order of the acts. */
export const seedlings = express.Router()

seedlings.use(withFigures)
for (const part of [
  lots,
  batches,
  labels,
  programmes,
  candidates,
  nextProgramme,
  requests,
  decrees,
  allocations,
  handovers,
  receipts,
  plantings,
  counts,
  ledger,
  overview,
  ownSeedlings,
])
  seedlings.use(part)

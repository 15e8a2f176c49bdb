import express from 'express'
import { batches } from './batches.ts'
import { ledger } from './ledger.ts'
import { lots } from './lots.ts'
import { withFigures } from './words.ts'

/** From the certified lot to the tree that lives, in the order of the acts. */
export const seedlings = express.Router()

seedlings.use(withFigures)
for (const part of [lots, batches, ledger]) seedlings.use(part)

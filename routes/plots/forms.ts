import { z } from 'zod'
import { landStatuses, patterns } from '../../domain/farmers/service/plot-read.ts'
import type { Form } from '../../middleware/accept.ts'
import { amount, choice, day, decimal, text, year } from '../fields.ts'

// 500 corners of 15 decimals each, and room for what mapping programs write around them
const longestOutline = 200_000

const fields = z.object({
  name: text(120).required(),
  villageCode: text(160).required(),
  landStatus: choice(landStatuses).required(),
  landDocumentNumber: text(100).optional(),
  areaHa: decimal(4).required(),
  plantedYear: year().required(),
  varietyCode: text(40).required(),
  treeCount: amount(0).required(),
  pattern: choice(patterns).required(),
  shadeTrees: text(200).optional(),
  altitudeM: decimal(3).required(),
  soilType: text(100).optional(),
  stdbNumber: text(100).optional(),
  stdbIssuedOn: day().optional(),
  geometry: text(longestOutline).optional(),
})

export const registration: Form<z.infer<typeof fields>> = {
  fields,
  files: { geometryFile: 'outline' },
}

export const change: Form<z.infer<typeof fields>> = { ...registration, hasVersion: true }

import { z } from 'zod'
import type { Form } from '../../middleware/accept.ts'
import { amount, day, recordId } from '../fields.ts'
import { sampleShape } from './sample-form.ts'

const testFields = z.object({
  lotId: recordId().required(),
  sampledOn: day().required(),
  ...sampleShape,
  scaCategory1: amount(0).optional(),
  scaCategory2: amount(0).optional(),
})
export const qualityTest: Form<z.infer<typeof testFields>> = { fields: testFields }

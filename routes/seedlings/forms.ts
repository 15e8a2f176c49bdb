import { z } from 'zod'
import { keeperKinds, seedForms } from '../../domain/seedlings/entry-kinds.ts'
import type { Form } from '../../middleware/accept.ts'
import { amount, choice, day, decimal, recordId, text } from '../fields.ts'

const formOf = <S extends z.ZodRawShape>(
  shape: S,
  rest: Omit<Form<unknown>, 'fields'> = {},
): Form<z.infer<z.ZodObject<S>>> => ({ fields: z.object(shape) as never, ...rest })

const plants = () => amount(0)

export const lotForm = formOf(
  {
    varietyCode: text(40).required(),
    sourceGarden: text(200).required(),
    form: choice(seedForms).required(),
    quantity: plants().required(),
    pickedOn: day().optional(),
    sortedOn: day().optional(),
    moisturePct: decimal(2).optional(),
    producerLicence: text(120).optional(),
    certificateNumber: text(120).required(),
    issuer: text(200).required(),
    issuedOn: day().required(),
    validUntil: day().required(),
    labelColour: text(60).optional(),
    labelFrom: plants().optional(),
    labelTo: plants().optional(),
  },
  { files: { scan: 'paper' } },
)

export const sendForm = formOf(
  { nurseryId: recordId().required(), quantity: plants().required(), sentOn: day().required() },
  { hasVersion: true },
)

export const reasonForm = formOf({ reason: text(500).required() }, { hasVersion: true })

export const batchForm = formOf({
  seedLotId: recordId().required(),
  quantity: plants().required(),
  sownOn: day().required(),
  bed: text(60).optional(),
})

// no version: plants move whoever else wrote meanwhile; the balances guard themselves
export const entryForm = formOf({
  kind: choice(keeperKinds).required(),
  quantity: plants().optional(),
  happenedOn: day().required(),
  cause: text(120).optional(),
  note: text(2000).optional(),
  reverses: recordId().optional(),
})

export const growthForm = formOf({
  measuredOn: day().required(),
  heightCm: decimal(1).required(),
  leafPairs: decimal(1).required(),
  stemMm: decimal(1).required(),
  sample: plants().required(),
  healthy: plants().required(),
})

export const readyForm = formOf({ readyOn: day().required() }, { hasVersion: true })

import { z } from 'zod'
import { programmeDocuments } from '../../domain/seedlings/documents.ts'
import { keeperKinds, seedForms } from '../../domain/seedlings/entry-kinds.ts'
import { farmerDecisions } from '../../domain/seedlings/next-programme.ts'
import type { Form } from '../../middleware/accept.ts'
import {
  amount,
  choice,
  day,
  decimal,
  list,
  measured,
  readBy,
  recordId,
  rupiah,
  text,
  tick,
  year,
} from '../fields.ts'
import { rows } from './rows.ts'

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
    moisturePct: decimal(3).optional(),
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

export const programmeForm = formOf({
  name: text(160).required(),
  year: year().required(),
  fundSource: text(200).optional(),
  opensOn: day().required(),
  closesOn: day().required(),
  minAltitudeM: decimal(0).optional(),
  maxAreaHa: decimal(2).optional(),
  sparePct: decimal(3).optional(),
  plantRupiah: rupiah().optional(),
  documents: list(choice(programmeDocuments).required()),
  follows: recordId().optional(),
  varieties: rows(
    { code: text(40).required(), quantity: plants().required(), treesPerHa: amount(0).optional() },
    60,
  ),
  quotas: rows({ regencyCode: text(10).required(), quantity: plants().required() }, 60),
})

export const decisionForm = formOf({
  farmerId: recordId().required(),
  decision: choice(farmerDecisions).required(),
  reason: text(2000).required(),
})

// a row that names a plot but no number of plants asks for nothing on that plot
const requestLines = rows({
  plotId: recordId().required(),
  varietyCode: text(40).optional(),
  quantity: plants().optional(),
})
export const requestForm = formOf({
  programmeId: recordId().required(),
  farmerId: recordId().optional(),
  lines: requestLines.transform((lines, ctx) =>
    lines
      .filter(({ quantity }) => quantity !== null)
      .map(({ plotId, varietyCode, quantity, at }) => {
        if (varietyCode === null)
          ctx.addIssue({ code: 'custom', path: [at, 'varietyCode'], message: 'forms.missing' })
        return { plotId, varietyCode: varietyCode ?? '', quantity: quantity ?? 0, at }
      }),
  ),
  note: text(2000).optional(),
  replaces: recordId().optional(),
})

export const verifyForm = formOf(
  {
    verifiedOn: day().required(),
    lat: measured(7, true).required(),
    lon: measured(7, true).required(),
    accuracyM: measured(1).optional(),
    lines: rows({ quantity: plants().required() }),
    note: text(2000).optional(),
    documentsSeen: list(choice(programmeDocuments).required()),
  },
  { hasVersion: true, files: { photo: 'photo' } },
)

export const decreeForm = formOf(
  {
    number: text(120).required(),
    signedOn: day().required(),
    signer: text(120).required(),
    seedlingRequestIds: list(recordId().required()),
    amends: recordId().optional(),
  },
  { files: { file: 'paper' } },
)

export const allocationForm = formOf({
  programmeId: recordId().required(),
  lines: rows(
    {
      seedlingRequestId: recordId().required(),
      batchId: recordId().required(),
      quantity: plants().required(),
    },
    2000,
  ),
})
export const proposalForm = formOf({ programmeId: recordId().required() })

export const handoverForm = formOf({
  groupId: recordId().required(),
  sentOn: day().required(),
  vehicle: text(120).optional(),
  lines: rows(
    {
      allocationId: recordId().required(),
      quantity: plants().optional(),
      crate: text(60).optional(),
    },
    2000,
  ).transform((lines) =>
    lines.flatMap(({ quantity, ...line }) => (quantity === null ? [] : [{ ...line, quantity }])),
  ),
})

export const receivingForm = formOf(
  {
    receivedOn: day().required(),
    lines: rows(
      {
        received: plants().required(),
        dead: plants().optional(),
        missing: plants().optional(),
        reason: text(500).optional(),
      },
      2000,
    ),
  },
  { hasVersion: true },
)

// no version: a leader gives to one farmer after another from the same page
export const distributionForm = formOf(
  {
    farmerId: recordId().required(),
    quantity: plants().required(),
    varietyCode: text(40).required(),
    handedOn: day().required(),
    lat: measured(7, true).required(),
    lon: measured(7, true).required(),
    nikLast4: readBy(
      (value) => (/^\d{4}$/.test(value) ? value : null),
      'rules.seedling.fourDigits',
    ).optional(),
    proxyName: text(120).optional(),
    ownConfirmation: tick(),
  },
  {
    files: { identityPhoto: 'photo', signature: 'photo', photo: 'photo', proxyLetter: 'paper' },
  },
)

export const confirmForm = formOf({}, { hasVersion: true })

export const returnForm = formOf(
  {
    lines: rows(
      { quantity: plants().required(), decision: choice(['returned', 'destroyed']).required() },
      2000,
    ),
    reason: text(500).required(),
  },
  { hasVersion: true },
)

export const plantingForm = formOf(
  {
    seedlingRequestId: recordId().required(),
    plotId: recordId().required(),
    plantedOn: day().required(),
    quantity: plants().required(),
    spacingM: decimal(2).optional(),
    shadeTrees: text(200).optional(),
  },
  { files: { photo: 'photo' } },
)

export const countForm = formOf({
  plantingId: recordId().required(),
  countedOn: day().required(),
  method: choice(['census', 'sample']).required(),
  counted: plants().required(),
  alive: plants().required(),
  cause: text(120).optional(),
})

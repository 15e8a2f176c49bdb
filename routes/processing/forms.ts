import { z } from 'zod'
import {
  coffeeForms,
  lossKinds,
  processes,
  samplePurposes,
  stepCodes,
  weathers,
} from '../../domain/processing/coffee.ts'
import { payments } from '../../domain/processing/service/intake-list.ts'
import type { Form } from '../../middleware/accept.ts'
import {
  amount,
  choice,
  day,
  decimal,
  list,
  moment,
  readBy,
  recordId,
  rupiah,
  text,
} from '../fields.ts'
import { rows } from './rows.ts'

/** Kilograms to the gram. */
const kg = () => amount(3)
const share = () => decimal(3)

const farmer = () =>
  readBy((typed) => (/^([0-9a-f]{24}|PT-\d{6,12})$/i.test(typed) ? typed : null), 'forms.notThere')

const intakeFields = z.object({
  farmerId: farmer().required(),
  plotId: recordId().optional(),
  harvestId: recordId().optional(),
  receivedAt: moment().required(),
  grossKg: kg().required(),
  tareKg: kg().optional(),
  redPct: share().optional(),
  greenPct: share().optional(),
  blackPct: share().optional(),
  floaterPct: share().optional(),
  borerPct: share().optional(),
  pricePerKg: rupiah().optional(),
  payment: choice(payments).optional(),
})
export const intakeForm: Form<z.infer<typeof intakeFields>> = { fields: intakeFields }

const lotFields = z.object({
  process: choice(processes).required(),
  name: text(120).optional(),
  place: text(120).optional(),
  intakeIds: list(recordId().required()),
})
export const lotForm: Form<z.infer<typeof lotFields>> = { fields: lotFields }

const losses = z
  .unknown()
  .optional()
  .transform((raw) => (raw === undefined || raw === '' ? {} : raw))
  .pipe(
    z.strictObject(
      Object.fromEntries(lossKinds.map((kind) => [kind, kg().optional()])) as Record<
        (typeof lossKinds)[number],
        ReturnType<ReturnType<typeof kg>['optional']>
      >,
    ),
  )

const stepFields = z.object({
  step: choice(stepCodes).required(),
  startedAt: moment().required(),
  endedAt: moment().required(),
  operator: text(120).optional(),
  equipmentId: recordId().optional(),
  massOutKg: kg().required(),
  formOut: choice(coffeeForms).optional(),
  moisturePct: share().optional(),
  losses,
  ph: decimal(2).optional(),
  temperatureC: decimal(1, true).optional(),
  dryingBed: text(120).optional(),
  weather: choice(weathers).optional(),
  turns: amount(0).optional(),
  readings: text(60_000).optional(),
})
export const stepForm: Form<z.infer<typeof stepFields>> = { fields: stepFields, hasVersion: true }

const splitFields = z.object({
  lotId: recordId().required(),
  parts: rows(z.object({ massKg: kg().required(), place: text(120).optional() }), 50),
})
export const splitForm: Form<z.infer<typeof splitFields>> = {
  fields: splitFields,
  hasVersion: true,
}

const mergeFields = z.object({
  name: text(120).optional(),
  parents: rows(
    z.object({
      lotId: recordId().required(),
      massKg: kg().required(),
      version: amount(0).optional(),
    }),
    300,
  ),
})
export const mergeForm: Form<z.infer<typeof mergeFields>> = { fields: mergeFields }

const packFields = z.object({ bags: amount(0).required(), bagKg: kg().required() })
export const packForm: Form<z.infer<typeof packFields>> = { fields: packFields, hasVersion: true }

const moveFields = z.object({ place: text(120).required() })
export const moveForm: Form<z.infer<typeof moveFields>> = { fields: moveFields, hasVersion: true }

const sampleFields = z.object({
  massKg: kg().required(),
  for: choice(samplePurposes).required(),
})
export const sampleForm: Form<z.infer<typeof sampleFields>> = {
  fields: sampleFields,
  hasVersion: true,
}

const writeOffFields = z.object({ massKg: kg().required(), reason: text(500).required() })
export const writeOffForm: Form<z.infer<typeof writeOffFields>> = {
  fields: writeOffFields,
  hasVersion: true,
}

const reasonFields = z.object({ reason: text(500).required() })
export const reasonForm: Form<z.infer<typeof reasonFields>> = {
  fields: reasonFields,
  hasVersion: true,
}

const certifyFields = z.object({
  scheme: text(40).required(),
  certificateNumber: text(60).required(),
  validUntil: day().optional(),
})
export const certifyForm: Form<z.infer<typeof certifyFields>> = {
  fields: certifyFields,
  hasVersion: true,
}

const priceFields = z.object({ salePricePerKg: rupiah().required() })
export const priceForm: Form<z.infer<typeof priceFields>> = {
  fields: priceFields,
  hasVersion: true,
}

const plainFields = z.object({})
export const plainForm: Form<z.infer<typeof plainFields>> = {
  fields: plainFields,
  hasVersion: true,
}

const equipmentFields = z.object({
  kind: text(60).required(),
  serialNumber: text(120).optional(),
  capacityKgPerHour: amount(2).optional(),
  condition: text(120).optional(),
  custodian: text(120).optional(),
  aidDocument: text(120).optional(),
  serviceDueOn: day().optional(),
})
export const equipmentForm: Form<z.infer<typeof equipmentFields>> = {
  fields: equipmentFields,
  files: { aidDocument: 'paper' },
}

const readingFields = z.object({
  lotId: recordId().optional(),
  place: text(120).optional(),
  readAt: moment().required(),
  moisturePct: share().optional(),
  temperatureC: decimal(1, true).optional(),
  humidityPct: share().optional(),
})
export const readingForm: Form<z.infer<typeof readingFields>> = { fields: readingFields }

const serviceFields = z.object({
  condition: text(120).required(),
  serviceDueOn: day().optional(),
})
export const serviceForm: Form<z.infer<typeof serviceFields>> = {
  fields: serviceFields,
  hasVersion: true,
}

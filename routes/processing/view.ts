import { localMoment } from '../../domain/dates.ts'
import type { Intake, NamedIntake } from '../../domain/processing/service/intake-list.ts'
import type { JournalLine, SeenPart, lookAtLot } from '../../domain/processing/service/lot-read.ts'
import type { ListedLot } from '../../domain/processing/service/lot-list.ts'
import { toPct } from '../../domain/processing/moisture.ts'

/** A slip as data: the fields of service.md section 8. */
function intakeRow(intake: Intake) {
  return {
    id: String(intake._id),
    number: intake.number,
    status: intake.status,
    version: intake.version,
    farmerId: String(intake.farmerId),
    plotId: String(intake.plotId),
    harvestId: String(intake.harvestId),
    organisationId: String(intake.organisationId),
    season: intake.season,
    receivedAt: intake.receivedAt,
    form: intake.form,
    grossKg: intake.grossG / 1000,
    tareKg: intake.tareG / 1000,
    netKg: intake.netG / 1000,
    redPct: intake.redPct,
    greenPct: intake.greenPct,
    blackPct: intake.blackPct,
    floaterPct: intake.floaterPct,
    borerPct: intake.borerPct,
    pricePerKg: intake.pricePerKg,
    amountRupiah: intake.amountRupiah,
    payment: intake.payment,
    paidAt: intake.paidAt,
    lotId: intake.lotId && String(intake.lotId),
    receivedByName: intake.receivedByName,
    reason: intake.reason,
  }
}

/** The same with the names that lists and files print. */
export function namedIntakeRow(intake: NamedIntake) {
  return {
    ...intakeRow(intake),
    farmerName: intake.farmerName,
    farmerNumber: intake.farmerNumber,
    plotName: intake.plotName,
    lotNumber: intake.lot?.number ?? null,
    lotStatus: intake.lot?.status ?? null,
    grade: intake.lot?.grade ?? null,
  }
}

/** A lot as lists and files show it. */
export function lotRow(lot: ListedLot) {
  return {
    id: String(lot._id),
    number: lot.number,
    status: lot.status,
    version: lot.version,
    name: lot.name,
    organisationId: String(lot.organisationId),
    process: lot.process,
    form: lot.form,
    season: lot.season,
    place: lot.place,
    massG: lot.massG,
    moisturePct: toPct(lot.moistureBp),
    varietyCodes: lot.varietyCodes,
    indication: lot.indication,
    altitudeMinM: lot.altitudeMinM,
    altitudeMaxM: lot.altitudeMaxM,
    lastStep: lot.lastStep,
    grade: lot.grade,
    cupScore: lot.cupScore,
    passportCode: lot.passportCode,
  }
}

type Found = Awaited<ReturnType<typeof lookAtLot>>

/** The record page's data. */
export function lotRecord(found: Found) {
  const { lot, composition, entries, parents, children, intakes, acts } = found
  return {
    kind: 'lot',
    ...lotRow(lot),
    acts,
    composition: composition.map(partRow),
    bags: lot.bags.map(({ from, to, bagG }) => ({ from, to, bagKg: bagG / 1000 })),
    samples: lot.samples.map((sample) => ({
      for: sample.for,
      massKg: sample.massG / 1000,
      takenAt: sample.takenAt,
      takenByName: sample.takenByName,
    })),
    receivedFrom: lot.receivedFrom,
    receivedTo: lot.receivedTo,
    parents,
    children,
    intakes,
    tests: found.tests,
    cuppings: found.cuppings.map(({ id, heldOn, finalScore }) => ({ id, heldOn, finalScore })),
    steps: entries.filter(({ kind, undoneAt }) => kind === 'step' && !undoneAt).map(stepRow),
    reason: lot.reason,
    certifications: lot.certifications,
    sale: lot.sale,
    indications: found.indications,
  }
}

/** Exactly the three fields that service.md names. */
export function partRow({ farmerId, plotId, massG }: SeenPart) {
  return { farmerId, plotId, massG }
}

function stepRow({ step, massBeforeG, massAfterG }: JournalLine) {
  const facts = step!
  return {
    step: facts.step,
    startedAt: localMoment(facts.startedAt),
    endedAt: localMoment(facts.endedAt),
    operator: facts.operator,
    equipmentId: facts.equipmentId && String(facts.equipmentId),
    formIn: facts.formIn,
    formOut: facts.formOut,
    massInKg: massBeforeG / 1000,
    massOutKg: massAfterG / 1000,
    moisturePct: toPct(facts.moistureOutBp),
    losses: Object.fromEntries(
      Object.entries(facts.losses).map(([kind, massG]) => [kind, massG / 1000]),
    ),
    gainKg: facts.gainG / 1000,
    ph: facts.ph,
    temperatureC: facts.temperatureC,
    dryingBed: facts.dryingBed ?? null,
    weather: facts.weather ?? null,
    turns: facts.turns ?? null,
    readings: facts.readings,
    outOfBand: facts.outOfBand,
    explanation: facts.explanation,
  }
}

/** Which kind of tag a status gets. */
export const lotTag = {
  open: 'wait',
  'in-process': 'wait',
  ready: 'good',
  reserved: 'info',
  shipped: 'good',
  'used-up': 'plain',
  rejected: 'bad',
  withdrawn: 'bad',
} as const
export const intakeTag = { received: 'wait', 'in-lot': 'good', rejected: 'bad' } as const

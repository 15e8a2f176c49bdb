import { Types } from 'mongoose'
import { now } from '../../domain/clock.ts'
import { dayOf } from '../../domain/dates.ts'
import { reserveNumbers } from '../../domain/numbers.ts'
import { massOf, pour } from '../../domain/processing/composition.ts'
import type { Process } from '../../domain/processing/coffee.ts'
import { stays, takeOut } from '../../domain/processing/lot-mass.ts'
import { blank } from '../../domain/processing/service/make.ts'
import type { Harvest } from '../../models/harvest.ts'
import { EquipmentModel } from '../../models/equipment.ts'
import { HarvestReceiptModel } from '../../models/harvest-receipt.ts'
import { IntakeModel, type Intake } from '../../models/intake.ts'
import { LotEdgeModel } from '../../models/lot-edge.ts'
import { LotEntryModel } from '../../models/lot-entry.ts'
import { LotModel, type Lot } from '../../models/lot.ts'
import type { Plot } from '../../models/plot.ts'
import type { DemoPerson, DemoTrail } from './audit.ts'
import { fateOfLot, settle } from './lot-fates.ts'
import { equipmentOf } from './equipment.ts'
import { demoId } from './id.ts'
import { demoIntake } from './intakes.ts'
import { LotMaker } from './lot-maker.ts'
import { stepsOf } from './lot-recipes.ts'
import type { Random } from './random.ts'

/** A processing unit of the demo, with who works there and which regency brings it cherry. */
export interface DemoUnit {
  key: string
  organisationId: Types.ObjectId
  regencyCode: string
  person: DemoPerson
}

export interface LotWants {
  harvests: Harvest[]
  plots: Plot[]
  units: DemoUnit[]
}

const hourMs = 3_600_000
/** Lots of a unit and season, about; three seasons and two units make 150 with those split off. */
const lotsASeason = 21
const processes: Process[] = [
  'washed',
  'washed',
  'wet-hulled',
  'honey',
  'natural',
  'washed',
  'anaerobic',
  'semi-washed',
]

/** Weigh slips, lots in every state and their journals, of every unit and season. */
export async function loadLots(random: Random, trail: DemoTrail, wants: LotWants) {
  const plots = new Map(wants.plots.map((plot) => [String(plot._id), plot]))
  const intakes: Intake[] = []
  const makers: LotMaker[] = []
  for (const unit of wants.units) {
    const maker = new LotMaker(trail, unit.person, plots)
    makers.push(maker)
    const own = wants.harvests.filter(
      ({ regencyCode, form, status }) =>
        regencyCode === unit.regencyCode && form !== 'cherry-dry' && status === 'confirmed',
    )
    for (const [season, harvests] of [...Map.groupBy(own, (each) => each.season)].sort()) {
      intakes.push(...(await loadSeason(random, trail, maker, unit, season, harvests)))
    }
  }
  await writeAll(makers, intakes, wants.units)
  return { lots: makers.flatMap(({ lots }) => lots).length, intakes: intakes.length }
}

async function loadSeason(
  random: Random,
  trail: DemoTrail,
  maker: LotMaker,
  unit: DemoUnit,
  season: number,
  harvests: Harvest[],
): Promise<Intake[]> {
  const sorted = harvests.toSorted((a, b) => (a.harvestedTo < b.harvestedTo ? -1 : 1))
  const perLot = Math.max(1, Math.min(5, Math.floor(sorted.length / lotsASeason)))
  const count = Math.min(lotsASeason, Math.floor(sorted.length / perLot))
  const slipNumbers = await reserveNumbers(`TR-${season}`, sorted.length)
  const lotNumbers = await reserveNumbers(`LT-${season}`, count * 3)
  const made: Intake[] = []
  for (let index = 0; index < count; index++) {
    const isLast = index >= count - 4
    const group = sorted.slice(index * perLot, (index + 1) * perLot)
    const arrivedAt = arrivalOf(group, season, index - count, isLast)
    const slips = group.map((harvest, place) =>
      demoIntake(random, harvest, unit, {
        name: `${unit.key}:${season}:${index}:${place}`,
        number: slipNumbers.pop()!,
        receivedAt: new Date(arrivedAt.getTime() + place * 20 * 60_000),
      }),
    )
    made.push(...slips)
    // the very last ones are still on the floor
    const isOnFloor = isLast && season === new Date(now()).getUTCFullYear() && index === count - 1
    const name = `${unit.key}:${season}:${index}`
    if (!isOnFloor) {
      const lot = lotOf(unit, name, lotNumbers.pop()!, slips, processes[index % processes.length]!)
      runLot(random, maker, lot, slips, { name, index, lotNumbers })
      for (const slip of slips)
        Object.assign(slip, { status: 'in-lot', lotId: lot._id, version: 2 })
    }
    for (const slip of slips) noteSlip(trail, unit, slip)
  }
  return made
}

/** Cherry comes the afternoon after picking; the last of the running season came in these hours. */
function arrivalOf(group: Harvest[], season: number, fromEnd: number, isLast: boolean): Date {
  const latest = group
    .map(({ harvestedTo }) => harvestedTo)
    .sort()
    .at(-1)!
  const arrived = new Date(`${latest}T08:00:00Z`)
  const present = now().getTime()
  if (season !== new Date(present).getUTCFullYear() || !isLast) {
    return arrived.getTime() < present - 4 * hourMs ? arrived : new Date(present - 30 * hourMs)
  }
  const hoursAgo: Record<number, number> = { [-1]: 26, [-2]: 1, [-3]: 17, [-4]: 90 }
  // its last slip went into a lot an hour after it came: that, too, has happened by now
  const longest = (group.length - 1) / 3 + 1.5
  return new Date(present - Math.max(hoursAgo[fromEnd] ?? 26, longest) * hourMs)
}

function lotOf(
  unit: DemoUnit,
  name: string,
  number: string,
  slips: Intake[],
  process: Process,
): Lot {
  const composition = pour(
    slips.map(({ farmerId, plotId, netG }) => ({ farmerId, plotId, massG: netG })),
  )
  const at = new Date(slips.at(-1)!.receivedAt.getTime() + hourMs / 2)
  return {
    ...blank(),
    _id: demoId(`lot:${name}`),
    number,
    name: null,
    organisationId: unit.organisationId,
    process,
    season: slips[0]!.season,
    status: 'open',
    form: 'cherry',
    place: 'Bak penerimaan',
    massG: massOf(composition),
    cherryG: massOf(composition),
    composition,
    receivedFrom: slips[0]!.receivedAt,
    receivedTo: slips.at(-1)!.receivedAt,
    varietyCodes: [],
    altitudeMinM: null,
    altitudeMaxM: null,
    indication: null,
    farmerIds: [],
    groupIds: [],
    districtCodes: [],
    regencyCodes: [],
    createdAt: at,
    updatedAt: at,
  }
}

function runLot(
  random: Random,
  maker: LotMaker,
  lot: Lot,
  slips: Intake[],
  { name, index, lotNumbers }: { name: string; index: number; lotNumbers: string[] },
): void {
  const present = now().getTime()
  maker.make(
    lot,
    slips.map(({ _id, netG }) => ({ kind: 'intake' as const, id: _id, massG: netG })),
  )
  let last = lot.createdAt
  for (const step of stepsOf(random, lot.process, lot.receivedTo)) {
    if (step.endedAt.getTime() > present) return
    maker.step(lot, step)
    last = step.endedAt
  }
  const later = (hours: number) => new Date(Math.min(last.getTime() + hours * hourMs, present - 1))
  maker.change(lot, 'move', later(4), { place: 'Gudang' })
  const sample = { for: index % 3 === 0 ? ('cupping' as const) : ('test' as const), massG: 1_000 }
  const taken = { ...sample, takenAt: later(6), takenByName: maker.person.fullName }
  maker.change(lot, 'sample', later(6), {
    ...stays(takeOut(lot, sample.massG).left, lot.bags),
    samples: [taken],
    isBeforeQuality: true,
  })
  const lots = [lot]
  if (index % 4 === 1 && lot.massG > 20_000) {
    const part = Math.round(lot.massG / 3)
    lots.push(maker.split(lot, `${name}:a`, lotNumbers.pop()!, part, later(10)))
  }
  lots.forEach((each, place) =>
    settle(maker, each, fateOfLot(index + place, lot.season), later, slips),
  )
}

function noteSlip(trail: DemoTrail, { person }: DemoUnit, slip: Intake): void {
  const record = { kind: 'intake', id: String(slip._id), number: slip.number, version: 1 }
  const after = { status: 'received', netKg: slip.netG / 1000, pricePerKg: slip.pricePerKg }
  trail.note(person, slip.receivedAt, { act: 'intake.receive', record, after })
  if (slip.lotId === null) return
  trail.note(person, new Date(slip.receivedAt.getTime() + hourMs), {
    act: 'intake.into-lot',
    record: { ...record, version: 2 },
    before: { status: 'received', lotId: null },
    after: { status: 'in-lot', lotId: String(slip.lotId) },
  })
}

async function writeAll(makers: LotMaker[], intakes: Intake[], units: DemoUnit[]): Promise<void> {
  const ordered = { ordered: false }
  const received = Map.groupBy(intakes, ({ harvestId }) => String(harvestId))
  await IntakeModel.insertMany(intakes, ordered)
  await HarvestReceiptModel.insertMany(
    [...received].map(([id, slips]) => ({
      _id: new Types.ObjectId(id),
      receivedG: slips.reduce((sum, { netG }) => sum + netG, 0),
      slips: slips.length,
    })),
    ordered,
  )
  await LotModel.insertMany(
    makers.flatMap(({ lots }) => lots),
    ordered,
  )
  await LotEdgeModel.insertMany(
    makers.flatMap(({ edges }) => edges),
    ordered,
  )
  await LotEntryModel.insertMany(
    makers.flatMap(({ entries }) => entries),
    ordered,
  )
  await EquipmentModel.insertMany(units.flatMap((unit) => equipmentOf(unit, dayOf(now()))))
}

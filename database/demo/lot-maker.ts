import { Types } from 'mongoose'
import type { LossKind, StepCode } from '../../domain/processing/coffee.ts'
import { rescale } from '../../domain/processing/composition.ts'
import { indicationOf, seededIndications } from '../../domain/processing/indication.ts'
import { stays, takeOut } from '../../domain/processing/lot-mass.ts'
import { balanceFaults, balanceOf, type StepOut } from '../../domain/processing/mass-balance.ts'
import { auditedLot, stateOf } from '../../domain/processing/service/lot-save.ts'
import type { LotEdge } from '../../models/lot-edge.ts'
import type { LotEntry, LotEntryKind, StepFacts } from '../../models/lot-entry.ts'
import type { Lot } from '../../models/lot.ts'
import type { Plot } from '../../models/plot.ts'
import { demoRecord, type DemoPerson, type DemoTrail } from './audit.ts'
import { demoId } from './id.ts'

/** One step of a demo lot: how much comes out of a kilogram, how moist, how long. */
export interface DemoStep {
  step: StepCode
  formOut: Lot['form']
  ratio: number
  moistureBp: number | null
  loss: LossKind | null
  startedAt: Date
  endedAt: Date
  ph?: number
  temperatureC?: number
  readings?: { at: string; value: number }[]
}

/**
 * Makes lots in memory by the same rules as the acts, with journal, edges and trail, so that they
 * can be written in bulk.
 */
export class LotMaker {
  readonly lots: Lot[] = []
  readonly entries: LotEntry[] = []
  readonly edges: Omit<LotEdge, '_id'>[] = []
  private readonly trail: DemoTrail
  readonly person: DemoPerson
  private readonly plots: Map<string, Plot>

  constructor(trail: DemoTrail, person: DemoPerson, plots: Map<string, Plot>) {
    this.trail = trail
    this.person = person
    this.plots = plots
  }

  /** Takes a lot into the books: its first line in journal and trail. */
  make(lot: Lot, from: { kind: LotEdge['fromKind']; id: Types.ObjectId; massG: number }[]): Lot {
    Object.assign(lot, this.originsOf(lot))
    this.lots.push(lot)
    for (const { kind, id, massG } of from)
      this.edges.push({ fromKind: kind, fromId: id, toId: lot._id, massG })
    const feeders = from.filter(({ kind }) => kind === 'lot').map(({ id }) => id)
    this.write(lot, null, 'made', lot.createdAt, { lotIds: feeders })
    this.trail.note(this.person, lot.createdAt, {
      act: 'lot.make',
      record: demoRecord('lot', lot),
      after: auditedLot(lot),
    })
    return lot
  }

  /** Does a step; what the rules refuse is a mistake of the demo. */
  step(lot: Lot, told: DemoStep): void {
    const massOutG = Math.max(1, Math.round(lot.massG * told.ratio))
    const losses = told.loss ? { [told.loss]: lot.massG - massOutG } : {}
    const out: StepOut = {
      step: told.step,
      formOut: told.formOut,
      massOutG,
      moistureOutBp: told.moistureBp,
      losses,
    }
    const fault = Object.values(balanceFaults(lot, out))[0]
    if (fault) throw new Error(`demo lot ${lot.number}, ${told.step}: ${fault.key}`)
    const balance = balanceOf(lot, out)
    const facts: StepFacts = {
      step: told.step,
      startedAt: told.startedAt,
      endedAt: told.endedAt,
      operator: this.person.fullName,
      equipmentId: null,
      formIn: lot.form,
      formOut: told.formOut,
      moistureInBp: lot.moistureBp,
      moistureOutBp: told.moistureBp,
      losses: balance.losses,
      gainG: balance.gainG,
      ph: told.ph ?? null,
      temperatureC: told.temperatureC ?? null,
      ...dryingOf(told),
      readings: told.readings ?? [],
      outOfBand: [],
      explanation: null,
    }
    this.change(
      lot,
      'step',
      told.endedAt,
      {
        status: 'in-process',
        form: told.formOut,
        massG: massOutG,
        moistureBp: told.moistureBp,
        dryLimitG: balance.dryLimitG,
        composition: rescale(lot.composition, massOutG),
        lastStep: told.step,
        lastStepAt: told.endedAt,
      },
      { step: facts },
    )
  }

  /** Splits a part off into a new lot. */
  split(lot: Lot, name: string, number: string, massG: number, at: Date): Lot {
    const { taken, left } = takeOut(lot, massG)
    const child: Lot = {
      ...lot,
      ...taken,
      _id: demoId(`lot:${name}`),
      number,
      bags: [],
      samples: [],
      passportCode: null,
      certifications: [],
      sale: null,
      isBeforeQuality: false,
      version: 1,
      createdAt: at,
      updatedAt: at,
    }
    this.change(lot, 'split', at, stays(left, lot.bags), { lotIds: [child._id] })
    return this.make(child, [{ kind: 'lot', id: lot._id, massG }])
  }

  /** Any act that only sets some fields. */
  change(
    lot: Lot,
    kind: LotEntryKind,
    at: Date,
    changes: Partial<Lot>,
    more: Partial<LotEntry> = {},
  ): void {
    const before = structuredCloneOf(lot)
    Object.assign(lot, changes, { version: lot.version + 1, updatedAt: at })
    if (lot.massG === 0) lot.status = 'used-up'
    this.write(lot, before, kind, at, more)
    this.trail.note(this.person, at, {
      act: `lot.${kind === 'step' ? 'steps' : kind}`,
      record: demoRecord('lot', lot),
      before: auditedLot(before),
      after: auditedLot(lot),
      note: more.reason ?? null,
    })
  }

  private write(
    lot: Lot,
    before: Lot | null,
    kind: LotEntryKind,
    at: Date,
    more: Partial<LotEntry>,
  ): void {
    this.entries.push({
      _id: demoId(`lot-entry:${lot.number}:${lot.version}`),
      lotId: lot._id,
      version: lot.version,
      kind,
      at,
      byId: new Types.ObjectId(this.person.userId),
      byName: this.person.fullName,
      massBeforeG: (before ?? lot).massG,
      massAfterG: lot.massG,
      step: null,
      lotIds: [],
      reason: null,
      before: before && stateOf(before),
      undoneAt: null,
      undoneByName: null,
      ...more,
    })
  }

  private originsOf({ composition }: Lot) {
    const plots = composition.map(({ plotId }) => this.plots.get(String(plotId))!)
    const different = <T>(values: T[]) => [
      ...new Map(values.map((value) => [String(value), value])).values(),
    ]
    const altitudes = plots.map(({ altitudeM }) => altitudeM)
    return {
      varietyCodes: different(plots.map(({ varietyCode }) => varietyCode)),
      altitudeMinM: Math.min(...altitudes),
      altitudeMaxM: Math.max(...altitudes),
      indication: indicationOf(plots, seededIndications),
      farmerIds: different(plots.map(({ farmerId }) => farmerId)),
      groupIds: different(plots.map(({ groupId }) => groupId)),
      districtCodes: different(plots.map(({ districtCode }) => districtCode)),
      regencyCodes: different(plots.map(({ regencyCode }) => regencyCode)),
    }
  }
}

/** Sun-dried coffee lies on raised beds and is turned four times a day. */
function dryingOf({
  step,
  startedAt,
  endedAt,
}: DemoStep): Pick<StepFacts, 'dryingBed' | 'weather' | 'turns'> {
  if (step !== 'dry') return { dryingBed: null, weather: null, turns: null }
  const days = Math.ceil((endedAt.getTime() - startedAt.getTime()) / 86_400_000)
  return {
    dryingBed: `Para-para ${(startedAt.getUTCDate() % 6) + 1}`,
    weather: 'sunny',
    turns: days * 4,
  }
}

// ids stay ids: only the object itself is new, its parts are never changed in place
function structuredCloneOf(lot: Lot): Lot {
  return { ...lot }
}

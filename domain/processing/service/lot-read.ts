import { FarmerModel } from '../../../models/farmer.ts'
import { IntakeModel } from '../../../models/intake.ts'
import { LotEdgeModel } from '../../../models/lot-edge.ts'
import { LotEntryModel, type LotEntry } from '../../../models/lot-entry.ts'
import { LotModel, type Lot, type LotPart } from '../../../models/lot.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PlotModel } from '../../../models/plot.ts'
import type { Actor } from '../../actor.ts'
import { recordLook } from '../../audit.ts'
import { findVisible } from '../../find-visible.ts'
import { nameFor } from '../../farmers/name.ts'
import { can, type Permission } from '../../permissions.ts'
import { readVarieties } from '../../reference.ts'
import { lotsVisibleTo } from '../../scopes.ts'
import { next } from '../../status-table.ts'
import { bagForms, readyForms } from '../coffee.ts'
import { lotEvents, lotTransitions, type LotEvent } from '../lot-status.ts'
import { inChunks } from './in-chunks.ts'
import { indicationsOf } from './lot-claims.ts'
import { qualityOf } from './lot-quality.ts'
import { readSchemes } from './reference.ts'
import { lastUndoable } from './undo.ts'

/** Part of a lot as a reader may see it; whose it is stays hidden where he has no right to know. */
export interface SeenPart {
  farmerId: string | null
  plotId: string | null
  massG: number
  farmerName: string | null
  plotName: string | null
  villageCode: string | null
  varietyName: string | null
}

/** The lot alone, if it is in sight. */
export async function readLot(actor: Actor, id: string | undefined): Promise<Lot> {
  return findVisible<Lot>(LotModel, id, lotsVisibleTo(actor))
}

/** A lot with all that its page prints. The look of an auditor is recorded. */
export async function lookAtLot(actor: Actor, id: string | undefined) {
  const lot = await readLot(actor, id)
  await recordLook(actor, {
    kind: 'lot',
    id: String(lot._id),
    number: lot.number,
    version: lot.version,
  })
  const [composition, entries, relatives, quality, unit, undoable, indications, schemes] =
    await Promise.all([
      seenComposition(actor, lot.composition),
      entriesOf(lot),
      relativesOf(actor, lot),
      qualityOf(actor, lot._id),
      OrganisationModel.findById(lot.organisationId, { name: 1, villageCode: 1 }).lean(),
      can(actor, 'lot.undo') ? lastUndoable(lot) : null,
      indicationsOf(lot),
      readSchemes(),
    ])
  return {
    lot,
    composition,
    entries,
    ...relatives,
    ...quality,
    unitName: unit?.name ?? '',
    indications,
    schemes: new Map(schemes.map(({ code, name }) => [code, name])),
    acts: openLotActs(actor, lot, undoable),
    undoable,
  }
}

/** The acts now open to this person, in the order in which they are shown. */
function openLotActs(actor: Actor, lot: Lot, undoable: LotEntry | null): LotEvent[] {
  return lotEvents.filter((event) => {
    if (!can(actor, `lot.${event}` satisfies Permission)) return false
    if (event === 'undo') return undoable !== null
    if (event === 'ready' && !readyForms.includes(lot.form)) return false
    if (event === 'pack' && !bagForms.includes(lot.form)) return false
    return next(lotTransitions, lot.status, event) !== null
  })
}

/** What a lot is made of, with names; what is not the reader's to know becomes one row without any. */
export async function seenComposition(
  actor: Actor,
  composition: readonly LotPart[],
): Promise<SeenPart[]> {
  const fields = {
    name: 1,
    groupId: 1,
    districtCode: 1,
    regencyCode: 1,
    villageCode: 1,
    varietyCode: 1,
  }
  const plots = await inChunks(
    composition.map(({ plotId }) => plotId),
    (some) => PlotModel.find({ _id: { $in: some } }, fields).lean(),
  )
  const plotOf = new Map(plots.map((plot) => [String(plot._id), plot]))
  const seen = composition.filter((part) => sees(actor, part, plotOf.get(String(part.plotId))))
  const farmers = await inChunks(
    seen.map(({ farmerId }) => farmerId),
    (some) => FarmerModel.find({ _id: { $in: some } }, { fullName: 1 }).lean(),
  )
  const varietyOf = new Map((await readVarieties()).map(({ code, name }) => [code, name]))
  const nameOf = new Map(farmers.map(({ _id, fullName }) => [String(_id), fullName]))
  const rows: SeenPart[] = seen.map(({ farmerId, plotId, massG }) => {
    const plot = plotOf.get(String(plotId))
    return {
      farmerId: String(farmerId),
      plotId: String(plotId),
      massG,
      farmerName: nameFor(actor, nameOf.get(String(farmerId)) ?? ''),
      plotName: plot?.name ?? '',
      villageCode: plot?.villageCode ?? null,
      varietyName: plot ? (varietyOf.get(plot.varietyCode) ?? plot.varietyCode) : null,
    }
  })
  const hiddenG = composition
    .filter((part) => !seen.includes(part))
    .reduce((sum, { massG }) => sum + massG, 0)
  return hiddenG > 0 ? [...rows, hiddenRow(hiddenG)] : rows
}

function hiddenRow(massG: number): SeenPart {
  return {
    farmerId: null,
    plotId: null,
    massG,
    farmerName: null,
    plotName: null,
    villageCode: null,
    varietyName: null,
  }
}

type Place = { groupId: unknown; districtCode: string; regencyCode: string }

/** May this reader know whose part it is? As in the registry; a unit knows those who bring it cherry. */
export function sees(
  actor: Actor,
  { farmerId }: { farmerId: unknown },
  plot: Place | undefined,
): boolean {
  if (actor.role === 'farmer') return String(farmerId) === actor.farmerId
  if (actor.role === 'group-leader') return String(plot?.groupId) === actor.organisationId
  if (actor.role === 'extension-officer')
    return plot !== undefined && actor.districtCodes.includes(plot.districtCode)
  if (actor.role === 'regency-admin') return plot?.regencyCode === actor.regencyCode
  return actor.role === 'processor' || actor.role === 'province-admin' || actor.role === 'auditor'
}

/** A line of the journal without the state that an undo would bring back. */
export type JournalLine = Omit<LotEntry, 'before'>

async function entriesOf(lot: Lot): Promise<JournalLine[]> {
  const entries = await LotEntryModel.find({ lotId: lot._id }, { before: 0 }).lean()
  return (entries as JournalLine[]).sort((a, b) => a.version - b.version)
}

/** What fed the lot and what it fed: slips and lots, with the mass each gave or got. */
async function relativesOf(actor: Actor, lot: Lot) {
  const [into, outOf] = await Promise.all([
    LotEdgeModel.find({ toId: lot._id }).lean(),
    LotEdgeModel.find({ fromId: lot._id }).lean(),
  ])
  const fromLots = into.filter(({ fromKind }) => fromKind === 'lot')
  const lots = await LotModel.find(
    { _id: { $in: [...fromLots.map((e) => e.fromId), ...outOf.map((e) => e.toId)] } },
    { number: 1, status: 1, form: 1 },
  ).lean()
  const intakes = await IntakeModel.find(
    { _id: { $in: into.filter((e) => e.fromKind === 'intake').map((e) => e.fromId) } },
    { number: 1, farmerId: 1, groupId: 1, districtCode: 1, regencyCode: 1 },
  ).lean()
  const lotOf = new Map(lots.map((each) => [String(each._id), each]))
  const relative = (id: unknown, massG: number) => ({
    id: String(id),
    number: lotOf.get(String(id))?.number ?? '',
    form: lotOf.get(String(id))?.form ?? null,
    massG,
  })
  return {
    parents: fromLots.map(({ fromId, massG }) => relative(fromId, massG)),
    children: outOf.map(({ toId, massG }) => relative(toId, massG)),
    intakes: intakes
      .filter((intake) => sees(actor, intake, intake))
      .map(({ _id, number }) => ({
        id: String(_id),
        number,
        massG: into.find(({ fromId }) => fromId.equals(_id))?.massG ?? 0,
      })),
  }
}

import { Types } from 'mongoose'
import { EquipmentModel, type Equipment } from '../../../models/equipment.ts'
export type { Equipment } from '../../../models/equipment.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { findVisible } from '../../find-visible.ts'
import { attachPaper, type KeptPaper } from '../../photos.ts'
import { unitRecordsVisibleTo } from '../../scopes.ts'

/** Kinds that the form offers; others may be written (U, domain.md section 6). */
export const equipmentKinds = [
  'pulper',
  'washer',
  'fermentation-tank',
  'drying-table',
  'solar-dome',
  'huller',
  'grader',
  'moisture-meter',
  'scales',
  'roaster',
  'grinder',
  'sealer',
] as const

/** The machines and tools that a reader may see, by kind. */
export async function equipmentOf(actor: Actor): Promise<Equipment[]> {
  const found = await EquipmentModel.find(unitRecordsVisibleTo(actor)).lean()
  return found.sort((a, b) => a.kind.localeCompare(b.kind))
}

/** One machine, if it is in sight. */
export async function readEquipment(actor: Actor, id: string | undefined): Promise<Equipment> {
  return findVisible<Equipment>(EquipmentModel, id, unitRecordsVisibleTo(actor))
}

export type EquipmentTold = Pick<
  Equipment,
  | 'kind'
  | 'serialNumber'
  | 'capacityKgPerHour'
  | 'condition'
  | 'custodian'
  | 'aidDocument'
  | 'serviceDueOn'
>

/** Writes down a machine of the unit, with the paper of the aid where there is one. */
export async function registerEquipment(
  actor: Actor,
  told: EquipmentTold,
  paper: KeptPaper | null,
): Promise<Equipment> {
  const equipment: Equipment = {
    _id: new Types.ObjectId(),
    ...told,
    organisationId: new Types.ObjectId(actor.organisationId),
    regencyCode: actor.regencyCode,
    aidDocument: told.aidDocument ?? paper?.name ?? null,
    paperId: paper ? new Types.ObjectId(paper.id) : null,
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
  await EquipmentModel.create([equipment])
  const id = equipment._id
  if (paper) await attachPaper(paper, { farmerId: null, kind: 'equipment', id })
  await recordAudit(actor, {
    act: 'equipment.register',
    record: { kind: 'equipment', id: String(id), number: null, version: 1 },
    after: { ...told },
  })
  return equipment
}

/** Writes down that a machine was looked after: its condition now, and when it is due again. */
export async function serviceEquipment(
  actor: Actor,
  before: Equipment,
  told: { condition: string; serviceDueOn: string | null },
): Promise<void> {
  const version = before.version + 1
  await EquipmentModel.updateOne(
    { _id: before._id, version: before.version },
    { $set: { ...told, version, updatedAt: now() } },
  )
  await recordAudit(actor, {
    act: 'equipment.service',
    record: { kind: 'equipment', id: String(before._id), number: null, version },
    before: { condition: before.condition, serviceDueOn: before.serviceDueOn },
    after: { ...told },
  })
}

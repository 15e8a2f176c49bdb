import type { Actor } from './actor.ts'
import { can, type Permission } from './permissions.ts'
import { FarmerModel } from '../models/farmer.ts'
import { HarvestModel } from '../models/harvest.ts'
import { IntakeModel } from '../models/intake.ts'
import { LotModel } from '../models/lot.ts'
import { NurseryBatchModel } from '../models/nursery-batch.ts'
import { PlotModel } from '../models/plot.ts'
import { SeedLotModel } from '../models/seed-lot.ts'
import {
  batchesVisibleTo,
  farmersVisibleTo,
  harvestsVisibleTo,
  intakesVisibleTo,
  lotsVisibleTo,
  plotsVisibleTo,
  seedLotsVisibleTo,
} from './scopes.ts'

type Scope = Record<string, unknown>

/** One kind of record with a page of its own: who may see it, by which number and where. */
export interface RecordKind {
  kind: string
  /** What its human numbers begin with; null for kinds without numbers. */
  prefix: string | null
  permission: Permission
  model: {
    exists(filter: object): PromiseLike<{ _id: unknown } | null>
    findOne(filter: object, fields: object): { lean(): PromiseLike<unknown> }
  }
  scope: (actor: Actor) => Scope | Promise<Scope>
  href: (id: string) => string
}

/** Every kind, so that search, files and the audit trail know them all from one table. */
export const recordKinds: RecordKind[] = [
  {
    kind: 'farmer',
    prefix: 'PT',
    permission: 'farmer.view',
    model: FarmerModel,
    scope: farmersVisibleTo,
    href: (id) => `/farmers/${id}`,
  },
  {
    kind: 'plot',
    prefix: 'KB',
    permission: 'plot.view',
    model: PlotModel,
    scope: plotsVisibleTo,
    href: (id) => `/plots/${id}`,
  },
  {
    kind: 'harvest',
    prefix: 'PN',
    permission: 'harvest.view',
    model: HarvestModel,
    scope: harvestsVisibleTo,
    href: (id) => `/harvests/${id}`,
  },
  {
    kind: 'seed-lot',
    prefix: 'BN',
    permission: 'seed-lot.view',
    model: SeedLotModel,
    scope: seedLotsVisibleTo,
    href: (id) => `/seed-lots/${id}`,
  },
  {
    kind: 'nursery-batch',
    prefix: 'PS',
    permission: 'nursery-batch.view',
    model: NurseryBatchModel,
    scope: batchesVisibleTo,
    href: (id) => `/nursery-batches/${id}`,
  },
  {
    kind: 'intake',
    prefix: 'TR',
    permission: 'intake.view',
    model: IntakeModel,
    scope: intakesVisibleTo,
    href: (id) => `/processing/intake/${id}`,
  },
  {
    kind: 'lot',
    prefix: 'LT',
    permission: 'lot.view',
    model: LotModel,
    scope: lotsVisibleTo,
    href: (id) => `/lots/${id}`,
  },
]

/** True for kinds that the table knows. */
export function isRecordKind(kind: string): boolean {
  return recordKinds.some((each) => each.kind === kind)
}

/** May this person see this record? False for a kind that is not in the table. */
export async function canSee(actor: Actor, kind: string, id: unknown): Promise<boolean> {
  const row = recordKinds.find((each) => each.kind === kind)
  if (!row || !can(actor, row.permission)) return false
  return (await row.model.exists({ $and: [{ _id: id }, await row.scope(actor)] })) !== null
}

/** The record with this human number, if the person may see it. */
export async function findByNumber(
  actor: Actor,
  number: string,
): Promise<{ kind: string; id: string; href: string } | null> {
  const row = recordKinds.find(({ prefix }) => prefix !== null && number.startsWith(`${prefix}-`))
  if (!row || !can(actor, row.permission)) return null
  const filter = { $and: [{ number }, await row.scope(actor)] }
  const found = (await row.model.findOne(filter, { _id: 1 }).lean()) as { _id: unknown } | null
  if (!found) return null
  const id = String(found._id)
  return { kind: row.kind, id, href: row.href(id) }
}

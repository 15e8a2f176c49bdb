import type { Actor } from './actor.ts'
import { accountsInReach } from './accounts/service/reach.ts'
import { can, type Permission } from './permissions.ts'
import { FarmerModel } from '../models/farmer.ts'
import { HarvestModel } from '../models/harvest.ts'
import { IntakeModel } from '../models/intake.ts'
import { LoanModel } from '../models/loan.ts'
import { LotModel } from '../models/lot.ts'
import { NurseryBatchModel } from '../models/nursery-batch.ts'
import { OrganisationModel } from '../models/organisation.ts'
import { PlotModel } from '../models/plot.ts'
import { QualityTestModel } from '../models/quality-test.ts'
import { SeedLotModel } from '../models/seed-lot.ts'
import { UserModel } from '../models/user.ts'
import { VisitModel } from '../models/visit.ts'
import { EquipmentModel } from '../models/equipment.ts'
import { SeedlingRequestModel } from '../models/seedling-request.ts'
import { SeedlingDecreeModel } from '../models/seedling-decree.ts'
import { HandoverModel } from '../models/handover.ts'
import { ReceiptModel } from '../models/receipt.ts'
import { PlantingModel } from '../models/planting.ts'
import { SurvivalCountModel } from '../models/survival-count.ts'
import * as scopes from './scopes.ts'

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
  /** Its page stands below this address, by its id. */
  pages: string
}

function row(
  kind: string,
  prefix: string | null,
  permission: Permission,
  model: RecordKind['model'],
  scope: RecordKind['scope'],
  pages: string,
): RecordKind {
  return { kind, prefix, permission, model, scope, pages }
}

/** Every kind, so that search, files and the audit trail know them all from one table. */
// prettier-ignore
export const recordKinds: RecordKind[] = [
  row('farmer', 'PT', 'farmer.view', FarmerModel, scopes.farmersVisibleTo, '/farmers'),
  row('plot', 'KB', 'plot.view', PlotModel, scopes.plotsVisibleTo, '/plots'),
  row('harvest', 'PN', 'harvest.view', HarvestModel, scopes.harvestsVisibleTo, '/harvests'),
  row('visit', 'KJ', 'visit.view', VisitModel, scopes.visitsVisibleTo, '/visits'),
  row('loan', 'PJ', 'loan.view', LoanModel, scopes.loansVisibleTo, '/loans'),
  // the papers of an application: not for the province, which works without names
  row('loan-document', null, 'loan-document.view', LoanModel, scopes.loanPapersVisibleTo, '/loans'),
  row('intake', 'TR', 'intake.view', IntakeModel, scopes.intakesVisibleTo, '/processing/intake'),
  row('lot', 'LT', 'lot.view', LotModel, scopes.lotsVisibleTo, '/lots'),
  row('quality-test', 'UJ', 'quality-test.view', QualityTestModel, scopes.qualityTestsVisibleTo, '/quality-tests'),
  row('seed-lot', 'BN', 'seed-lot.view', SeedLotModel, scopes.seedLotsVisibleTo, '/seed-lots'),
  row('nursery-batch', 'PS', 'nursery-batch.view', NurseryBatchModel, scopes.batchesVisibleTo, '/nursery-batches'),
  row('equipment', null, 'equipment.view', EquipmentModel, scopes.unitRecordsVisibleTo, '/equipment'),
  row('seedling-request', 'UB', 'seedling-request.view', SeedlingRequestModel, scopes.seedlingsVisibleTo, '/seedling-requests'),
  row('seedling-decree', null, 'seedling-decree.view', SeedlingDecreeModel, scopes.decreesVisibleTo, '/seedling-decrees'),
  row('handover', 'SR', 'handover.view', HandoverModel, scopes.seedlingsVisibleTo, '/handovers'),
  row('receipt', 'BA', 'receipt.view', ReceiptModel, scopes.seedlingsVisibleTo, '/receipts'),
  row('planting', null, 'planting.view', PlantingModel, scopes.seedlingsVisibleTo, '/plantings'),
  row('survival-count', null, 'survival-count.view', SurvivalCountModel, scopes.seedlingsVisibleTo, '/survival-counts'),
  row('organisation', null, 'organisation.view', OrganisationModel, scopes.organisationsManagedBy, '/admin/organisations'),
  row('user', null, 'user.view', UserModel, accountsInReach, '/admin/users'),
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
  return { kind: row.kind, id, href: `${row.pages}/${id}` }
}

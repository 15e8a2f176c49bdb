import { AuditEventModel } from '../../../models/audit-event.ts'
import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import { HarvestModel } from '../../../models/harvest.ts'
import { LoanModel } from '../../../models/loan.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PlotModel } from '../../../models/plot.ts'
import { VisitModel } from '../../../models/visit.ts'
import type { Actor } from '../../actor.ts'
import { findVisible } from '../../find-visible.ts'
import { farmersVisibleTo } from '../../scopes.ts'

const most = 100

/**
 * Who of the banks, and of the auditors, looked at a farmer's records; the latest first. For the
 * farmer himself and for those who serve him.
 * @throws {NotFound} when the farmer is out of sight
 */
export async function readLooks(actor: Actor, farmerId: string | undefined) {
  const farmer = await findVisible<Farmer>(FarmerModel, farmerId, farmersVisibleTo(actor))
  const own = { farmerId: farmer._id }
  const [plots, harvests, visits, loans] = await Promise.all([
    PlotModel.find(own, { _id: 1 }).lean(),
    HarvestModel.find(own, { _id: 1 }).lean(),
    VisitModel.find(own, { _id: 1 }).lean(),
    LoanModel.find(own, { _id: 1 }).lean(),
  ])
  const records = [farmer, ...plots, ...harvests, ...visits, ...loans]
  const recordId = { $in: records.map(({ _id }) => String(_id)) }
  const events = await AuditEventModel.find({ recordId, act: /\.look$/ }).lean()
  const latest = events.toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, most)
  const organisations = await OrganisationModel.find(
    { _id: { $in: [...new Set(latest.map(({ organisationId }) => organisationId))] } },
    { name: 1 },
  ).lean()
  const names = new Map(organisations.map(({ _id, name }) => [String(_id), name]))
  return {
    farmer: { id: String(farmer._id), fullName: farmer.fullName, number: farmer.number },
    rows: latest.map(({ at, personName, role, organisationId, recordKind, recordNumber }) => ({
      at,
      personName,
      role,
      organisationName: names.get(organisationId ?? '') ?? '',
      recordKind,
      recordNumber,
    })),
  }
}

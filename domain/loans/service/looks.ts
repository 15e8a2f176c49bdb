import { AuditEventModel } from '../../../models/audit-event.ts'
import { HarvestModel } from '../../../models/harvest.ts'
import { LoanModel } from '../../../models/loan.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PlotModel } from '../../../models/plot.ts'
import type { Actor } from '../../actor.ts'

const most = 100

/** Who of the banks, and of the auditors, looked at the farmer's own records; the latest first. */
export async function readLooks(actor: Actor) {
  const own = { farmerId: actor.farmerId }
  const [plots, harvests, loans] = await Promise.all([
    PlotModel.find(own, { _id: 1 }).lean(),
    HarvestModel.find(own, { _id: 1 }).lean(),
    LoanModel.find(own, { _id: 1 }).lean(),
  ])
  const ids = [actor.farmerId!, ...[...plots, ...harvests, ...loans].map(({ _id }) => String(_id))]
  const events = await AuditEventModel.find({ recordId: { $in: ids }, act: /\.look$/ }).lean()
  const latest = events.toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, most)
  const organisations = await OrganisationModel.find(
    { _id: { $in: [...new Set(latest.map(({ organisationId }) => organisationId))] } },
    { name: 1 },
  ).lean()
  const names = new Map(organisations.map(({ _id, name }) => [String(_id), name]))
  return latest.map(({ at, personName, role, organisationId, recordKind, recordNumber }) => ({
    at,
    personName,
    role,
    organisationName: names.get(organisationId ?? '') ?? '',
    recordKind,
    recordNumber,
  }))
}

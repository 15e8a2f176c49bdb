import { Types } from 'mongoose'
import { FarmerModel } from '../../../models/farmer.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PlotModel, type Plot } from '../../../models/plot.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { WrongState } from '../../errors.ts'
import { assertVersion, findVisible } from '../../find-visible.ts'
import type { Confirmed } from '../../questions.ts'
import { plotsVisibleTo } from '../../scopes.ts'
import { auditedPlot, checkPlot, type PlotTold } from './plot-check.ts'
import { readFarmer } from './read.ts'
import { areaM2Of, moveRegistry, placeOfGroup } from './registry.ts'

/**
 * Registers a plot of a farmer in sight of the actor.
 * @param outline the text of an uploaded outline, if one came
 * @throws {WrongState} {RuleBroken} {MustAsk}
 */
export async function registerPlot(
  actor: Actor,
  farmerId: string,
  told: PlotTold,
  outline: string | null,
  confirmed: Confirmed,
  number: string,
): Promise<Plot> {
  const farmer = await readFarmer(actor, farmerId)
  if (farmer.status !== 'active') throw new WrongState(`farmer.${farmer.status}`, 'plots')
  const checked = await checkPlot(actor, farmer, told, outline, number, null, confirmed)
  const plot: Plot = {
    _id: new Types.ObjectId(),
    number,
    status: 'active',
    farmerId: farmer._id,
    groupId: farmer.groupId,
    bankIds: farmer.bankIds ?? [],
    ...checked.plot,
    answers: checked.answers,
    registeredBy: new Types.ObjectId(actor.userId),
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
  await PlotModel.create([plot])
  await count(null, plot)
  await recordAudit(actor, {
    act: 'plot.register',
    record: { kind: 'plot', id: plot._id.toHexString(), number, version: 1 },
    after: auditedPlot(plot),
  })
  return plot
}

/**
 * Changes a plot.
 * @throws {StaleVersion} {WrongState} {RuleBroken} {MustAsk}
 */
export async function editPlot(
  actor: Actor,
  id: string,
  version: number,
  told: PlotTold,
  outline: string | null,
  confirmed: Confirmed,
): Promise<void> {
  const before = await findVisible<Plot>(PlotModel, id, plotsVisibleTo(actor))
  assertVersion('plot', before, version)
  if (before.status !== 'active') throw new WrongState(`plot.${before.status}`, 'edit')
  const farmer = (await FarmerModel.findById(before.farmerId, { fullName: 1 }).lean())!
  const { number } = before
  const checked = await checkPlot(actor, farmer, told, outline, number, before, confirmed)
  const after: Plot = {
    ...before,
    ...checked.plot,
    answers: [...before.answers, ...checked.answers],
    version: version + 1,
    updatedAt: now(),
  }
  const { _id, ...fields } = after
  await PlotModel.updateOne({ _id, version }, { $set: fields })
  await count(before, after)
  await recordAudit(actor, {
    act: 'plot.edit',
    record: { kind: 'plot', id, number, version: after.version },
    before: auditedPlot(before),
    after: auditedPlot(after),
  })
}

async function count(before: Plot | null, after: Plot): Promise<void> {
  const group = await OrganisationModel.findById(after.groupId).lean()
  const mapped = (plot: Plot | null) => (plot?.geometry ? 1 : 0)
  await moveRegistry(after.groupId, placeOfGroup(group, after), {
    plots: before ? 0 : 1,
    mappedPlots: mapped(after) - mapped(before),
    areaM2: areaM2Of(after) - (before ? areaM2Of(before) : 0),
  })
}

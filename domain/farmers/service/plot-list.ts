import { FarmerModel } from '../../../models/farmer.ts'
import { PlotModel, type Plot } from '../../../models/plot.ts'
import type { Actor } from '../../actor.ts'
import { recordLooksAt } from '../../looks.ts'
import { findPage, readPage } from '../../paging.ts'
import { plotsVisibleTo } from '../../scopes.ts'
import { nameFor } from '../name.ts'
import { asNumber, boundsOf, wordsAsked, type RegistryFilter } from './list.ts'
import { plotAsData } from './plot-read.ts'
import { walk } from './walk.ts'

export interface PlotFilter extends RegistryFilter {
  farmerId: string | null
}

/** A map shows no more plots than this; a reader of more chooses a district first. */
export const mostOnMap = 2000

function plotQuery(actor: Actor, filter: PlotFilter): Record<string, unknown> {
  const own = filter.farmerId === null ? [] : [{ farmerId: filter.farmerId }]
  return { $and: [plotsVisibleTo(actor), { status: 'active' }, ...own, ...boundsOf(filter)] }
}

/** A plot's number, a farmer's number, or words of both their names. */
async function askedFor(actor: Actor, q: string | null): Promise<Record<string, unknown>[]> {
  const number = asNumber('KB', q)
  if (number !== null) return [{ number }]
  const farmerNumber = asNumber('PT', q)
  if (farmerNumber === null) return wordsAsked(actor, q)
  const farmer = await FarmerModel.findOne({ number: farmerNumber }, { _id: 1 }).lean()
  return [{ farmerId: farmer?._id ?? null }]
}

/** The plots in sight, closed ones too, that a word or number means; at most `mostOnMap`. */
export async function plotsMeant(actor: Actor, q: string): Promise<Plot['_id'][]> {
  const words = await askedFor(actor, q)
  const plots = await PlotModel.find({ $and: [plotsVisibleTo(actor), ...words] }, { _id: 1 })
    .limit(mostOnMap)
    .lean()
  return plots.map(({ _id }) => _id)
}

/** One page of plots by name (a wide one by regency, then name), with their farmers' names. */
export async function listPlots(actor: Actor, filter: PlotFilter, after: string | null) {
  const words = await askedFor(actor, filter.q)
  const isBounded =
    filter.farmerId !== null ||
    boundsOf(filter).length > 0 ||
    words.some((each) => !('searchWords' in each))
  const read = (bound: object, from: string | null, limit: number): Promise<Plot[]> =>
    findPage<Plot>(
      (each) => PlotModel.find(each),
      { $and: [plotQuery(actor, filter), bound, ...words] },
      'name',
      from,
      'forward',
      limit,
    )
  const { rows, next } = await walk(actor, isBounded, after, read, (found) =>
    readPage(found, 'name'),
  )
  const names = await farmerNames(actor, rows)
  return {
    rows: rows.map((plot) => ({
      ...plotAsData(plot),
      farmerName: names.get(String(plot.farmerId)) ?? '',
    })),
    next,
  }
}

/** Every plot of the filter, from one unsorted cursor, for files. */
export async function* streamPlots(actor: Actor, filter: PlotFilter) {
  const words = await askedFor(actor, filter.q)
  const all = PlotModel.find({ $and: [plotQuery(actor, filter), ...words] })
    .lean()
    .cursor()
  for await (const plot of all) yield plotAsData(plot)
}

/** The mapped plots of the filter as one GeoJSON collection, at most `mostOnMap`. */
export async function mapOfPlots(actor: Actor, filter: PlotFilter) {
  const mapped = { geometry: { $ne: null } }
  const words = await askedFor(actor, filter.q)
  const plots = await PlotModel.find(
    { $and: [plotQuery(actor, filter), ...words, mapped] },
    { name: 1, number: 1, areaHa: 1, altitudeM: 1, farmerId: 1, geometry: 1 },
  )
    .limit(mostOnMap)
    .lean()
  await recordLooksAt(actor, plots)
  const names = await farmerNames(actor, plots)
  return {
    type: 'FeatureCollection' as const,
    features: plots.map(({ _id, name, number, areaHa, altitudeM, farmerId, geometry }) => ({
      type: 'Feature' as const,
      id: _id.toHexString(),
      geometry,
      properties: {
        name,
        number,
        areaHa,
        altitudeM,
        farmerName: names.get(String(farmerId)) ?? '',
        href: `/plots/${_id.toHexString()}`,
      },
    })),
  }
}

async function farmerNames(actor: Actor, plots: Pick<Plot, 'farmerId'>[]) {
  const ids = [...new Set(plots.map(({ farmerId }) => String(farmerId)))]
  const farmers = await FarmerModel.find({ _id: { $in: ids } }, { fullName: 1 }).lean()
  return new Map(farmers.map(({ _id, fullName }) => [String(_id), nameFor(actor, fullName)]))
}

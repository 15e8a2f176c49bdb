import type { Request, Response } from 'express'
import { config } from '../../config.ts'
import type { Actor } from '../../domain/actor.ts'
import { today } from '../../domain/clock.ts'
import { yearOf } from '../../domain/dates.ts'
import { treesPerHaOf } from '../../domain/farmers/plot-rules.ts'
import { lookAtPlot } from '../../domain/farmers/service/plot-read.ts'
import { seasonsOfPlot, type PlotSeason } from '../../domain/harvests/service/by-plot.ts'
import { can } from '../../domain/permissions.ts'
import { placeName } from '../../domain/regions.ts'
import { readOrigins } from '../../domain/seedlings/service/trace.ts'
import { present } from '../present.ts'
import { originRow, originSection } from '../seedlings/origin-view.ts'
import { pictureOf } from './picture.ts'

const seasonsShown = 5

/** One plot: facts, map and harvests by season at the left, acts at the right. */
export async function plotPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t } = res.locals
  const { plot, farmer, ...names } = await lookAtPlot(actor, String(req.params['id']))
  const acts = plotActs(actor, plot.status)
  const record = { ...plot, kind: 'plot', acts }
  const origins = can(actor, 'planting.view') ? await readOrigins(actor, { plotId: plot.id }) : []
  if (req.query['format'] === 'json') {
    const { answers, groupName } = names
    const plantings = origins.map(originRow)
    const data = { ...record, farmerName: farmer.fullName, groupName, answers, plantings }
    return present(req, res, 'plots/plot', { data })
  }
  const year = yearOf(today())
  const seasons = can(actor, 'harvest.view')
    ? await seasonsOfPlot(actor, plot.id, year, seasonsShown)
    : []
  present(req, res, 'plots/plot', {
    record,
    farmer,
    isOwn: actor.role === 'farmer',
    title: plot.name,
    lead: [farmer.fullName, placeName(plot.villageCode)].join(' · '),
    status: { label: t(`statuses.plot.${plot.status}`), isShown: plot.status !== 'active' },
    place: placeName(plot.villageCode),
    ...names,
    words: {
      landStatus: t(`plots.land.${plot.landStatus}`),
      pattern: t(`plots.pattern.${plot.pattern}`),
    },
    treesPerHa: treesPerHaOf(plot.treeCount, plot.areaHa),
    questionsAnswered: names.answers.map(({ code, explanation }) => ({
      text: t(`plots.answered.${code}`),
      explanation,
    })),
    map: pictureOf([{ geometry: plot.geometry }]),
    outline: plot.geometry && JSON.stringify(plot.geometry),
    needsMap: plot.geometry !== null,
    tiles: config().mapTilesUrl,
    origins: origins.length > 0 && originSection(res, origins),
    chart: seasons.length > 0 && plotChart(seasons, year, t),
    may: Object.fromEntries(acts.map((act) => [act, true])),
    mayReadGroup: can(actor, 'group.view'),
    mayReadHarvests: can(actor, 'harvest.view'),
    mayHarvest: can(actor, 'harvest.register') && plot.status === 'active',
  })
}

/** The acts open to this person on a plot, named as their addresses are. */
export function plotActs(actor: Actor, status: string): string[] {
  return status === 'active' && can(actor, 'plot.edit') ? ['edit'] : []
}

function plotChart(seasons: PlotSeason[], year: number, t: Response['locals']['t']) {
  return {
    id: 'plot-seasons',
    title: t('plots.record.seasons'),
    unit: 'kg',
    rowLabel: t('plots.record.season'),
    columns: seasons.map(({ season }) => ({ label: String(season), isRunning: season === year })),
    series: [
      {
        label: t('harvests.season.declared'),
        values: seasons.map(({ weightKg }) => weightKg),
      },
      {
        label: t('harvests.season.confirmed'),
        values: seasons.map(({ confirmedKg }) => confirmedKg),
      },
    ],
  }
}

import type { Request, Response } from 'express'
import { isId } from '../../domain/find-visible.ts'
import { readChoices } from '../../domain/harvests/service/choices.ts'
import { readVarieties } from '../../domain/reference.ts'
import { holds, mostPlants, treesPerHaOf, usualSparePct } from '../../domain/seedlings/capacity.ts'
import { openProgrammes } from '../../domain/seedlings/service/programmes.ts'
import { readRequestChoices } from '../../domain/seedlings/service/request-choices.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { documentWords } from './documents.ts'
import { formOf, troubleOf, type BoxGroup } from './ui.ts'

/** The form of a new request; whoever asks for others first chooses for whom. */
export async function newRequestPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const actor = req.actor!
  const typed = req.problem?.typed['farmerId']
  const asked = typeof typed === 'string' ? typed : queryText(req, 'farmerId')
  const [{ farmer, plots }, programmes] = await Promise.all([
    readRequestChoices(actor, asked),
    openProgrammes(),
  ])
  const base = {
    ...troubleOf(req, res),
    backHref: '/seedling-requests',
    backLabel: t('menu.seedlingRequests'),
  }
  if (!farmer && !req.problem) return choosePage(req, res, base)
  const own = programmes.filter(({ quotas }) =>
    quotas.some(({ regencyCode }) => regencyCode === farmer?.regencyCode),
  )
  if (!req.problem && (own.length === 0 || plots.length === 0)) {
    const why = own.length === 0 ? 'noProgramme' : 'noPlots'
    return present(req, res, 'seedlings/form', {
      ...base,
      title: t('seedlings.requests.newTitle'),
      emptyTitle: t(`seedlings.requests.${why}`),
      emptyText: t(`seedlings.requests.${why}Text`),
    })
  }
  const wanted = queryText(req, 'programmeId') ?? (own.length === 1 ? String(own[0]!._id) : '')
  present(req, res, 'seedlings/form', {
    ...base,
    title: t('seedlings.requests.newTitle'),
    lead:
      farmer && actor.role !== 'farmer'
        ? t('harvests.new.for', { farmer: farmer.fullName, number: farmer.number })
        : '',
    form: formOf(req, res, {
      act: 'new',
      action: '/seedling-requests',
      send: t('seedlings.requests.save'),
      groups: [
        {
          boxes: [
            ...(farmer && actor.role !== 'farmer'
              ? [{ kind: 'hidden' as const, name: 'farmerId', value: String(farmer._id) }]
              : []),
            ...replacesBox(req),
            {
              kind: 'choice',
              name: 'programmeId',
              isRequired: true,
              value: wanted,
              options: own.map((each) => ({
                value: String(each._id),
                label: each.name,
                hint: programmeHint(res, each),
              })),
            },
          ],
        },
        ...(await plotGroups(res, plots, own)),
        { boxes: [{ kind: 'area', name: 'note' }] },
      ],
    }),
  })
}

/** Until when, and what the officer will want to see. */
function programmeHint(res: Response, { closesOn, documents }: Programmes[number]): string {
  const { t, say } = res.locals
  const until = t('seedlings.requests.until', { day: say.day(closesOn) })
  if (!documents?.length) return until
  return `${until}. ${t('seedlings.documents.bring', { documents: documentWords(res, documents) })}`
}

function replacesBox(req: Request) {
  const typed = req.problem?.typed['replaces']
  const id = typeof typed === 'string' ? typed : (queryText(req, 'replaces') ?? undefined)
  return isId(id) ? [{ kind: 'hidden' as const, name: 'replaces', value: id }] : []
}

type Plots = Awaited<ReturnType<typeof readRequestChoices>>['plots']
type Programmes = Awaited<ReturnType<typeof openProgrammes>>

/** One group a plot: what it can take and why, then variety and number. */
async function plotGroups(
  res: Response,
  plots: Plots,
  programmes: Programmes,
): Promise<BoxGroup[]> {
  const { t } = res.locals
  const all = await readVarieties()
  const codes = new Set(programmes.flatMap(({ varieties }) => varieties.map(({ code }) => code)))
  const offered = all.filter(({ code }) => codes.has(code))
  const { treesPerHa, sparePct } = roomiest(programmes, offered)
  return plots.map((plot, at) => {
    const room = {
      areaHa: plot.areaHa,
      treesPerHa,
      sparePct,
      standing: plot.treeCount,
      planned: plot.planned,
    }
    return {
      legend: plot.name,
      note: t('seedlings.requests.room', {
        most: mostPlants(room),
        holds: holds(room),
        areaHa: plot.areaHa,
        perHa: treesPerHa,
        sparePct,
        standing: plot.treeCount,
        planned: plot.planned,
        altitudeM: plot.altitudeM,
      }),
      boxes: [
        { kind: 'hidden', name: `lines[${at}][plotId]`, value: String(plot._id) },
        {
          kind: 'select',
          name: `lines[${at}][varietyCode]`,
          isRequired: false,
          value: offered.length === 1 ? offered[0]!.code : '',
          options: offered.map(({ code, name }) => ({ value: code, label: name })),
        },
        { kind: 'measure', name: `lines[${at}][quantity]`, unit: t('seedlings.unit') },
      ],
    }
  })
}

/** The density and the spare share by which a plot takes most, of all that is offered. */
function roomiest(programmes: Programmes, offered: Awaited<ReturnType<typeof readVarieties>>) {
  const statures = new Map(offered.map(({ code, stature }) => [code, stature]))
  const rooms = programmes.flatMap(({ varieties, sparePct }) =>
    varieties.map(({ code, treesPerHa }) => ({
      treesPerHa: treesPerHaOf(treesPerHa, statures.get(code) ?? 'any'),
      sparePct,
    })),
  )
  const full = (room: (typeof rooms)[number]) => holds({ areaHa: 1, ...room })
  return (
    rooms.toSorted((a, b) => full(b) - full(a))[0] ?? {
      treesPerHa: treesPerHaOf(null, 'any'),
      sparePct: usualSparePct,
    }
  )
}

async function choosePage(
  req: Request,
  res: Response,
  base: Record<string, unknown>,
): Promise<void> {
  const { t } = res.locals
  const choices = await readChoices(req.actor!, null, queryText(req, 'q'))
  const programmeId = queryText(req, 'programmeId')
  const kept = programmeId ? `&programmeId=${encodeURIComponent(programmeId)}` : ''
  present(req, res, 'seedlings/form', {
    ...base,
    title: t('seedlings.requests.forWhom'),
    search: {
      action: '/seedling-requests/new',
      label: t('harvests.new.search'),
      hint: t('harvests.new.searchHint'),
      send: t('harvests.new.find'),
      q: choices.q,
      kept: programmeId ? [{ name: 'programmeId', value: programmeId }] : [],
    },
    choices: choices.farmers.map(({ id, fullName, number }) => ({
      href: `/seedling-requests/new?farmerId=${id}${kept}`,
      label: fullName,
      hint: number,
    })),
  })
}

import type { Types } from 'mongoose'
import { reserveNumbers } from '../../domain/numbers.ts'
import type { Checklist } from '../../domain/visits/checklist.ts'
import { visitKinds, type VisitKind } from '../../domain/visits/kinds.ts'
import { currentChecklist } from '../../domain/visits/service/checklists.ts'
import { PhotoModel } from '../../models/photo.ts'
import type { Plot } from '../../models/plot.ts'
import { VisitChecklistModel } from '../../models/visit-checklist.ts'
import { VisitModel } from '../../models/visit.ts'
import type { DemoTrail } from './audit.ts'
import { demoId } from './id.ts'
import type { Random } from './random.ts'
import { visitDrafts } from './visit-drafts.ts'
import { visitLife, type VisitHands } from './visit-life.ts'

/** What the visits are made of. */
export interface VisitWants {
  plots: Plot[]
  /** Gardens of the demo accounts: some of their visits carry photos. */
  ownPlots: Plot[]
  photoIds: Types.ObjectId[]
  handsOf: (plot: Plot) => VisitHands
  today: string
}

/** 600 visits of three seasons in every state and kind, by the same rules as real ones. */
export async function loadVisits(
  random: Random,
  trail: DemoTrail,
  wants: VisitWants,
): Promise<number> {
  const { plots, ownPlots, handsOf, today } = wants
  const checklists = await keepChecklists()
  const drafts = visitDrafts(random, plots, ownPlots, today)
  const own = new Set(ownPlots.map(({ _id }) => String(_id)))
  const photoIds = [...wants.photoIds]
  const numbers = await numbersFor(
    drafts.map(({ plannedOn, visitedOn }) => plannedOn ?? visitedOn!),
  )
  const visits = drafts.map((draft, index) => {
    const isShown = own.has(String(draft.plot._id)) && draft.fate === 'unread' && draft.plannedOn
    return visitLife(random, trail, {
      ...{ draft, today, number: numbers[index]!, id: demoId(`visit:${index}`) },
      hands: handsOf(draft.plot),
      checklist: checklists.get(draft.kind)!,
      photoIds: isShown ? photoIds.splice(0, 2) : [],
    })
  })
  await VisitModel.insertMany(visits, { ordered: false })
  await PhotoModel.insertMany(
    visits.flatMap(({ _id, farmerId, photoIds: shown }) =>
      shown.map((photoId) => ({ _id: photoId, farmerId, recordKind: 'visit', recordId: _id })),
    ),
  )
  return visits.length
}

async function keepChecklists(): Promise<Map<VisitKind, Checklist>> {
  const checklists = await Promise.all(visitKinds.map((kind) => currentChecklist(kind)))
  await VisitChecklistModel.insertMany(
    checklists.map(({ id, kind, version, questions }) => ({ _id: id, kind, version, questions })),
  )
  return new Map(checklists.map((checklist) => [checklist.kind as VisitKind, checklist]))
}

async function numbersFor(days: string[]): Promise<string[]> {
  const byYear = new Map<string, string[]>()
  for (const year of new Set(days.map((day) => day.slice(0, 4)))) {
    const count = days.filter((day) => day.startsWith(year)).length
    byYear.set(year, await reserveNumbers(`KJ-${year}`, count))
  }
  return days.map((day) => byYear.get(day.slice(0, 4))!.shift()!)
}

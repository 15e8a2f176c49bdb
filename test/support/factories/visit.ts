import { Types } from 'mongoose'
import { nothingFound, settled } from '../../../domain/visits/service/save.ts'
import type { Plot } from '../../../models/plot.ts'
import { VisitModel, type Visit } from '../../../models/visit.ts'
import { serial } from '../serial.ts'

/** A routine visit planned for 20 August 2026; with `visitedOn` given one that was made. */
export async function makeVisit(of: Plot, given: Partial<Visit> = {}): Promise<Visit> {
  const visit: Visit = settled({
    ...nothingFound,
    _id: new Types.ObjectId(),
    number: `KJ-2026-9${String(serial()).padStart(5, '0')}`,
    status: given.visitedOn ? 'done' : 'planned',
    kind: 'routine',
    farmerId: of.farmerId,
    groupId: of.groupId,
    plotId: of._id,
    districtCode: of.districtCode,
    regencyCode: of.regencyCode,
    season: 2026,
    day: '2026-08-20',
    plannedOn: '2026-08-20',
    note: null,
    plannedByName: 'Hadi Prayitno',
    plannedAt: new Date('2026-08-01T01:00:00Z'),
    officerId: null,
    officerName: null,
    doneAt: given.visitedOn ? new Date(`${given.visitedOn}T03:00:00Z`) : null,
    acknowledgedAt: null,
    acknowledgedByName: null,
    comment: null,
    moves: [],
    reason: null,
    returnedAt: null,
    returnedByName: null,
    returnReason: null,
    earlier: null,
    confirmed: [],
    dueForFarmer: null,
    dueForLeader: null,
    dueForOfficer: null,
    version: 1,
    createdAt: new Date('2026-08-01T01:00:00Z'),
    updatedAt: new Date('2026-08-01T01:00:00Z'),
    ...given,
  })
  await VisitModel.create([visit])
  return visit
}

/** What an officer types for a visit that he made. */
export function madeForm(given: Record<string, string> = {}): Record<string, string> {
  return {
    visitedOn: '2026-08-14',
    'answers[pruning]': 'none',
    'answers[suckers]': 'no',
    'answers[borerSeen]': 'yes',
    'answers[borerPct]': '12,5',
    findings: 'Banyak tunas air.',
    advice: 'Buang tunas air sebelum September.',
    'followUps[0][what]': 'Buang tunas air',
    'followUps[0][who]': 'farmer',
    'followUps[0][dueOn]': '2026-08-31',
    ...given,
  }
}

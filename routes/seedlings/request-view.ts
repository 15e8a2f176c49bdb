import type { Actor } from '../../domain/actor.ts'
import { nameFor } from '../../domain/farmers/name.ts'
import { can } from '../../domain/permissions.ts'
import type { SeedlingRequest } from '../../domain/seedlings/service/requests.ts'
import { requestTransitions, type RequestEvent } from '../../domain/seedlings/status.ts'

/** Which kind of tag a status gets. */
export const requestTag = {
  proposed: 'wait',
  verified: 'info',
  established: 'info',
  allocated: 'info',
  'handed-over': 'good',
  planted: 'good',
  monitored: 'good',
  completed: 'good',
  rejected: 'bad',
  cancelled: 'plain',
} as const

type Line = SeedlingRequest['lines'][number]
type Figure =
  'quantity' | 'verifiedQuantity' | 'allocatedQuantity' | 'receivedQuantity' | 'plantedQuantity'

/** A request as data: the fields of service.md section 7. `null` gives the names of its columns. */
export function requestRow(actor: Actor, request: SeedlingRequest | null) {
  const r =
    request ??
    ({
      lines: [] as Line[],
      journey: [] as SeedlingRequest['journey'],
    } as unknown as SeedlingRequest)
  const sum = (name: Figure) => r.lines.reduce((total, line) => total + (line[name] ?? 0), 0)
  const isVerified = r.lines.some(({ verifiedQuantity }) => verifiedQuantity !== null)
  const name = (fullName: string) => nameFor(actor, fullName)
  return {
    id: String(r._id),
    number: r.number,
    status: r.status,
    version: r.version,
    programmeId: String(r.programmeId),
    year: r.year,
    farmerId: String(r.farmerId),
    groupId: String(r.groupId),
    districtCode: r.districtCode,
    regencyCode: r.regencyCode,
    requestedOn: r.requestedOn,
    requestedByName: request ? name(r.requestedByName) : '',
    quantity: sum('quantity'),
    verifiedQuantity: isVerified ? sum('verifiedQuantity') : null,
    allocatedQuantity: sum('allocatedQuantity'),
    receivedQuantity: sum('receivedQuantity'),
    plantedQuantity: sum('plantedQuantity'),
    lowestAltitudeM: r.lowestAltitudeM,
    isAltitudeOverridden: r.isAltitudeOverridden,
    note: r.note,
    replaces: r.replaces ? String(r.replaces) : null,
    decreeId: r.decreeId ? String(r.decreeId) : null,
    lines: r.lines.map((line) => ({ ...line, plotId: String(line.plotId) })),
    verification: r.verification && {
      verifiedOn: r.verification.verifiedOn,
      lat: r.verification.lat,
      lon: r.verification.lon,
      accuracyM: r.verification.accuracyM,
      note: r.verification.note,
      byName: r.verification.byName,
      documentsSeen: r.verification.documentsSeen ?? [],
      answers: (r.verification.answers ?? []).map(({ code, explanation, answeredAt }) => ({
        code,
        explanation,
        answeredAt,
      })),
      visitId: r.verification.visitId ? String(r.verification.visitId) : null,
      photos: r.verification.photoId ? [{ href: `/photos/${String(r.verification.photoId)}` }] : [],
    },
    journey: r.journey.map((step) => ({ ...step, byName: name(step.byName) })),
    acts: request ? requestActs(actor, request) : [],
  }
}

/** The acts now open to this person. */
export function requestActs(
  actor: Actor,
  { status, lowestAltitudeM, isAltitudeOverridden }: SeedlingRequest,
): RequestEvent[] {
  const acts = ['verify', 'reject', 'cancel', 'override-altitude'] as const
  return acts.filter((act) => {
    if (!can(actor, `seedling-request.${act}`) || !(act in requestTransitions[status])) return false
    return act !== 'override-altitude' || (!isAltitudeOverridden && lowestAltitudeM < 700)
  })
}

import { Types } from 'mongoose'
import { FarmerModel } from '../../../models/farmer.ts'
import { PlotModel } from '../../../models/plot.ts'
import {
  SeedlingProgrammeModel,
  type SeedlingProgramme,
} from '../../../models/seedling-programme.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { isAfter } from '../../dates.ts'
import { RuleBroken } from '../../errors.ts'
import type { Fault } from '../../fault.ts'
import { tell } from '../../messages.ts'
import { attachPhoto } from '../../photos.ts'
import { answersTo, type Confirmed } from '../../questions.ts'
import { documentQuestions, type ProgrammeDocument } from '../documents.ts'
import { planPlants } from './plot-plans.ts'
import { noteVisit } from './visit.ts'
import {
  hrefOf,
  readChecks,
  requestToMove,
  saveRequest,
  wallFault,
  type RequestLine,
  type SeedlingRequest,
} from './requests.ts'

export interface VerificationTold {
  verifiedOn: string
  lat: number
  lon: number
  accuracyM: number | null
  lines: { quantity: number; at: number }[]
  note: string | null
  documentsSeen: ProgrammeDocument[]
}

/**
 * The officer has looked at the plots and says how many plants each gets.
 * @throws {RuleBroken} while a rule that is a wall fails, or a line has no figure or too large a one
 * @throws {MustAsk} where the programme asks for a document that he has not seen
 */
export async function verifyRequest(
  actor: Actor,
  id: string,
  version: number,
  told: VerificationTold,
  photoId: string | null,
  visitNumber: string,
  confirmed: Confirmed,
): Promise<void> {
  const request = await requestToMove(actor, id, version, 'verify')
  const faults: Record<string, Fault> = {}
  if (isAfter(told.verifiedOn, today()))
    faults['verifiedOn'] = { key: 'rules.seedling.inFuture', values: { today: today() } }
  if (Math.abs(told.lat) > 90) faults['lat'] = { key: 'rules.seedling.lat' }
  if (Math.abs(told.lon) > 180) faults['lon'] = { key: 'rules.seedling.lon' }
  const lines = verifiedLines(request, told, faults)
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const { documents = [] } = await assertNoWall(request)
  const documentsSeen = documents.filter((kind) => told.documentsSeen.includes(kind))
  const answers = answersTo(actor, documentQuestions(documents, documentsSeen), confirmed)
  for (const [index, line] of lines.entries())
    await planPlants(line.plotId, line.verifiedQuantity! - request.lines[index]!.quantity)
  const { verifiedOn, lat, lon, accuracyM, note } = told
  const plants = lines.reduce((sum, line) => sum + line.verifiedQuantity!, 0)
  const visitId = await noteVisit(actor, {
    number: visitNumber,
    kind: 'planting',
    farmerId: request.farmerId,
    plotId: request.lines[0]!.plotId,
    visitedOn: verifiedOn,
    lat,
    lon,
    accuracyM,
    findings: note ?? request.number,
    answers: { planted: String(plants) },
  })
  const verification = {
    verifiedOn,
    lat,
    lon,
    accuracyM,
    note,
    photoId: photoId ? new Types.ObjectId(photoId) : null,
    visitId,
    byName: actor.fullName,
    documentsSeen,
    answers,
  }
  if (photoId)
    await attachPhoto(photoId, {
      farmerId: request.farmerId,
      kind: 'seedling-request',
      id: request._id,
    })
  await saveRequest(actor, request, 'verify', { lines, verification }, note)
  await tellFarmer(actor, request, 'verified', note)
}

function verifiedLines(
  request: SeedlingRequest,
  told: VerificationTold,
  faults: Record<string, Fault>,
): RequestLine[] {
  const byPlace = new Map(told.lines.map((line) => [line.at, line.quantity]))
  for (const { at } of told.lines)
    if (!request.lines[at]) faults[`lines[${at}][quantity]`] = { key: 'forms.notThere' }
  const lines = request.lines.map((line, at) => {
    const verifiedQuantity = byPlace.get(at) ?? null
    const field = `lines[${at}][quantity]`
    if (verifiedQuantity === null) faults[field] = { key: 'forms.missing' }
    else if (verifiedQuantity > line.quantity)
      faults[field] = { key: 'rules.seedling.moreThan', values: { most: line.quantity } }
    return { ...line, verifiedQuantity }
  })
  const total = lines.reduce((sum, line) => sum + (line.verifiedQuantity ?? 0), 0)
  if (total === 0 && Object.keys(faults).length === 0)
    faults['lines[0][quantity]'] = { key: 'rules.seedling.atLeastOne' }
  return lines
}

/** The programme of a request that no wall stops. */
async function assertNoWall(request: SeedlingRequest): Promise<SeedlingProgramme> {
  const [programme, farmer, plots] = await Promise.all([
    SeedlingProgrammeModel.findById(request.programmeId).lean(),
    FarmerModel.findById(request.farmerId).lean(),
    PlotModel.find({ _id: { $in: request.lines.map(({ plotId }) => plotId) } }).lean(),
  ])
  const { walls } = await readChecks(request, programme!, farmer!, plots)
  if (walls[0]) throw new RuleBroken({ form: wallFault(walls[0]) })
  return programme!
}

/** The officer refuses, or the applicant takes his request back: what was promised to the plots is free again. */
export async function closeRequest(
  actor: Actor,
  id: string,
  version: number,
  act: 'reject' | 'cancel',
  reason: string,
): Promise<void> {
  const request = await requestToMove(actor, id, version, act)
  for (const line of request.lines)
    await planPlants(line.plotId, -(line.verifiedQuantity ?? line.quantity))
  await saveRequest(actor, request, act, {}, reason)
  if (act === 'reject') await tellFarmer(actor, request, 'rejected', reason)
}

/** The regency lets plots below 700 m take part, and says why. */
export async function overrideAltitude(
  actor: Actor,
  id: string,
  version: number,
  reason: string,
): Promise<void> {
  const request = await requestToMove(actor, id, version, 'override-altitude')
  await saveRequest(actor, request, 'override-altitude', { isAltitudeOverridden: true }, reason)
  const officers = await UserModel.find(
    { districtCodes: request.districtCode, role: 'extension-officer' },
    { _id: 1 },
  ).lean()
  await tell(
    officers.map(({ _id }) => _id),
    {
      key: 'messages.seedling.overridden',
      values: { number: request.number, reason },
      href: hrefOf(request),
    },
  )
}

/** Tells the farmer's own account what became of his request. */
export async function tellFarmer(
  actor: Actor,
  request: Pick<SeedlingRequest, '_id' | 'farmerId' | 'number'>,
  what: 'verified' | 'rejected' | 'established' | 'allocated',
  note: string | null,
): Promise<void> {
  const users = await UserModel.find({ farmerId: request.farmerId }, { _id: 1 }).lean()
  await tell(
    users.map(({ _id }) => _id).filter((id) => String(id) !== actor.userId),
    {
      key: `messages.seedling.${what}`,
      values: { number: request.number, who: actor.fullName, note: note ?? '' },
      href: hrefOf(request),
    },
  )
}

import { Types } from 'mongoose'
import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import { HandoverModel, type Handover, type HandoverLine } from '../../../models/handover.ts'
import { ReceiptModel, type Receipt } from '../../../models/receipt.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { addDays } from '../../dates.ts'
import { RuleBroken } from '../../errors.ts'
import { assertNext } from '../../find-visible.ts'
import { tell } from '../../messages.ts'
import { attachPaper, attachPhoto } from '../../photos.ts'
import { farmersVisibleTo } from '../../scopes.ts'
import { next } from '../../status-table.ts'
import { handoverTransitions } from '../status.ts'
import { writeEntries } from './append.ts'
import { auditedHandover, findHandover, total } from './handovers.ts'
import { findRequest, saveRequest, type RequestLine } from './requests.ts'
import { assertProof, type DistributionTold, type DistributionFiles } from './handover-proof.ts'

export type { Receipt } from '../../../models/receipt.ts'

/** Days for which the photo of an identity card is kept. */
export const identityDays = 90

/**
 * Gives a farmer his plants and keeps the proof: a receipt (BAST).
 * @throws {WrongState} before the group has counted, {RuleBroken} for more than his lines have, an
 * identity that does not fit, or a signature that lacks
 */
export async function distribute(
  actor: Actor,
  handoverId: string,
  told: DistributionTold,
  files: DistributionFiles,
  number: string,
): Promise<Receipt> {
  const handover = await findHandover(actor, handoverId)
  assertNext(
    next(handoverTransitions, handover.status, 'distribute'),
    `handover.${handover.status}`,
    'distribute',
  )
  const farmer = await FarmerModel.findOne({
    $and: [{ _id: told.farmerId }, farmersVisibleTo(actor)],
  }).lean()
  const own = handover.lines.filter((line) => String(line.farmerId) === told.farmerId)
  if (!farmer || own.length === 0) throw new RuleBroken({ farmerId: { key: 'forms.notThere' } })
  const users = await UserModel.find({ farmerId: farmer._id }, { _id: 1 }).lean()
  assertProof(handover, farmer, told, files, users.length > 0)
  const taken = takeFromLines(handover, told)
  const receipt = receiptOf(actor, handover, farmer, told, files, taken.parts, number)
  await ReceiptModel.create([receipt])
  await attachFiles(receipt, files)
  await saveHandover(actor, handover, taken.lines, receipt)
  await moveRequests(actor, receipt)
  await writeEntries(actor, entriesOf(handover, receipt, taken.lines))
  await recordAudit(actor, {
    act: 'receipt.make',
    record: { kind: 'receipt', id: String(receipt._id), number, version: 1 },
    after: {
      quantity: told.quantity,
      varietyCode: told.varietyCode,
      handedOn: told.handedOn,
      identity: receipt.identity,
      status: receipt.status,
    },
  })
  await tell(
    users.map(({ _id }) => _id),
    {
      key:
        receipt.status === 'waiting' ? 'messages.seedling.toConfirm' : 'messages.seedling.handed',
      values: { number, quantity: told.quantity },
      href: `/receipts/${number}`,
    },
  )
  return receipt
}

type Parts = Receipt['parts']

function takeFromLines(
  handover: Handover,
  told: DistributionTold,
): { lines: HandoverLine[]; parts: Parts } {
  let left = told.quantity
  const parts: Parts = []
  const lines = handover.lines.map((line) => {
    const isOwn = String(line.farmerId) === told.farmerId && line.varietyCode === told.varietyCode
    const part = isOwn ? Math.min(left, line.received - line.distributed - line.returned) : 0
    if (part <= 0) return line
    left -= part
    parts.push({
      requestId: line.requestId,
      batchId: line.batchId,
      lotId: line.lotId,
      quantity: part,
    })
    return { ...line, distributed: line.distributed + part }
  })
  if (told.quantity < 1) throw new RuleBroken({ quantity: { key: 'rules.seedling.atLeastOne' } })
  const isVarietyThere = handover.lines.some(
    (line) => String(line.farmerId) === told.farmerId && line.varietyCode === told.varietyCode,
  )
  if (!isVarietyThere) throw new RuleBroken({ varietyCode: { key: 'forms.notThere' } })
  if (left > 0)
    throw new RuleBroken({
      quantity: { key: 'rules.seedling.moreThan', values: { most: told.quantity - left } },
    })
  return { lines, parts }
}

function receiptOf(
  actor: Actor,
  handover: Handover,
  farmer: Farmer,
  told: DistributionTold,
  files: DistributionFiles,
  parts: Parts,
  number: string,
): Receipt {
  const id = (file: string | null) => (file ? new Types.ObjectId(file) : null)
  return {
    _id: new Types.ObjectId(),
    number,
    status: files.signature ? 'signed' : 'waiting',
    handoverId: handover._id,
    handoverNumber: handover.number,
    requestId: parts[0]!.requestId,
    programmeId: handover.lines.find(({ requestId }) => requestId.equals(parts[0]!.requestId))!
      .programmeId,
    farmerId: farmer._id,
    groupId: handover.groupId,
    districtCode: farmer.districtCode,
    regencyCode: farmer.regencyCode,
    varietyCode: told.varietyCode,
    quantity: told.quantity,
    parts,
    handedOn: told.handedOn,
    lat: told.lat,
    lon: told.lon,
    identity: told.nikLast4 !== null ? 'nik' : 'photo',
    identityPhotoId: id(files.identityPhoto),
    identityUntil: files.identityPhoto ? addDays(today(), identityDays) : null,
    signatureId: id(files.signature),
    photoId: id(files.photo),
    proxyName: told.proxyName,
    proxyLetterId: id(files.proxyLetter?.id ?? null),
    givenByName: actor.fullName,
    confirmedAt: null,
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
}

async function attachFiles(receipt: Receipt, files: DistributionFiles): Promise<void> {
  const owner = { farmerId: receipt.farmerId, kind: 'receipt', id: receipt._id }
  for (const photo of [files.signature, files.identityPhoto, files.photo])
    if (photo) await attachPhoto(photo, owner)
  if (files.proxyLetter) await attachPaper(files.proxyLetter, owner)
}

async function saveHandover(
  actor: Actor,
  handover: Handover,
  lines: HandoverLine[],
  receipt: Receipt,
) {
  const isDone = total(lines, 'distributed') + total(lines, 'returned') === total(lines, 'received')
  const status = isDone ? 'distributed' : handover.status
  // the version counts what people decide about the whole note; plants move without it
  await HandoverModel.updateOne(
    { _id: handover._id },
    { $set: { lines, status, updatedAt: now() }, ...(isDone ? { $inc: { version: 1 } } : {}) },
  )
  await recordAudit(actor, {
    act: 'handover.distribute',
    record: auditedHandover({ ...handover, version: handover.version + (isDone ? 1 : 0) }),
    before: { status: handover.status, distributed: total(handover.lines, 'distributed') },
    after: { status, distributed: total(lines, 'distributed'), receipt: receipt.number },
  })
}

async function moveRequests(actor: Actor, receipt: Receipt): Promise<void> {
  for (const [id, parts] of Map.groupBy(receipt.parts, ({ requestId }) => String(requestId))) {
    const request = await findRequest(actor, id)
    const quantity = parts.reduce((sum, part) => sum + part.quantity, 0)
    const lines = receivedLines(request.lines, receipt.varietyCode, quantity)
    await saveRequest(actor, request, 'hand-over', { lines }, receipt.number)
  }
}

function receivedLines(
  lines: readonly RequestLine[],
  varietyCode: string,
  quantity: number,
): RequestLine[] {
  let left = quantity
  return lines.map((line) => {
    const room =
      line.varietyCode === varietyCode ? line.allocatedQuantity - line.receivedQuantity : 0
    const part = Math.max(0, Math.min(room, left))
    left -= part
    return { ...line, receivedQuantity: line.receivedQuantity + part }
  })
}

function entriesOf(handover: Handover, receipt: Receipt, lines: HandoverLine[]) {
  const balance = total(lines, 'received') - total(lines, 'distributed') - total(lines, 'returned')
  let after = balance + receipt.quantity
  return receipt.parts.map((part) => {
    after -= part.quantity
    return {
      kind: 'handed-over' as const,
      quantity: part.quantity,
      place: 'group' as const,
      balance: after,
      lotId: part.lotId,
      programmeId: receipt.programmeId,
      requestId: part.requestId,
      handoverId: handover._id,
      groupId: handover.groupId,
      regencyCode: handover.regencyCode,
      happenedOn: receipt.handedOn,
      document: receipt.number,
    }
  })
}

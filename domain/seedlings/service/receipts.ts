import { FarmerModel } from '../../../models/farmer.ts'
import { ReceiptModel, type Receipt } from '../../../models/receipt.ts'
import { SeedLotModel } from '../../../models/seed-lot.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { NotFound } from '../../errors.ts'
import { initialsOf, nameFor } from '../../farmers/name.ts'
import { assertNext, assertVersion, isId } from '../../find-visible.ts'
import { seedlingsVisibleTo } from '../../scopes.ts'
import { next } from '../../status-table.ts'
import { receiptTransitions } from '../status.ts'
import { varietyNames } from './lists.ts'

/** A receipt in sight of the actor, by its number (or its id). */
export async function readReceipt(actor: Actor, key: string) {
  const by = isId(key) ? { _id: key } : { number: key }
  const receipt = (await ReceiptModel.findOne({
    $and: [by, seedlingsVisibleTo(actor)],
  }).lean()) as Receipt | null
  if (!receipt) throw new NotFound()
  const [farmer, lots, varieties] = await Promise.all([
    FarmerModel.findById(receipt.farmerId, { fullName: 1, number: 1 }).lean(),
    lotsOf(receipt),
    varietyNames(),
  ])
  return {
    receipt,
    farmerName: nameFor(actor, farmer?.fullName ?? ''),
    lots,
    varietyName: varieties.get(receipt.varietyCode) ?? receipt.varietyCode,
  }
}

/**
 * The farmer confirms in his own account that he got the plants; it stands for his signature.
 * @throws {WrongState} when it was signed or confirmed already
 */
export async function confirmReceipt(actor: Actor, key: string, version: number): Promise<Receipt> {
  const { receipt } = await readReceipt(actor, key)
  const { _id, number, status } = receipt
  assertVersion('receipt', receipt, version)
  const after = assertNext(
    next(receiptTransitions, status, 'confirm'),
    `receipt.${status}`,
    'confirm',
  )
  await ReceiptModel.updateOne(
    { _id, version },
    { $set: { status: after, confirmedAt: now(), updatedAt: now() }, $inc: { version: 1 } },
  )
  await recordAudit(actor, {
    act: 'receipt.confirm',
    record: { kind: 'receipt', id: String(_id), number, version: version + 1 },
    before: { status },
    after: { status: after },
  })
  return receipt
}

async function lotsOf({ parts }: Receipt) {
  return SeedLotModel.find(
    { _id: { $in: parts.map(({ lotId }) => lotId) } },
    { number: 1, certificateNumber: 1, issuer: 1 },
  ).lean()
}

/**
 * What anybody may know of a receipt: that it is real. Of the person only the initials.
 * @throws {NotFound} for a number that no receipt has
 */
export async function proofOf(number: string) {
  const receipt = (await ReceiptModel.findOne({ number }).lean()) as Receipt | null
  if (!receipt) throw new NotFound()
  const [farmer, lots, varieties] = await Promise.all([
    FarmerModel.findById(receipt.farmerId, { fullName: 1 }).lean(),
    lotsOf(receipt),
    varietyNames(),
  ])
  return {
    number: receipt.number,
    status: receipt.status,
    initials: initialsOf(farmer?.fullName ?? ''),
    quantity: receipt.quantity,
    variety: varieties.get(receipt.varietyCode) ?? receipt.varietyCode,
    handedOn: receipt.handedOn,
    regencyCode: receipt.regencyCode,
    lots: lots.map((lot) => ({ number: lot.number, certificateNumber: lot.certificateNumber })),
  }
}

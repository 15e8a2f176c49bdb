import { addDays, parseMoment } from '../../domain/dates.ts'
import { HandoverModel, type Handover } from '../../models/handover.ts'
import { ReceiptModel, type Receipt } from '../../models/receipt.ts'
import {
  SeedlingAllocationModel,
  type SeedlingAllocation,
} from '../../models/seedling-allocation.ts'
import { demoRecord, type DemoTrail } from './audit.ts'
import { demoId } from './id.ts'
import { numbersBy } from './numbers-by.ts'
import { DemoBook } from './seedling-book.ts'
import { daysAfter, type DemoRequest } from './seedling-requests.ts'
import type { SeedlingHands } from './seedlings.ts'

/** Delivery notes, what the groups counted, and a receipt for every farmer. */
export async function handOver(
  trail: DemoTrail,
  book: DemoBook,
  all: DemoRequest[],
  allocations: Map<string, SeedlingAllocation>,
  hands: SeedlingHands,
) {
  await SeedlingAllocationModel.insertMany([...allocations.values()], { ordered: false })
  const sent = all.filter(({ stage, isOnTheWay }) => stage >= 4 || isOnTheWay)
  const groups = [
    ...Map.groupBy(
      sent,
      ({ request, batch, isOnTheWay }) =>
        `${String(request.groupId)}:${String(batch._id)}:${isOnTheWay}`,
    ).values(),
  ]
  const handovers: Handover[] = []
  const receipts: Receipt[] = []
  const lastBase = (each: DemoRequest[]) =>
    each
      .map((one) => one.base)
      .toSorted()
      .at(-1)!
  const sr = await numbersBy(
    'SR',
    groups.map((each) => addDays(lastBase(each), daysAfter.send)),
  )
  const ba = await numbersBy(
    'BA',
    groups
      .filter(([first]) => !first!.isOnTheWay)
      .flatMap((each) => each.map(() => addDays(lastBase(each), daysAfter.handOver))),
  )
  for (const each of groups) {
    const base = lastBase(each)
    const handover = handoverOf(each, allocations, hands, sr.shift()!, (count) =>
      addDays(base, count),
    )
    handovers.push(handover)
    noteSent(trail, book, hands, each[0]!, handover)
    if (handover.status !== 'distributed') continue
    let balance = handover.lines.reduce((sum, line) => sum + line.received, 0)
    for (const one of each) {
      const receipt = receiptOf(
        one,
        handover,
        ba.shift()!,
        addDays(base, daysAfter.handOver),
        hands,
      )
      receipts.push(receipt)
      balance -= receipt.quantity
      noteReceipt(trail, book, hands, handover, receipt, balance)
    }
  }
  await HandoverModel.insertMany(handovers, { ordered: false })
  await ReceiptModel.insertMany(receipts, { ordered: false })
}

function noteSent(
  trail: DemoTrail,
  book: DemoBook,
  hands: SeedlingHands,
  { batch }: DemoRequest,
  handover: Handover,
) {
  const { number: document, groupId, _id: handoverId } = handover
  let balance = 0
  for (const { programmeId, requestId, allocationId, lotId, sent, received } of handover.lines) {
    const refs = { programmeId, requestId, allocationId, handoverId, groupId, document }
    book.batch(hands.keeper, batch, 'handed-over', sent, handover.sentOn, refs)
    const { receivedOn, regencyCode } = handover
    if (receivedOn === null) continue
    balance += received
    const at = { place: 'group', balance, lotId, happenedOn: receivedOn, regencyCode } as const
    book.add(hands.leaderOf(groupId), { kind: 'received', quantity: received, ...at, ...refs })
  }
  trail.note(hands.keeper, handover.createdAt, {
    act: 'handover.make',
    record: demoRecord('handover', { ...handover, version: 1 }),
    after: { sentOn: handover.sentOn, lines: handover.lines.length },
  })
}

function noteReceipt(
  trail: DemoTrail,
  book: DemoBook,
  hands: SeedlingHands,
  handover: Handover,
  receipt: Receipt,
  balance: number,
) {
  const {
    programmeId,
    requestId,
    groupId,
    regencyCode,
    quantity,
    number: document,
    handedOn,
  } = receipt
  book.add(hands.leaderOf(groupId), {
    ...{ kind: 'handed-over', place: 'group', lotId: receipt.parts[0]!.lotId },
    ...{ quantity, balance, programmeId, requestId, groupId, regencyCode, document },
    happenedOn: handedOn,
    handoverId: handover._id,
  })
  trail.note(hands.leaderOf(groupId), receipt.createdAt, {
    act: 'receipt.make',
    record: demoRecord('receipt', receipt),
    after: { quantity },
  })
}

function handoverOf(
  each: DemoRequest[],
  allocations: Map<string, SeedlingAllocation>,
  hands: SeedlingHands,
  number: string,
  day: (count: number) => string,
): Handover {
  const { request, batch, isOnTheWay } = each[0]!
  const at = parseMoment(`${day(daysAfter.send)}T07:00`)!
  // of what is on the way one half was counted by its group and waits for the farmers
  const isCounted = !isOnTheWay || Number(number.slice(-1)) % 2 === 0
  return {
    _id: demoId(`handover:${number}`),
    number,
    status: isOnTheWay ? (isCounted ? 'received' : 'sent') : 'distributed',
    nurseryId: batch.nurseryId,
    groupId: request.groupId,
    districtCode: request.districtCode,
    regencyCode: request.regencyCode,
    sentOn: day(daysAfter.send),
    vehicle: 'P 8123 AA',
    receivedOn: isCounted ? day(daysAfter.receive) : null,
    lines: each.map((one, index) => {
      const { quantity } = one.request.lines[0]!
      return {
        allocationId: allocations.get(one.request.number)!._id,
        requestId: one.request._id,
        requestNumber: one.request.number,
        programmeId: one.request.programmeId,
        batchId: one.batch._id,
        batchNumber: one.batch.number,
        lotId: one.batch.seedLotId,
        varietyCode: one.batch.varietyCode,
        farmerId: one.request.farmerId,
        crate: `K-${index + 1}`,
        sent: quantity,
        received: isCounted ? quantity : 0,
        dead: 0,
        missing: 0,
        reason: null,
        distributed: isOnTheWay ? 0 : quantity,
        returned: 0,
      }
    }),
    sentByName: hands.keeper.fullName,
    receivedByName: isCounted ? hands.leaderOf(request.groupId).fullName : null,
    version: isOnTheWay ? (isCounted ? 2 : 1) : 3,
    createdAt: at,
    updatedAt: at,
  }
}

function receiptOf(
  { request, batch, plot }: DemoRequest,
  handover: Handover,
  number: string,
  handedOn: string,
  hands: SeedlingHands,
): Receipt {
  const at = parseMoment(`${handedOn}T09:30`)!
  const { quantity } = request.lines[0]!
  return {
    _id: demoId(`receipt:${number}`),
    number,
    status: 'signed',
    handoverId: handover._id,
    handoverNumber: handover.number,
    requestId: request._id,
    programmeId: request.programmeId,
    farmerId: request.farmerId,
    groupId: request.groupId,
    districtCode: request.districtCode,
    regencyCode: request.regencyCode,
    varietyCode: batch.varietyCode,
    quantity,
    parts: [{ requestId: request._id, batchId: batch._id, lotId: batch.seedLotId, quantity }],
    handedOn,
    lat: plot.centre?.[1] ?? -8.02,
    lon: plot.centre?.[0] ?? 114.01,
    identity: 'nik',
    identityPhotoId: null,
    identityUntil: null,
    signatureId: null,
    photoId: null,
    proxyName: null,
    proxyLetterId: null,
    givenByName: hands.leaderOf(request.groupId).fullName,
    confirmedAt: null,
    version: 1,
    createdAt: at,
    updatedAt: at,
  }
}

import { Types } from 'mongoose'
import { HandoverModel } from '../../../models/handover.ts'
import { NurseryBatchModel } from '../../../models/nursery-batch.ts'
import { ReceiptModel } from '../../../models/receipt.ts'
import { SeedLotModel } from '../../../models/seed-lot.ts'
import { SeedlingAllocationModel } from '../../../models/seedling-allocation.ts'
import { SeedlingDecreeModel } from '../../../models/seedling-decree.ts'
import { SeedlingRequestModel } from '../../../models/seedling-request.ts'
import { SurvivalCountModel } from '../../../models/survival-count.ts'
import type { Plot } from '../../../models/plot.ts'
import type { Cast } from '../../support/cast.ts'
import { makePlanting } from '../../support/factories/planting.ts'
import { serial } from '../../support/serial.ts'

const number = (prefix: string) => `${prefix}-2026-9${String(serial()).padStart(5, '0')}`
const id = () => new Types.ObjectId()
const variety = 'sigarar-utang'

/** Whose it is and where: what every record of a farmer's seedlings carries. */
function placeOf({ farmerId, groupId, districtCode, regencyCode }: Plot) {
  return { farmerId, groupId, districtCode, regencyCode }
}

export async function foreignSeedLot(): Promise<string> {
  const { _id } = await SeedLotModel.create({
    number: number('BN'),
    status: 'open',
    varietyCode: variety,
    sourceGarden: 'KP Andungsari',
    form: 'polybag',
    quantity: 100,
    certificateNumber: `SMB-${serial()}`,
    issuer: 'BBPPTP Surabaya',
    issuedOn: '2026-01-10',
    validUntil: '2027-01-09',
    onHand: 100,
    nurseryIds: [id()],
    regencyCodes: ['3512'],
    registeredBy: id(),
    registeredByName: 'Orang Uji',
  })
  return String(_id)
}

export async function foreignBatch(): Promise<string> {
  const { _id } = await NurseryBatchModel.create({
    number: number('PS'),
    status: 'open',
    seedLotId: id(),
    lotNumber: number('BN'),
    varietyCode: variety,
    form: 'polybag',
    nurseryId: id(),
    regencyCode: '3512',
    sownOn: '2026-02-01',
    quantity: 100,
    validUntil: '2027-01-09',
    registeredBy: id(),
    registeredByName: 'Orang Uji',
  })
  return String(_id)
}

export async function foreignRequest({ petani2 }: Cast): Promise<string> {
  const plot = petani2.plots[0]
  const { _id } = await SeedlingRequestModel.create({
    number: number('UB'),
    status: 'proposed',
    programmeId: id(),
    year: 2026,
    ...placeOf(plot),
    villageCode: plot.villageCode,
    lines: [{ plotId: plot._id, varietyCode: variety, quantity: 10, maxQuantity: 20 }] as never,
    lowestAltitudeM: 1200,
    requestedBy: id(),
    requestedByName: 'Orang Uji',
    requestedOn: '2026-08-01',
  })
  return String(_id)
}

export async function foreignDecree(): Promise<string> {
  const { _id } = await SeedlingDecreeModel.create({
    number: `188/${serial()}/2026`,
    status: 'in-force',
    programmeId: id(),
    regencyCode: '3512',
    signedOn: '2026-08-01',
    signer: 'Kepala Dinas',
    seedlingRequestIds: [id()],
    quantity: 10,
    madeBy: id(),
    madeByName: 'Orang Uji',
  })
  return String(_id)
}

export async function foreignAllocation({ petani2 }: Cast): Promise<string> {
  const { _id } = await SeedlingAllocationModel.create({
    status: 'reserved',
    programmeId: id(),
    requestId: id(),
    requestNumber: number('UB'),
    batchId: id(),
    batchNumber: number('PS'),
    lotId: id(),
    varietyCode: variety,
    nurseryId: id(),
    ...placeOf(petani2.plots[0]),
    quantity: 10,
    left: 10,
    allocatedOn: '2026-08-01',
    allocatedByName: 'Orang Uji',
    together: String(id()),
  })
  return String(_id)
}

export async function foreignHandover({ petani2 }: Cast): Promise<string> {
  const { farmerId: _, ...place } = placeOf(petani2.plots[0])
  const { _id } = await HandoverModel.create({
    number: number('SR'),
    status: 'sent',
    nurseryId: id(),
    ...place,
    sentOn: '2026-08-01',
    lines: [
      {
        allocationId: id(),
        requestId: id(),
        requestNumber: number('UB'),
        programmeId: id(),
        batchId: id(),
        batchNumber: number('PS'),
        lotId: id(),
        varietyCode: variety,
        farmerId: id(),
        sent: 10,
      },
    ] as never, // prettier-ignore
    sentByName: 'Orang Uji',
  })
  return String(_id)
}

/** Receipts are asked for by their number. */
export async function foreignReceipt({ petani2 }: Cast): Promise<string> {
  const receipt = await ReceiptModel.create({
    number: number('BA'),
    status: 'signed',
    handoverId: id(),
    handoverNumber: number('SR'),
    requestId: id(),
    programmeId: id(),
    ...placeOf(petani2.plots[0]),
    varietyCode: variety,
    quantity: 10,
    parts: [{ requestId: id(), batchId: id(), lotId: id(), quantity: 10 }],
    handedOn: '2026-08-01',
    lat: -7.9,
    lon: 114.1,
    identity: 'nik',
    givenByName: 'Orang Uji',
  })
  return receipt.number
}

export async function foreignPlanting({ petani2 }: Cast): Promise<string> {
  return String((await makePlanting(petani2.plots[0]))._id)
}

export async function foreignCount({ petani2 }: Cast): Promise<string> {
  const plot = petani2.plots[0]
  const { _id } = await SurvivalCountModel.create({
    status: 'recorded',
    plantingId: id(),
    requestId: id(),
    programmeId: id(),
    plotId: plot._id,
    ...placeOf(plot),
    varietyCode: variety,
    altitudeM: 1200,
    months: 3,
    countedOn: '2026-04-10',
    method: 'census',
    counted: 10,
    alive: 9,
    survivalPct: 90,
    lowPct: 60,
    highPct: 98,
    aliveOfPlanting: 9,
    planted: 10,
    countedByName: 'Orang Uji',
  })
  return String(_id)
}

import { Types } from 'mongoose'
import { LotModel } from '../../../models/lot.ts'
import { StorageReadingModel, type StorageReading } from '../../../models/storage-reading.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { addDays, dayOf } from '../../dates.ts'
import { RuleBroken } from '../../errors.ts'
import { mostMoistBp, toBp } from '../moisture.ts'
import { ownLot } from './split.ts'

export interface ReadingTold {
  lotId: string | null
  place: string | null
  readAt: Date
  moisturePct: number | null
  temperatureC: number | null
  humidityPct: number | null
}

/** Writes down a measurement of the store or of a lot; a lot keeps its last moisture. */
export async function recordReading(actor: Actor, told: ReadingTold): Promise<void> {
  assertReading(told)
  const lot = told.lotId ? await ownLot(actor, told.lotId, 'lotId') : null
  const reading: StorageReading = {
    _id: new Types.ObjectId(),
    organisationId: new Types.ObjectId(actor.organisationId),
    lotId: lot?._id ?? null,
    place: told.place ?? lot?.place ?? null,
    readAt: told.readAt,
    moistureBp: told.moisturePct === null ? null : toBp(told.moisturePct),
    temperatureC: told.temperatureC,
    humidityPct: told.humidityPct,
    readByName: actor.fullName,
  }
  await StorageReadingModel.create([reading])
  const record = lot
    ? { kind: 'lot', id: String(lot._id), number: lot.number, version: lot.version }
    : { kind: 'organisation', id: actor.organisationId, number: null, version: null }
  await recordAudit(actor, { act: 'storage.record', record, after: { ...told } })
}

function assertReading(told: ReadingTold): void {
  if (told.readAt > now()) throw new RuleBroken({ readAt: { key: 'processing.rules.inFuture' } })
  const { moisturePct, temperatureC, humidityPct } = told
  if (moisturePct === null && temperatureC === null && humidityPct === null)
    throw new RuleBroken({ moisturePct: { key: 'forms.missing' } })
  for (const [field, pct] of Object.entries({ moisturePct, humidityPct }))
    if (pct !== null && pct > 100)
      throw new RuleBroken({ [field]: { key: 'processing.rules.share' } })
  if (temperatureC !== null && (temperatureC < -20 || temperatureC > 300))
    throw new RuleBroken({ temperatureC: { key: 'processing.rules.temperature' } })
}

/** The readings of the last days, newest first, with what is too moist. */
export async function readStore(actor: Actor, days = 60) {
  const since = addDays(dayOf(now()), -days)
  const readings = await StorageReadingModel.find({
    organisationId: actor.organisationId,
    readAt: { $gte: new Date(`${since}T00:00:00Z`) },
  }).lean()
  const lots = await LotModel.find(
    { _id: { $in: readings.map(({ lotId }) => lotId).filter((id) => id !== null) } },
    { number: 1 },
  ).lean()
  const numberOf = new Map(lots.map(({ _id, number }) => [String(_id), number]))
  return readings
    .sort((a, b) => b.readAt.getTime() - a.readAt.getTime())
    .map((reading) => ({
      id: String(reading._id),
      lotId: reading.lotId && String(reading.lotId),
      lotNumber: reading.lotId && (numberOf.get(String(reading.lotId)) ?? null),
      place: reading.place,
      readAt: reading.readAt,
      moisturePct: reading.moistureBp === null ? null : reading.moistureBp / 100,
      temperatureC: reading.temperatureC,
      humidityPct: reading.humidityPct,
      readByName: reading.readByName,
      isAlarm: reading.moistureBp !== null && reading.moistureBp > mostMoistBp,
    }))
}

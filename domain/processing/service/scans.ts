import { Types } from 'mongoose'
import { PassportScanModel } from '../../../models/passport-scan.ts'
import { today } from '../../clock.ts'

/** Scans are written down together, so that none of them waits for the database. */
const writeEveryMs = 5_000
const waiting = new Map<string, number>()
let timer: NodeJS.Timeout | null = null

/** Counts one opening of a lot's passport; nothing is kept of who opened it. */
export function countScan(lotId: string): void {
  const key = `${lotId}:${today()}`
  waiting.set(key, (waiting.get(key) ?? 0) + 1)
  timer ??= setTimeout(() => void writeScans().catch(() => undefined), writeEveryMs).unref()
}

/** Writes down what was counted since the last time. */
async function writeScans(): Promise<void> {
  if (timer) clearTimeout(timer)
  timer = null
  const counted = [...waiting]
  waiting.clear()
  if (counted.length === 0) return
  await PassportScanModel.bulkWrite(
    counted.map(([_id, scans]) => {
      const [lotId = '', day = ''] = _id.split(':')
      const setOnInsert = { lotId: new Types.ObjectId(lotId), day }
      const update = { $inc: { scans }, $setOnInsert: setOnInsert }
      return { updateOne: { filter: { _id }, update, upsert: true } }
    }),
  )
}

/** How often a lot's passport was opened, the last seconds too. */
export async function scansOf(lotId: string): Promise<number> {
  const days = await PassportScanModel.find({ lotId }).lean()
  const late = [...waiting].filter(([key]) => key.startsWith(`${lotId}:`))
  const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0)
  return sum(days.map(({ scans }) => scans)) + sum(late.map(([, count]) => count))
}

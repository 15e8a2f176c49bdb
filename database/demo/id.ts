import { createHash } from 'node:crypto'
import { Types } from 'mongoose'

/** The id of a demo record by its name, the same on every machine. */
export function demoId(name: string): Types.ObjectId {
  return new Types.ObjectId(createHash('sha256').update(`demo:${name}`).digest('hex').slice(0, 24))
}

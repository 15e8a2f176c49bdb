import type { Readable } from 'node:stream'
import mongoose, { Types } from 'mongoose'
import sharp from 'sharp'
import { FarmerModel } from '../models/farmer.ts'
import { PhotoModel } from '../models/photo.ts'
import type { Actor } from './actor.ts'
import { NotFound, WrongFileKind } from './errors.ts'
import { farmersVisibleTo } from './scopes.ts'

/** Longest side of a kept photo in pixels; enough to read a weigh slip, small enough for a weak signal. */
export const longestSidePx = 1600

const kinds: Record<string, string> = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' }

function bucket() {
  return new mongoose.mongo.GridFSBucket(mongoose.connection.db!, { bucketName: 'files' })
}

/**
 * Turns a photo upright, takes out its metadata (place, phone, hour), makes it at most 1,600 px and
 * keeps it as WebP. Stored outside the transaction; `attachPhoto` ties it to its record inside.
 * @throws {WrongFileKind} when the bytes are not a JPEG, PNG or WebP or do not match the stated kind
 */
export async function storePhoto(bytes: Buffer, statedKind: string): Promise<string> {
  const picture = await readPicture(bytes, statedKind)
  const id = new Types.ObjectId()
  await new Promise<void>((resolve, reject) => {
    const stream = bucket().openUploadStreamWithId(id, `${id}.webp`, {
      metadata: { kind: 'image/webp' },
    })
    stream.on('finish', () => resolve()).on('error', reject)
    stream.end(picture)
  })
  return id.toHexString()
}

async function readPicture(bytes: Buffer, statedKind: string): Promise<Buffer> {
  try {
    const image = sharp(bytes, { limitInputPixels: 100_000_000, failOn: 'error' })
    const { format } = await image.metadata()
    if (!format || kinds[format] !== statedKind) throw new WrongFileKind()
    return await image
      .autoOrient()
      .resize(longestSidePx, longestSidePx, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer()
  } catch {
    throw new WrongFileKind()
  }
}

/** Ties a stored photo to the record it shows; in the transaction of the act. */
export async function attachPhoto(
  photoId: string,
  record: { farmerId: Types.ObjectId; kind: string; id: Types.ObjectId },
): Promise<void> {
  await PhotoModel.create([
    {
      _id: new Types.ObjectId(photoId),
      farmerId: record.farmerId,
      recordKind: record.kind,
      recordId: record.id,
    },
  ])
}

/**
 * The bytes of a photo, for those who may see the farmer it belongs to.
 * @throws {NotFound}
 */
export async function openPhoto(actor: Actor, photoId: string): Promise<Readable> {
  const photo = await PhotoModel.findById(photoId).lean()
  if (!photo) throw new NotFound()
  const farmer = await FarmerModel.exists({
    $and: [{ _id: photo.farmerId }, farmersVisibleTo(actor)],
  })
  if (!farmer) throw new NotFound()
  return bucket().openDownloadStream(photo._id)
}

/** Removes stored files that no record refers to and that are older than a day. */
export async function sweepOrphans(olderThan: Date): Promise<number> {
  let swept = 0
  for await (const file of bucket().find({ uploadDate: { $lt: olderThan } })) {
    if (await PhotoModel.exists({ _id: file._id })) continue
    await bucket().delete(file._id)
    swept++
  }
  return swept
}

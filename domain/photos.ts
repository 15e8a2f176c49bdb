import type { Readable } from 'node:stream'
import mongoose, { Types } from 'mongoose'
import sharp from 'sharp'
import { PhotoModel, type Photo } from '../models/photo.ts'
import type { Actor } from './actor.ts'
import { recordLook } from './audit.ts'
import { NotFound, WrongFileKind } from './errors.ts'
import { canSee, isRecordKind } from './record-kinds.ts'
import { isOfBank } from './scopes.ts'

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
  return storeFile(await readPicture(bytes, statedKind), 'image/webp')
}

/** A paper as it is kept: a PDF as it came, a photo of a paper as `storePhoto` keeps photos. */
export interface KeptPaper {
  id: string
  name: string
  mimeType: 'image/webp' | 'application/pdf'
}

/**
 * Keeps a document that somebody sends: a PDF, or a photo of the paper.
 * @throws {WrongFileKind} when the bytes are not what they say
 */
export async function storePaper(
  bytes: Buffer,
  statedKind: string,
  name: string,
): Promise<KeptPaper> {
  const shortName = name.slice(-120)
  if (statedKind !== 'application/pdf') {
    return { id: await storePhoto(bytes, statedKind), name: shortName, mimeType: 'image/webp' }
  }
  if (!bytes.subarray(0, 1024).includes('%PDF-')) throw new WrongFileKind()
  const id = await storeFile(bytes, 'application/pdf')
  return { id, name: shortName, mimeType: 'application/pdf' }
}

async function storeFile(bytes: Buffer, kind: KeptPaper['mimeType']): Promise<string> {
  const id = new Types.ObjectId()
  await new Promise<void>((resolve, reject) => {
    const stream = bucket().openUploadStreamWithId(id, String(id), { metadata: { kind } })
    stream.on('finish', () => resolve()).on('error', reject)
    stream.end(bytes)
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

/** The record that a file belongs to; `farmerId` where it is a farmer's. */
export interface FileOwner {
  farmerId: Types.ObjectId | null
  kind: string
  id: Types.ObjectId
}

/** Ties a stored photo to the record it shows; in the transaction of the act. */
export async function attachPhoto(photoId: string, owner: FileOwner): Promise<void> {
  await attach(photoId, owner, { name: null, mimeType: 'image/webp' })
}

/** Ties a stored paper to its record; in the transaction of the act. */
export async function attachPaper({ id, ...paper }: KeptPaper, owner: FileOwner): Promise<void> {
  await attach(id, owner, paper)
}

async function attach(
  fileId: string,
  { farmerId, kind, id }: FileOwner,
  { name, mimeType }: Pick<Photo, 'name' | 'mimeType'>,
): Promise<void> {
  await PhotoModel.create([
    { _id: new Types.ObjectId(fileId), farmerId, recordKind: kind, recordId: id, name, mimeType },
  ])
}

/**
 * The bytes of a file, for those who may see the record it belongs to.
 * @throws {NotFound}
 */
export async function openFile(
  actor: Actor,
  fileId: string,
): Promise<{ bytes: Readable; name: string | null; mimeType: string }> {
  const file = await PhotoModel.findById(fileId).lean()
  if (!file || !(await maySeeFile(actor, file))) throw new NotFound()
  if (file.recordKind === 'loan-document')
    await recordLook(actor, { kind: file.recordKind, id: String(file.recordId), ...unnumbered })
  const { name, mimeType } = file
  return { bytes: bucket().openDownloadStream(file._id), name, mimeType }
}

const unnumbered = { number: null, version: null }

// a file of a record without a page of its own (a consent) is seen by who sees the farmer; a bank
// opens a file of a person only while it may see that person
async function maySeeFile(actor: Actor, file: Photo): Promise<boolean> {
  const isOfRecord = isRecordKind(file.recordKind)
  if (isOfRecord && !(await canSee(actor, file.recordKind, file.recordId))) return false
  if (isOfRecord && !(isOfBank(actor) && file.farmerId)) return true
  return file.farmerId !== null && canSee(actor, 'farmer', file.farmerId)
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

/** Removes a stored file for good, such as the photo of a card after its time. */
export async function forgetFile(fileId: Types.ObjectId): Promise<void> {
  await PhotoModel.deleteOne({ _id: fileId })
  const stored = await bucket().find({ _id: fileId }).toArray()
  if (stored.length > 0) await bucket().delete(fileId)
}

import express, { type Request, type Response } from 'express'
import { pipeline } from 'node:stream/promises'
import { isId } from '../domain/find-visible.ts'
import { NotFound } from '../domain/errors.ts'
import { openFile } from '../domain/photos.ts'
import { may } from '../middleware/may.ts'

export const photos = express.Router()

photos.get('/photos/:id', may('photo.view'), sendFile)
photos.get('/papers/:id', may('photo.view'), sendFile)

/** A photo to look at, or a paper to open, for those who may see the record it belongs to. */
async function sendFile(req: Request, res: Response): Promise<void> {
  const id = String(req.params['id'])
  if (!isId(id)) throw new NotFound()
  const { bytes, name, mimeType } = await openFile(req.actor!, id)
  res.type(mimeType).set('Cache-Control', 'private, max-age=3600')
  if (name) res.set('Content-Disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
  await pipeline(bytes, res)
}

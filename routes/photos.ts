import express from 'express'
import { pipeline } from 'node:stream/promises'
import { isId } from '../domain/find-visible.ts'
import { NotFound } from '../domain/errors.ts'
import { openPhoto } from '../domain/photos.ts'
import { may } from '../middleware/may.ts'

export const photos = express.Router()

photos.get('/photos/:id', may('photo.view'), async (req, res) => {
  const id = String(req.params['id'])
  if (!isId(id)) throw new NotFound()
  const photo = await openPhoto(req.actor!, id)
  res.type('image/webp').set('Cache-Control', 'private, max-age=3600')
  await pipeline(photo, res)
})

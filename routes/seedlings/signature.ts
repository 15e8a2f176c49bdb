import type { RequestHandler } from 'express'

const pngUrl = /^data:image\/png;base64,([A-Za-z0-9+/]+={0,2})$/

/** A signature drawn on the phone comes as the data URL of a PNG: from here on it is a file like any other. */
export const drawnSignature: RequestHandler = (req, _res, next) => {
  const drawn = (req.body as Record<string, unknown>)['signature']
  const bytes = typeof drawn === 'string' ? pngUrl.exec(drawn.trim())?.[1] : undefined
  if (bytes !== undefined)
    req.uploads.push({
      field: 'signature',
      name: 'signature.png',
      mimeType: 'image/png',
      bytes: Buffer.from(bytes, 'base64'),
    })
  next()
}

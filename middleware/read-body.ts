import { Readable } from 'node:stream'
import busboy from 'busboy'
import express, {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express'
import { TooLarge } from '../domain/errors.ts'

/** A file as it came; kept in memory until it is checked. */
export interface Upload {
  field: string
  name: string
  mimeType: string
  bytes: Buffer
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Express {
    interface Request {
      uploads: Upload[]
    }
  }
}

export const bodyLimit = 1024 * 1024
export const fileLimit = 10 * 1024 * 1024
const mostFiles = 12

const parseFields = express.urlencoded({
  extended: true,
  limit: bodyLimit,
  parameterLimit: 5000,
  // zod says what a form may hold; nesting beyond lines[0][quantity] has no use
  depth: 4,
} as Parameters<typeof express.urlencoded>[0])

/** Reads a form, urlencoded or multipart, into `req.body` and `req.uploads`. */
export const readBody: RequestHandler = (req, res, next) => {
  req.uploads = []
  if (req.method !== 'POST') return next()
  if (req.is('multipart/form-data')) return readMultipart(req, res, next)
  parseFields(req, res, (error?: unknown) => {
    if (error) return next(asRefusal(error))
    req.body = cleaned(req.body ?? {})
    next()
  })
}

function asRefusal(error: unknown): unknown {
  const type = (error as { type?: string }).type ?? ''
  return /too\.(large|many)|range/.test(type) ? new TooLarge() : error
}

function readMultipart(req: Request, res: Response, next: NextFunction): void {
  const pairs = new URLSearchParams()
  let fieldBytes = 0
  let isOver = false
  const finish = (error?: unknown) => {
    if (isOver) return
    isOver = true
    if (error) {
      req.unpipe()
      req.resume()
      return next(error)
    }
    // one reader for both kinds of form, so that brackets mean the same in both
    const text = Buffer.from(pairs.toString())
    parseText(text, res, (failed, body) => {
      if (failed) return next(asRefusal(failed))
      req.body = cleaned(body)
      next()
    })
  }
  let parser: busboy.Busboy
  try {
    parser = busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      limits: { fileSize: fileLimit, files: mostFiles, fields: 5000, fieldSize: bodyLimit },
    })
  } catch {
    req.body = {}
    return next()
  }
  parser.on('field', (name, value, info) => {
    fieldBytes += name.length + value.length
    if (fieldBytes > bodyLimit || info.valueTruncated) finish(new TooLarge())
    else pairs.append(name, value)
  })
  parser.on('file', (field, stream, info) => {
    const chunks: Buffer[] = []
    stream.on('limit', () => finish(new TooLarge()))
    stream.on('data', (chunk: Buffer) => {
      if (!isOver) chunks.push(chunk)
    })
    stream.on('end', () => {
      const bytes = Buffer.concat(chunks)
      // a file field left empty comes as a nameless file of no bytes
      if (bytes.length > 0 || info.filename) {
        req.uploads.push({ field, name: info.filename ?? '', mimeType: info.mimeType, bytes })
      }
    })
  })
  parser.on('filesLimit', () => finish(new TooLarge()))
  parser.on('fieldsLimit', () => finish(new TooLarge()))
  // cut off or malformed: the sender's to mend, like a broken urlencoded form
  parser.on('error', () => finish(Object.assign(new Error('malformed form'), { status: 422 })))
  parser.on('close', () => finish())
  req.pipe(parser)
}

function parseText(
  text: Buffer,
  res: Response,
  done: (error: unknown, body: Record<string, unknown>) => void,
): void {
  const request = Object.assign(streamOf(text), {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(text.length),
    },
    method: 'POST',
  }) as unknown as Request
  parseFields(request, res, (error?: unknown) =>
    done(error, ((request as { body?: unknown }).body ?? {}) as Record<string, unknown>),
  )
}

function streamOf(text: Buffer): Readable {
  return Readable.from([text])
}

/** Control characters go, line ends become one kind, letters one form; everywhere alike. */
function cleaned(value: unknown): Record<string, unknown> {
  return clean(value) as Record<string, unknown>
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') {
    return (
      value
        .replace(/\r\n?/g, '\n')
        // eslint-disable-next-line no-control-regex
        .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '')
        .normalize('NFC')
    )
  }
  if (Array.isArray(value)) return value.map(clean)
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, clean(part)]))
  }
  return value
}

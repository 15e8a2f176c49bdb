import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { type RequestHandler } from 'express'

const root = join(import.meta.dirname, '..')
const publicFolder = join(root, 'public')

/** Browser files of libraries, served as they come. */
const vendor: Record<string, string> = {
  'vendor/chart.js': 'node_modules/chart.js/dist/chart.umd.min.js',
  'vendor/leaflet/leaflet.js': 'node_modules/leaflet/dist/leaflet.js',
  'vendor/leaflet/leaflet.css': 'node_modules/leaflet/dist/leaflet.css',
  'vendor/geoman/leaflet-geoman.js':
    'node_modules/@geoman-io/leaflet-geoman-free/dist/leaflet-geoman.min.js',
  'vendor/geoman/leaflet-geoman.css':
    'node_modules/@geoman-io/leaflet-geoman-free/dist/leaflet-geoman.css',
}

let fingerprint = ''

/** One digest over everything that is served, so that relative addresses inside CSS stay true. */
function fingerprintOf(): string {
  const digest = createHash('sha256')
  const files = readdirSync(publicFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const file of files)
    digest.update(file.slice(publicFolder.length)).update(readFileSync(file))
  digest.update(readFileSync(join(root, 'package-lock.json')))
  return digest.digest('hex').slice(0, 12)
}

/** The address of a file under `public/` or of a vendor file, good for a year. */
export function assetHref(path: string): string {
  fingerprint ||= fingerprintOf()
  return `/static/${fingerprint}/${path}`
}

/** Serves `/static/<hash>/…`; an old hash still works, but is not kept by the browser. */
export function staticFiles(): RequestHandler {
  const router = express.Router()
  router.use('/static/:hash', (req, res, next) => {
    fingerprint ||= fingerprintOf()
    const isCurrent = req.params['hash'] === fingerprint
    res.set('Cache-Control', isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache')
    next()
  })
  const options = { cacheControl: false, index: false, redirect: false }
  for (const [path, file] of Object.entries(vendor)) {
    router.get(`/static/:hash/${path}`, (_req, res) =>
      res.sendFile(join(root, file), { cacheControl: false }),
    )
  }
  router.use('/static/:hash', express.static(publicFolder, options))
  return router
}

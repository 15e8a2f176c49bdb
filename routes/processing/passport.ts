import { createHash } from 'node:crypto'
import express, { type Request, type Response } from 'express'
import { keepPassport, keptPassport } from '../../domain/processing/service/passport-cache.ts'
import { readPassport, type Passport } from '../../domain/processing/service/passport.ts'
import { countScan } from '../../domain/processing/service/scans.ts'
import { formatMonth } from '../../middleware/formats.ts'
import { may } from '../../middleware/may.ts'
import { saleView } from './lot-claims-view.ts'

export const passport = express.Router()

passport.get('/passport/:code', may('public'), passportPage)

/**
 * What a QR on a bag opens. Kept for a minute by browsers (a bag is scanned once, and a lot that is
 * withdrawn must say so soon) and for half a minute here, so that a crowd at a stall costs nothing.
 */
async function passportPage(req: Request, res: Response): Promise<void> {
  const code = String(req.params['code'])
  const { lang } = res.locals
  if (req.query['format'] === 'json') {
    const data = { ...(await readPassport(code)), lotId: undefined }
    return void res.set('Cache-Control', 'public, max-age=60').json(data)
  }
  const key = `${code}:${lang}`
  const kept = keptPassport(key)
  if (kept) return send(res, kept)
  const found = await readPassport(code)
  const html = await print(req, res, found)
  const page = `${found.lotId}${html}`
  keepPassport(key, page)
  send(res, page)
}

/** The first 24 letters of what is kept name the lot whose scan is counted. */
function send(res: Response, page: string): void {
  countScan(page.slice(0, 24))
  const html = page.slice(24)
  res.removeHeader('Set-Cookie')
  res
    .set('Cache-Control', 'public, max-age=60')
    .set('Vary', 'Cookie, Accept-Encoding')
    .set('ETag', `"${createHash('sha1').update(html).digest('base64url')}"`)
    .type('html')
    .send(html)
}

async function print(req: Request, res: Response, found: Passport): Promise<string> {
  const model = passportModel(res.locals, found)
  return new Promise((resolve, reject) => {
    // past the frame of other pages: no session, no token, nothing that is one reader's own
    req.app.render('passport/passport', model, (error: Error | null, html: string) =>
      error ? reject(error) : resolve(html),
    )
  })
}

type Words = Pick<Response['locals'], 't' | 'lang'>

/** The plain view model of the page, also for the bench. */
export function passportModel({ t, lang }: Words, found: Passport) {
  const isGone = found.status === 'withdrawn' || found.status === 'rejected'
  return {
    layout: 'passport',
    lang,
    t,
    passport: found,
    title: found.name ?? t('passport.title', { unit: found.unitName }),
    otherLang: lang === 'id' ? 'en' : 'id',
    isGone,
    isInWork: found.status === 'in-process' || found.status === 'open',
    goneText: isGone ? t(`passport.gone.${found.status}`) : null,
    processLabel: t(`lots.process.${found.process}`),
    formLabel: t(`lots.form.${found.form}`),
    sale: found.sale && saleView({ t, lang }, found.sale),
    gradeLabel: found.grade && t(`quality.grades.${found.grade}`),
    isSpecialty: found.cupScore !== null && found.cupScore >= 80,
    months: found.harvestMonths
      .map((month) => `${formatMonth(lang, month, 'long')} ${month.slice(0, 4)}`)
      .join(' – '),
    varieties: found.varieties.join(', '),
    groups: found.groups.join(', '),
    names: found.named.join(', '),
    steps: found.steps.map((step) => ({ ...step, label: t(`lots.steps.${step.step}`) })),
    map: mapOf(found),
  }
}

/** Dots on a plain grid, east to the right, north above; villages whose names would overlap share one. */
function mapOf({ villages }: Passport) {
  const dots = villages.filter((each) => each.centre !== null)
  if (dots.length === 0) return null
  const lons = dots.map(({ centre }) => centre![0])
  const lats = dots.map(({ centre }) => centre![1])
  const [west, south] = [Math.min(...lons) - 0.06, Math.min(...lats) - 0.06]
  const [width, height] = [Math.max(...lons) + 0.06 - west, Math.max(...lats) + 0.06 - south]
  const scale = Math.min(300 / width, 160 / height)
  const places: { x: number; y: number; names: string[] }[] = []
  for (const { name, centre } of dots) {
    const [lon, lat] = centre!
    const [x, y] = [Math.round((lon - west) * scale), Math.round(160 - (lat - south) * scale)]
    const near = places.find((each) => Math.abs(each.x - x) < 100 && Math.abs(each.y - y) < 18)
    const short = name.split(',')[0]!
    if (near) near.names.push(short)
    else places.push({ x, y, names: [short] })
  }
  return places.map(({ x, y, names }) => ({
    label: labelOf(names),
    ...{ x, y, labelY: y - 10 },
    // a label that would run over the edge begins or ends at its dot
    side: x < 100 ? 'start' : x > 200 ? 'end' : 'middle',
  }))
}

/** Names as long as the picture has room; what is left out stands in the list above it. */
function labelOf(names: string[]): string {
  const shown = names.slice(0, 2).join(', ')
  return names.length > 2 ? `${shown} +${names.length - 2}` : shown
}

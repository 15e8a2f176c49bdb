import express, { type Request, type Response } from 'express'
import { today } from '../../domain/clock.ts'
import { readSeason, levelsFor } from '../../domain/harvests/service/season.ts'
import { workOf } from '../../domain/work.ts'
import { readPublicFigures } from '../../domain/public-figures.ts'
import { searchRecords } from '../../domain/search.ts'
import { findVillages } from '../../domain/regions.ts'
import { can } from '../../domain/permissions.ts'
import { isWide, readOverview } from '../../domain/visits/service/overview.ts'
import { may } from '../../middleware/may.ts'
import { formatDay } from '../../middleware/formats.ts'
import { seasonChart } from '../harvests/season-page.ts'
import { planChart } from '../visits/charts.ts'
import { roleChart } from './charts.ts'
import { inboxPage } from './inbox-page.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'

export const home = express.Router()

home.get('/', may('public'), async (req, res) =>
  req.actor ? memberHome(req, res) : frontPage(res),
)
home.get('/inbox', may('inbox.view'), inboxPage)
home.get('/search', may('record.search'), searchPage)
home.get('/villages', may('region.search'), villagesPage)

/** What waits for the reader, since when, and the running season. */
async function memberHome(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t, lang } = res.locals
  const year = Number(today().slice(0, 4))
  const [work, season, visits] = await Promise.all([
    workOf(actor),
    can(actor, 'season.view') ? readSeason(actor, year, levelsFor(actor)[0]!) : null,
    can(actor, 'visit.overview') && !isWide(actor) ? readOverview(actor, year) : null,
  ])
  present(req, res, 'home/home', {
    data: { work: work.items, waiting: work.total, season, visits: visits && visits.total },
    title: t('home.greeting', { name: actor.fullName }),
    lead: [t(`roles.${actor.role}`), actor.organisationName].join(', '),
    waiting: work.total,
    isCut: work.total > work.items.length,
    work: work.items.map((item) => ({
      href: item.href,
      title: t(item.key, item.values),
      text: item.dueOn
        ? t('home.by', { day: formatDay(lang, item.dueOn) })
        : t('home.since', { days: item.days }),
      isLate: item.isLate,
      lateText: t('home.late', { days: item.days }),
    })),
    season,
    chart: season ? seasonChart(season.months, year, t, lang) : await roleChart(req, res),
    visitChart: visits && planChart(visits, res),
    year,
    canRegister: can(actor, 'harvest.register'),
  })
}

/** What the programme is, and who takes part; live figures, nobody's name. */
async function frontPage(res: Response): Promise<void> {
  const figures = await readPublicFigures()
  res.set('Cache-Control', 'private, no-cache')
  res.render('home/front', {
    title: res.locals.t('front.title'),
    isFront: true,
    figures,
    layout: 'public',
  })
}

/** Records by their number, or by words of their name, within the reader's sight. */
async function searchPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const q = queryText(req, 'q')?.slice(0, 100) ?? ''
  const rows = q ? await searchRecords(req.actor!, q) : []
  present(req, res, 'home/search', {
    data: { rows, next: null },
    rows: rows.map((row) => ({ ...row, kindLabel: t(`home.search.kinds.${row.kind}`) })),
    q,
    title: t('home.search.title'),
  })
}

/** Villages by part of their name; the search step of forms without script. */
function villagesPage(req: Request, res: Response): void {
  const q = typeof req.query['q'] === 'string' ? req.query['q'] : ''
  const rows = findVillages(q)
  present(req, res, 'home/villages', {
    data: { rows, next: null },
    rows,
    q,
    title: res.locals.t('home.villages.title'),
  })
}

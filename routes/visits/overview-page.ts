import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { yearOf } from '../../domain/dates.ts'
import { issueKinds } from '../../domain/visits/kinds.ts'
import { placePoints } from '../../domain/map-points.ts'
import {
  districtsFor,
  farmersNotSeen,
  findingsOnMap,
  isWide,
  readOverview,
} from '../../domain/visits/service/overview.ts'
import { present } from '../present.ts'
import { yearLinks } from '../list-links.ts'
import { issueChart, pestCharts, planChart, type Overview } from './charts.ts'
import { hrefWith, queryText, queryYear } from '../query.ts'

/** A year of visits: `?year=`, the map of `?district=` with `?issue=`. */
export async function overviewPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const actor = req.actor!
  const thisYear = yearOf(today())
  const asked = queryYear(req)
  const year = asked !== null && asked >= 2000 && asked <= thisYear ? asked : thisYear
  const [overview, notSeen] = await Promise.all([readOverview(actor, year), farmersNotSeen(actor)])
  const districts = isWide(actor) ? [] : districtsFor(actor, overview.places)
  const district =
    districts.find(({ code }) => code === queryText(req, 'district')) ??
    busiest(districts, overview) ??
    null
  const issue = issueKinds.find((kind) => kind === queryText(req, 'issue')) ?? null
  const findings = district ? await findingsOnMap(district.code, issue) : []
  present(req, res, 'visits/overview', {
    data: { ...overview, notSeen, district: district?.code ?? null, findings },
    overview,
    notSeen,
    title: t('visits.overview.title', { year }),
    isWide: isWide(actor),
    showsOfficers: actor.role !== 'extension-officer',
    planChart: planChart(overview, res),
    issueChart: issueChart(overview, res),
    pestCharts: pestCharts(overview, res),
    district,
    map: mapOf(findings, res),
    yearLinks: yearLinks(req, year),
    districtLinks: districts.map(({ code, name }) => ({
      href: `${hrefWith(req, { district: code })}#map`,
      label: name,
      isCurrent: code === district?.code,
    })),
    issueLinks: [null, ...overview.issues.map(({ kind }) => kind)].map((kind) => ({
      href: `${hrefWith(req, { issue: kind ?? '' })}#map`,
      label: kind ? t(`visits.issue.${kind}`) : t('visits.list.all'),
      isCurrent: kind === issue,
    })),
  })
}

/** The district with most visits of the year is shown unasked. */
function busiest(districts: { code: string; name: string }[], { places }: Overview) {
  const done = new Map(places.map((place) => [place.code, place.done]))
  return districts.toSorted((a, b) => (done.get(b.code) ?? 0) - (done.get(a.code) ?? 0))[0]
}

function mapOf(findings: Awaited<ReturnType<typeof findingsOnMap>>, res: Response) {
  const { t } = res.locals
  const placed = findings.filter(({ centre }) => centre !== null)
  const { viewBox, points } = placePoints(placed.map(({ centre }) => centre!))
  return {
    viewBox,
    points: points.map(({ x, y }, index) => ({ x, y, href: `/visits/${placed[index]!.id}` })),
    count: findings.length,
    rows: findings.slice(0, 25).map(({ id, number, day, plotName, issues }) => ({
      ...{ id, number, day, plotName },
      issueWords: issues.map((issue) => t(`visits.issue.${issue}`)).join(', '),
    })),
  }
}

import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { addMonths, isDay, monthOf } from '../../domain/dates.ts'
import { recordLooksAt } from '../../domain/looks.ts'
import { can } from '../../domain/permissions.ts'
import { regionName } from '../../domain/regions.ts'
import { routeOfDay, visitsOfMonth } from '../../domain/visits/service/calendar.ts'
import { lastAdviceOf } from '../../domain/visits/service/read.ts'
import { weekdayOf, weeksOf } from '../../domain/visits/month-grid.ts'
import { formatDay, formatMonth } from '../../middleware/formats.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { statusTag, visitRow } from './view.ts'

/** A month of visits, `?month=2026-08`; with `?day=` the route of that day beside it. */
export async function calendarPage(req: Request, res: Response): Promise<void> {
  const { t, lang } = res.locals
  const day = dayOf(req, 'day')
  const month = monthIn(req) ?? (day ? monthOf(day) : monthOf(today()))
  const visits = await visitsOfMonth(req.actor!, month)
  await recordLooksAt(req.actor!, visits)
  const rows = visits.map((visit) => ({
    ...visitRow(visit),
    day: visit.day,
    farmerName: visit.farmerName,
    plotName: visit.plotName,
    statusKind: statusTag[visit.status],
    statusLabel: t(`statuses.visit.${visit.status}`),
    kindLabel: t(`visits.kind.${visit.kind}`),
  }))
  const byDay = Map.groupBy(rows, (row) => row.day)
  const route = day ? await routeOfDay(req.actor!, day) : []
  present(req, res, 'visits/calendar', {
    data: {
      month,
      rows: rows.map(({ statusKind: _, statusLabel: __, kindLabel: ___, ...row }) => row),
      next: null,
    },
    title: t('visits.calendar.title', { month: monthWord(lang, month) }),
    weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((name) =>
      t(`visits.calendar.days.${name}`),
    ),
    weeks: weeksOf(month).map((week) => week.map((each) => cellOf(each, byDay, lang))),
    days: [...byDay].map(([each, visitsThen]) => ({
      day: each,
      href: `/visits/calendar?month=${month}&day=${each}`,
      visits: visitsThen,
    })),
    day,
    route: routeRows(route, res),
    sheetHref: day && `/visits/day-sheet?day=${day}`,
    previousHref: `/visits/calendar?month=${monthOf(addMonths(`${month}-01`, -1))}`,
    previousLabel: monthWord(lang, monthOf(addMonths(`${month}-01`, -1))),
    nextHref: `/visits/calendar?month=${monthOf(addMonths(`${month}-01`, 1))}`,
    nextLabel: monthWord(lang, monthOf(addMonths(`${month}-01`, 1))),
    canPlan: can(req.actor, 'visit.plan'),
  })
}

type Rows = Map<string, { id: string; farmerName: string; status: string }[]>

function cellOf(day: string | null, byDay: Rows, lang: 'id' | 'en') {
  if (!day) return { number: '', count: 0 }
  const visits = byDay.get(day) ?? []
  return {
    number: Number(day.slice(8)),
    count: visits.length,
    href: `/visits/calendar?month=${day.slice(0, 7)}&day=${day}`,
    label: formatDay(lang, day),
    isToday: day === today(),
    isFree: weekdayOf(day) === 6,
    names: visits.slice(0, 2).map(({ farmerName }) => farmerName),
    more: Math.max(0, visits.length - 2),
  }
}

function monthWord(lang: 'id' | 'en', month: string): string {
  return `${formatMonth(lang, month, 'long')} ${month.slice(0, 4)}`
}

function monthIn(req: Request): string | null {
  const month = queryText(req, 'month')
  return month !== null && /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(month) ? month : null
}

function dayOf(req: Request, name: string): string | null {
  const day = queryText(req, name)
  return day !== null && isDay(day) ? day : null
}

function routeRows(route: Awaited<ReturnType<typeof routeOfDay>>, res: Response) {
  const { t } = res.locals
  return route.map(({ stop, legM }, index) => ({
    place: index + 1,
    id: stop.id,
    number: stop.number,
    farmerName: stop.farmerName,
    plotName: stop.plotName,
    villageName: regionName(stop.villageCode),
    kindLabel: t(`visits.kind.${stop.kind}`),
    note: stop.note,
    legKm: legM === null ? null : Math.round(legM / 100) / 10,
    lat: stop.centre?.[1] ?? null,
    lon: stop.centre?.[0] ?? null,
  }))
}

/** One day to print and take along, `?day=`: stops in their order, with the advice of last time. */
export async function daySheetPage(req: Request, res: Response): Promise<void> {
  const { t, lang } = res.locals
  const day = dayOf(req, 'day') ?? today()
  const route = await routeOfDay(req.actor!, day)
  const advice = await lastAdviceOf(route.map(({ stop }) => stop))
  const rows = routeRows(route, res).map((row) => ({ ...row, last: advice.get(row.id) ?? null }))
  present(req, res, 'visits/day-sheet', {
    data: { day, rows, next: null },
    rows,
    day,
    backHref: `/visits/calendar?month=${monthOf(day)}&day=${day}`,
    officer: req.actor!.fullName,
    title: t('visits.sheet.title', { day: formatDay(lang, day) }),
  })
}

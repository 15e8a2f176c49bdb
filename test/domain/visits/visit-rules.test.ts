import { expect } from 'chai'
import fc from 'fast-check'
import { addDays } from '../../../domain/dates.ts'
import { orderStops, metresBetween } from '../../../domain/visits/day-route.ts'
import { doneOnFaults, followUpFaults, nextDueOn } from '../../../domain/visits/follow-ups.ts'
import { placePoints } from '../../../domain/map-points.ts'
import { weekdayOf, weeksOf } from '../../../domain/visits/month-grid.ts'
import { countsOf, issuesIn, monthsOfYear, pestsIn } from '../../../domain/visits/overview.ts'
import { visitEvents, visitStatuses, visitTransitions } from '../../../domain/visits/status.ts'
import { sharesOf } from '../../../domain/visits/totals.ts'
import {
  completionFaults,
  distanceM,
  plannedOnFault,
  visitQuestions,
} from '../../../domain/visits/visit-rules.ts'

const today = '2026-08-15'
const nowhere = { lat: null, lon: null, accuracyM: null }
const square: [number, number][] = [
  [114, -8],
  [114.001, -8],
  [114.001, -7.999],
  [114, -7.999],
  [114, -8],
]
const plot = { geometry: { type: 'Polygon' as const, coordinates: [square] }, centre: null }
const at = (lat: number, lon: number) => ({ lat, lon, accuracyM: 8 })

describe('the states of a visit', () => {
  it('are those of the contract and no others', () => {
    const moves = visitStatuses.flatMap((from) =>
      visitEvents.flatMap((event) => {
        const to = visitTransitions[from][event]
        return to ? [`${from} ${event} ${to}`] : []
      }),
    )

    expect(moves).to.deep.equal([
      'planned complete done',
      'planned move planned',
      'planned cancel cancelled',
      'planned miss missed',
      'done return planned',
      'done acknowledge done',
      'done follow-up done',
      'done close closed',
      'missed complete done',
      'missed move planned',
    ])
  })
})

describe('the rules of a visit', () => {
  it('take a plan from today to a year ahead', () => {
    expect(plannedOnFault(today, today)).to.equal(null)
    expect(plannedOnFault(addDays(today, 366), today)).to.equal(null)
    expect(plannedOnFault(addDays(today, -1), today)?.key).to.equal('visits.rules.planInPast')
    expect(plannedOnFault(addDays(today, 367), today)?.key).to.equal('visits.rules.planTooFar')
  })

  it('want a whole place or none', () => {
    const faults = (lat: number | null, lon: number | null) =>
      Object.keys(completionFaults(today, { lat, lon, accuracyM: null }, today))

    expect(faults(null, null)).to.deep.equal([])
    expect(faults(-8, 114)).to.deep.equal([])
    expect(faults(-8, null)).to.deep.equal(['lon'])
    expect(faults(-91, 181)).to.deep.equal(['lat', 'lon'])
  })

  it('take no visit of tomorrow and none from before the programme', () => {
    const key = (day: string) => completionFaults(day, nowhere, today)['visitedOn']?.key

    expect(key(today)).to.equal(undefined)
    expect(key('2026-08-16')).to.equal('visits.rules.inFuture')
    expect(key('2005-12-31')).to.equal('visits.rules.tooLongAgo')
  })

  it('measure from the edge: nought inside, 500 m ask nothing, 501 do', () => {
    const north = (metres: number) => at(-7.999 + metres / 110_574, 114.0005)

    expect(distanceM(at(-7.9995, 114.0005), plot)).to.equal(0)
    expect(distanceM(north(499), plot)).to.be.within(497, 501)
    expect(distanceM(nowhere, plot)).to.equal(null)
    expect(distanceM(at(-8, 114), { geometry: null, centre: null })).to.equal(null)
    expect(distanceM(at(-8, 114.01), { geometry: null, centre: [114, -8] })).to.be.within(
      1095,
      1105,
    )
    expect(visitQuestions(500)).to.deep.equal([])
    expect(visitQuestions(null)).to.deep.equal([])
    expect(visitQuestions(501)[0]?.code).to.equal('far-from-plot')
  })

  it('want follow-ups due on or after the visit, and done between visit and today', () => {
    const due = (dueOn: string) => followUpFaults([{ what: 'x', who: 'farmer', dueOn }], today)

    expect(due(today)).to.deep.equal({})
    expect(Object.keys(due('2026-08-14'))).to.deep.equal(['followUps[0][dueOn]'])
    expect(doneOnFaults('2026-08-12', '2026-08-10', today)).to.deep.equal({})
    expect(Object.keys(doneOnFaults('2026-08-09', '2026-08-10', today))).to.deep.equal(['doneOn'])
    expect(Object.keys(doneOnFaults('2026-08-16', '2026-08-10', today))).to.deep.equal(['doneOn'])
  })

  it('know what is due next, by whom it is for', () => {
    const followUp = (who: 'farmer' | 'leader', dueOn: string, doneOn: string | null) => ({
      ...{ what: 'x', who, dueOn, doneOn, note: null },
    })
    const all = [
      followUp('farmer', '2026-09-01', null),
      followUp('farmer', '2026-08-20', null),
      followUp('farmer', '2026-08-01', '2026-08-02'),
      followUp('leader', '2026-08-01', '2026-08-02'),
    ]

    expect(nextDueOn(all, 'farmer')).to.equal('2026-08-20')
    expect(nextDueOn(all, 'leader')).to.equal(null)
  })
})

describe('the route of a day', () => {
  const place = fc.tuple(
    fc.double({ min: 113.5, max: 114.5, noNaN: true }),
    fc.double({ min: -8.5, max: -7.5, noNaN: true }),
  )

  it('goes on to the nearest each time, from the northernmost, and forgets nobody', () => {
    fc.assert(
      fc.property(fc.array(fc.option(place), { maxLength: 12 }), (places) => {
        const stops = places.map((centre, index) => ({ id: String(index), centre }))

        const route = orderStops(stops)

        expect(route.map(({ stop }) => stop.id).sort()).to.deep.equal(
          stops.map(({ id }) => id).sort(),
        )
        const placed = route.filter(({ stop }) => stop.centre !== null)
        placed.forEach(({ legM }, index) => {
          if (index === 0) return expect(legM).to.equal(null)
          const here = placed[index - 1]!.stop.centre!
          const rest = placed.slice(index).map(({ stop }) => metresBetween(here, stop.centre!))
          expect(legM).to.equal(Math.round(Math.min(...rest)))
        })
        const north = Math.max(...placed.map(({ stop }) => stop.centre![1]))
        if (placed[0]) expect(placed[0].stop.centre![1]).to.equal(north)
        expect(route.slice(placed.length).every(({ stop }) => stop.centre === null)).to.equal(true)
      }),
    )
  })

  it('measures a degree of latitude as 111 km', () => {
    expect(metresBetween([114, -8], [114, -7])).to.be.within(110_500, 111_800)
  })
})

describe('the month and the figures', () => {
  it('puts every day of a month once, under its weekday', () => {
    const weeks = weeksOf('2026-08')

    expect(weeks.flat().filter(Boolean)).to.have.length(31)
    expect(weeks[0]?.indexOf('2026-08-01')).to.equal(5)
    expect(weekdayOf('2026-08-15')).to.equal(5)
    expect(weeks.every((week) => week.length === 7)).to.equal(true)
  })

  it('counts a visit in the month of its plan and in the month in which it was made', () => {
    const visit = {
      ...{ status: 'done' as const, plannedOn: '2026-07-30', visitedOn: '2026-08-02' },
      ...{ issues: ['rust' as const], borerPct: 0, rustPct: 12.25 },
    }

    expect(sharesOf(visit)).to.deep.equal([
      { month: '2026-07', counts: { planned: 1, kept: 1 } },
      {
        month: '2026-08',
        counts: {
          ...{ done: 1, 'issues.rust': 1, borerVisits: 1, borerHundredths: 0 },
          ...{ rustVisits: 1, rustHundredths: 1225 },
        },
      },
    ])
    const none = { ...visit, visitedOn: null, issues: [], borerPct: null, rustPct: null }
    expect(sharesOf({ ...none, status: 'cancelled' })).to.deep.equal([])
    expect(sharesOf({ ...none, status: 'missed' })[0]?.counts).to.deep.equal({
      planned: 1,
      missed: 1,
    })
  })

  it('adds summaries up', () => {
    const part = {
      ...{ districtCode: '351118', officerId: null, officerName: null, month: '2026-08' },
      ...{ planned: 4, kept: 3, missed: 1, done: 5, borerVisits: 2, borerHundredths: 1250 },
      ...{ rustVisits: 0, rustHundredths: 0, issues: { borer: 2 } },
    }

    expect(countsOf([part, part])).to.include({ planned: 8, kept: 6, done: 10, keptPct: 75 })
    expect(countsOf([]).keptPct).to.equal(null)
    expect(issuesIn([part, part])).to.deep.equal([{ kind: 'borer', visits: 4 }])
    expect(pestsIn([part])).to.deep.equal({ borerPct: 6.3, rustPct: null })
    expect(monthsOfYear(2026, '2026-03')).to.deep.equal(['2026-01', '2026-02', '2026-03'])
    expect(monthsOfYear(2025, '2026-03')).to.have.length(12)
  })

  it('keeps every point of a map inside it, north up', () => {
    const { viewBox, points } = placePoints([
      [114, -8],
      [114.2, -7.9],
    ])
    const [, , width, height] = viewBox.split(' ').map(Number)

    expect(points[0]!.x).to.be.lessThan(points[1]!.x)
    expect(points[0]!.y).to.be.greaterThan(points[1]!.y)
    for (const { x, y } of points)
      expect(x > 0 && x < width! && y > 0 && y < height!).to.equal(true)
    expect(placePoints([]).points).to.deep.equal([])
  })
})

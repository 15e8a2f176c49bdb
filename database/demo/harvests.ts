import { addDays, daysBetween, dayOf, parseMoment } from '../../domain/dates.ts'
import { auditedFigures } from '../../domain/harvests/service/register.ts'
import { harvestFaults, harvestQuestions } from '../../domain/harvests/harvest-rules.ts'
import type { HarvestStatus } from '../../domain/harvests/status.ts'
import { reserveNumbers } from '../../domain/numbers.ts'
import { HarvestModel, type Harvest } from '../../models/harvest.ts'
import type { Plot } from '../../models/plot.ts'
import { demoRecord, type DemoPerson, type DemoTrail } from './audit.ts'
import { demoId } from './id.ts'
import type { Random } from './random.ts'

/** Who registers and who confirms the harvests of a plot: never one and the same person. */
export interface DemoHands {
  registrant: DemoPerson
  confirmer: DemoPerson
}

const wanted = 800
// the crop of a season comes in three pickings round the peak of August
const pickings = [
  { month: '08', share: 0.5 },
  { month: '07', share: 0.3 },
  { month: '06', share: 0.2 },
] as const

interface Picking {
  plot: Plot
  season: number
  on: string
  share: number
}

/** 800 harvests of three seasons; the latest ones wait for confirmation, a few are disputed or void. */
export async function loadHarvests(
  random: Random,
  trail: DemoTrail,
  plots: Plot[],
  handsOf: (plot: Plot) => DemoHands,
  thisDay: string,
): Promise<Harvest[]> {
  const chosen = pickingsOf(random, plots, thisDay)
  const numbers = new Map<number, string[]>()
  for (const season of new Set(chosen.map((each) => each.season))) {
    const count = chosen.filter((each) => each.season === season).length
    numbers.set(season, await reserveNumbers(`PN-${season}`, count))
  }
  const yields = new Map<string, number>()
  const harvests = chosen.map((each, index) => {
    const key = `${each.plot.number}:${each.season}`
    if (!yields.has(key)) yields.set(key, 1500 + random.next() * 3200)
    const status = statusOf(index, chosen.length)
    const hands = handsOf(each.plot)
    const number = numbers.get(each.season)!.shift()!
    return harvestOf(random, each, yields.get(key)!, status, hands, number, index, thisDay)
  })
  for (const harvest of harvests)
    noteActs(trail, harvest, handsOf(plots.find((p) => p._id === harvest.plotId)!))
  await HarvestModel.insertMany(harvests, { ordered: false })
  return harvests
}

function pickingsOf(random: Random, plots: Plot[], thisDay: string): Picking[] {
  const thisYear = Number(thisDay.slice(0, 4))
  const all = pickings.flatMap(({ month, share }) =>
    [thisYear, thisYear - 1, thisYear - 2].flatMap((season) =>
      plots
        .filter((plot) => season >= plot.plantedYear + 2)
        .map((plot) => ({
          plot,
          season,
          share,
          on: `${season}-${month}-${String(random.whole(3, 27)).padStart(2, '0')}`,
        })),
    ),
  )
  const past = all.filter((each) => each.on <= thisDay).slice(0, wanted)
  return past.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

// oldest first: the last thirty wait, a few before them are disputed or void
function statusOf(index: number, count: number): HarvestStatus {
  const fromEnd = count - index
  if (fromEnd <= 30) return fromEnd % 10 === 5 ? 'disputed' : 'declared'
  if (index % 97 === 50) return 'void'
  return index % 131 === 60 ? 'disputed' : 'confirmed'
}

function harvestOf(
  random: Random,
  { plot, season, on, share }: Picking,
  kgPerHa: number,
  status: HarvestStatus,
  hands: DemoHands,
  number: string,
  index: number,
  thisDay: string,
): Harvest {
  const harvestedFrom = addDays(on, -random.whole(0, 2))
  const weightG =
    Math.round(plot.areaHa * kgPerHa * share * (0.9 + random.next() * 0.2)) * 1000 +
    random.whole(0, 1) * 500
  // a picking without signal is told days later; what still waits was told lately
  const lag =
    status === 'declared'
      ? Math.max(0, daysBetween(on, thisDay) - random.whole(0, 11))
      : random.whole(0, 3)
  const toldOn = addDays(on, lag) > thisDay ? thisDay : addDays(on, lag)
  const declaredAt = parseMoment(
    `${toldOn}T${String(random.whole(6, 8)).padStart(2, '0')}:${random.whole(10, 59)}`,
  )!
  const decidedAt = new Date(declaredAt.getTime() + random.whole(1, 60) * 3600_000)
  const isDecided = status !== 'declared'
  const figures = figuresOf(random, plot, season, harvestedFrom, on, weightG, thisDay)
  const wrong = [
    ...Object.values(harvestFaults(figures, plot, [], thisDay)),
    ...harvestQuestions(figures, plot, []),
  ]
  if (wrong[0]) throw new Error(`demo harvest ${number}: ${wrong[0].key}`)
  return {
    _id: demoId(`harvest:${index}`),
    number,
    status,
    farmerId: plot.farmerId,
    groupId: plot.groupId,
    districtCode: plot.districtCode,
    regencyCode: plot.regencyCode,
    season,
    month: on.slice(0, 7),
    ...figures,
    registeredBy: hands.registrant.userId as unknown as Harvest['registeredBy'],
    registeredByName: hands.registrant.fullName,
    declaredAt,
    decidedBy: isDecided ? (hands.confirmer.userId as unknown as Harvest['registeredBy']) : null,
    decidedByName: isDecided ? hands.confirmer.fullName : null,
    decidedAt: isDecided ? (dayOf(decidedAt) > thisDay ? declaredAt : decidedAt) : null,
    reason:
      status === 'disputed'
        ? 'Berat di catatan timbangan berbeda.'
        : status === 'void'
          ? 'Tercatat dua kali.'
          : null,
    answers: [],
    earlier: [],
    version: isDecided ? 2 : 1,
    createdAt: declaredAt,
    updatedAt: declaredAt,
  }
}

function figuresOf(
  random: Random,
  plot: Plot,
  season: number,
  harvestedFrom: string,
  harvestedTo: string,
  weightG: number,
  thisDay: string,
) {
  const isRed = random.next() < 0.75
  // prices rise by Rp 1,500 a season
  const base = 12_000 + (season - Number(thisDay.slice(0, 4)) + 2) * 1_500
  return {
    plotId: plot._id,
    harvestedFrom,
    harvestedTo,
    form: isRed ? ('cherry-red' as const) : ('cherry-mixed' as const),
    weightG,
    redPct: isRed ? random.whole(88, 99) : random.whole(55, 80),
    buyerKind: random.pick(['processor', 'processor', 'collector', 'kept'] as const),
    pricePerKg: base + random.whole(-4, 4) * 250 - (isRed ? 0 : 3_000),
    note: null,
    photoId: null,
  }
}

const acts = { confirmed: 'confirm', disputed: 'dispute', void: 'void' } as const

function noteActs(trail: DemoTrail, harvest: Harvest, hands: DemoHands): void {
  const told = { ...harvest, status: 'declared' as const, version: 1 }
  trail.note(hands.registrant, harvest.declaredAt, {
    act: 'harvest.register',
    record: demoRecord('harvest', told),
    after: auditedFigures(told),
  })
  if (harvest.status === 'declared') return
  trail.note(hands.confirmer, harvest.decidedAt!, {
    act: `harvest.${acts[harvest.status]}`,
    record: demoRecord('harvest', harvest),
    before: auditedFigures(told),
    after: auditedFigures(harvest),
    note: harvest.reason,
  })
}

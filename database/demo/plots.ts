import { measurePlot } from '../../domain/farmers/plot-geometry.ts'
import { closeRing } from '../../domain/farmers/plot-ring.ts'
import type { Position } from '../../domain/farmers/plot-position.ts'
import { plotFaults, plotQuestions } from '../../domain/farmers/plot-rules.ts'
import { varieties } from '../../domain/farmers/varieties.ts'
import { reserveNumbers } from '../../domain/numbers.ts'
import { searchWords } from '../../domain/search-words.ts'
import { landStatuses, PlotModel, type Plot } from '../../models/plot.ts'
import type { Farmer } from '../../models/farmer.ts'
import { demoRecord, type DemoPerson, type DemoTrail } from './audit.ts'
import { demoId } from './id.ts'
import { outline, placeOf } from './outlines.ts'
import { demoGroups, heightAt } from './places.ts'
import type { Random } from './random.ts'

const names = [
  'Lereng Timur',
  'Kali Pait',
  'Curah Macan',
  'Sumber Agung',
  'Gunung Malang',
  'Batu Lawang',
  'Blok Barat',
  'Watu Capil',
  'Plalangan',
  'Tegal Kopi',
]
const planted = ['sigarar-utang', 'andungsari-1', 'andungsari-2k', 'komasti', 's-795', 'usda-762']

/** 140 gardens on the slopes; the two demo farmers have two each, planted long enough ago. */
export async function loadPlots(
  random: Random,
  trail: DemoTrail,
  farmers: Farmer[],
  officerOf: (districtCode: string) => DemoPerson,
  thisDay: string,
): Promise<Plot[]> {
  const year = Number(thisDay.slice(0, 4))
  const owners = [...farmers, ...farmers.filter((_, index) => index % 5 < 2)].slice(0, 140)
  const numbers = await reserveNumbers('KB', owners.length)
  const taken: Position[] = []
  const plots = owners.map((farmer, index) => {
    const plot = plotOf(random, farmer, index, numbers[index]!, year, taken)
    const wrong = [...Object.values(plotFaults(plot, thisDay)), ...plotQuestions(plot, varieties)]
    if (wrong[0]) throw new Error(`demo plot ${plot.number}: ${wrong[0].key}`)
    return plot
  })
  await PlotModel.insertMany(plots)
  for (const plot of plots) {
    trail.note(officerOf(plot.districtCode), plot.createdAt, {
      act: 'plot.register',
      record: demoRecord('plot', plot),
      after: {
        name: plot.name,
        areaHa: plot.areaHa,
        altitudeM: plot.altitudeM,
        varietyCode: plot.varietyCode,
      },
    })
  }
  return plots
}

function plotOf(
  random: Random,
  farmer: Farmer,
  index: number,
  number: string,
  year: number,
  taken: Position[],
): Plot {
  const group = demoGroups.find(
    ({ key }) => String(demoId(`organisation:${key}`)) === String(farmer.groupId),
  )!
  const middle = placeOf(random, group.lat, group.lon, taken)
  taken.push(middle)
  // many small gardens, few large ones
  const ring = closeRing(outline(random, middle, 0.28 + random.next() ** 2 * 2))
  const at = new Date(farmer.createdAt.getTime() + (index < 100 ? 1 : 2) * 3_600_000)
  const {
    areaHa: mappedAreaHa,
    centre,
    cell,
  } = measurePlot({ type: 'Polygon', coordinates: [ring] })
  const areaHa = Math.round(mappedAreaHa * (0.94 + random.next() * 0.12) * 100) / 100
  const varietyCode = random.pick(planted)
  const variety = varieties.find(({ code }) => code === varietyCode)!
  const perHa =
    variety.minTreesPerHa +
    (variety.maxTreesPerHa - variety.minTreesPerHa) * (0.3 + random.next() * 0.3)
  const isDemoFarmer = index < 140 && ['Sumarni', 'Misrani'].includes(farmer.fullName)
  const landStatus = random.pick(landStatuses)
  const name = names[(index + Math.floor(index / 100) * 3) % names.length]!
  return {
    _id: demoId(`plot:${index}`),
    number,
    status: 'active',
    farmerId: farmer._id,
    groupId: farmer.groupId,
    name,
    villageCode: farmer.villageCode,
    districtCode: farmer.districtCode,
    regencyCode: farmer.regencyCode,
    landStatus,
    landDocumentNumber:
      landStatus === 'shm' ? `SHM ${random.whole(100, 999)}/${farmer.villageCode.slice(-4)}` : null,
    areaHa,
    mappedAreaHa,
    plantedYear: isDemoFarmer ? year - random.whole(7, 12) : year - random.whole(4, 18),
    varietyCode,
    treeCount: Math.round(areaHa * perHa),
    pattern: random.next() < 0.7 ? 'mixed' : 'mono',
    shadeTrees: random.pick(['lamtoro', 'dadap', 'suren', 'sengon', 'lamtoro, alpukat']),
    altitudeM: heightAt(middle[1], middle[0]),
    soilType: 'andisol',
    stdbNumber:
      random.next() < 0.3
        ? `${farmer.regencyCode}-${String(random.whole(1, 9999)).padStart(4, '0')}`
        : null,
    stdbIssuedOn: null,
    geometry: { type: 'Polygon', coordinates: [ring] },
    centre,
    cell,
    searchWords: searchWords([name, number, farmer.fullName]),
    answers: [],
    registeredBy: farmer.registeredBy,
    version: 1,
    createdAt: at,
    updatedAt: at,
  }
}

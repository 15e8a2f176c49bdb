import { RegionModel } from '../models/region.ts'
import { queryWords, searchWords } from './search-words.ts'

interface Village {
  code: string
  name: string
  words: string[]
}

const names = new Map<string, string>()
let villages: Village[] = []

/**
 * Reads the regions of East Java into memory (9,198 names, under 2 MB), so that pages can name
 * places without asking the database for each.
 */
export async function loadRegions(): Promise<void> {
  const regions = await RegionModel.find().lean()
  names.clear()
  for (const region of regions) names.set(region._id, region.name)
  villages = regions
    .filter((region) => region.level === 'village')
    .map((region) => ({ code: region._id, name: region.name, words: placeWords(region._id) }))
}

function placeWords(code: string): string[] {
  return searchWords([regionName(code), regionName(code.slice(0, 6)), regionName(code.slice(0, 4))])
}

/** Ten digits, dotted or not, of a village that is there; else null. */
export function parseVillageCode(text: string): string | null {
  return parseCode(text, 10)
}

/** A regency (4 digits), dotted or not, that is there; else null. */
export function parseRegencyCode(text: string): string | null {
  return parseCode(text, 4)
}

/** A district (6 digits), dotted or not, that is there; else null. */
export function parseDistrictCode(text: string): string | null {
  return parseCode(text, 6)
}

function parseCode(text: string, length: number): string | null {
  const code = text.trim().replaceAll('.', '')
  return code.length === length && names.has(code) ? code : null
}

/** Name of a regency, district or village; the code itself where it is not known. */
export function regionName(code: string): string {
  return names.get(code) ?? code
}

/** "Sukorejo, Sumberwringin, Bondowoso" */
export function placeName(villageCode: string): string {
  return [villageCode, villageCode.slice(0, 6), villageCode.slice(0, 4)].map(regionName).join(', ')
}

/** All districts of a regency, by name. */
export function districtsOf(regencyCode: string): { code: string; name: string }[] {
  return [...names]
    .filter(([code]) => code.length === 6 && code.startsWith(regencyCode))
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** All regencies and cities, by code. */
export function allRegencies(): { code: string; name: string }[] {
  return [...names]
    .filter(([code]) => code.length === 4)
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => a.code.localeCompare(b.code))
}

/** Villages whose name, district or regency holds every word of `query` (prefixes from three letters). */
export function findVillages(query: string, within = '35', limit = 20) {
  const wanted = queryWords(query)
  if (wanted.length === 0) return []
  return villages
    .filter((v) => v.code.startsWith(within) && wanted.every((word) => v.words.includes(word)))
    .slice(0, limit)
    .map((v) => ({ code: v.code, name: v.name, place: placeName(v.code) }))
}

/** "Sukorejo, Sumberwringin, Bondowoso (3511182001)": said to people, and read back from them. */
export function villageLabel(villageCode: string): string {
  return `${placeName(villageCode)} (${villageCode})`
}

/**
 * The villages that a text may mean, within places given by the beginnings of their codes: the one
 * whose code it is or ends with, else those that are called just so, else all whose names it holds.
 */
export function villagesMeant(text: string, within: string[]): { code: string; label: string }[] {
  const isWithin = (code: string) => within.some((place) => code.startsWith(place))
  const code = parseVillageCode(/\(([\d.]+)\)\s*$/.exec(text)?.[1] ?? text)
  const codes = code
    ? [code]
    : within.flatMap((place) => findVillages(text, place).map((village) => village.code))
  const said = text.trim().toLowerCase()
  const isCalled = (each: string) =>
    [regionName(each), placeName(each)].some((name) => name.toLowerCase() === said)
  const exact = codes.filter(isCalled)
  return (exact.length > 0 ? exact : codes)
    .filter(isWithin)
    .map((each) => ({ code: each, label: villageLabel(each) }))
}

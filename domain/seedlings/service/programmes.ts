import { Types } from 'mongoose'
import {
  SeedlingProgrammeModel,
  type SeedlingProgramme,
} from '../../../models/seedling-programme.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { isAfter, isBefore } from '../../dates.ts'
import { RuleBroken } from '../../errors.ts'
import type { Fault } from '../../fault.ts'
import { findVisible } from '../../find-visible.ts'
import { listPage } from '../../paging.ts'
import { parseRegencyCode } from '../../regions.ts'
import { treesPerHaLimits, usualSparePct } from '../capacity.ts'
import type { ProgrammeDocument } from '../documents.ts'
import { usualMaxAreaHa, warnBelowM } from '../request-rules.ts'
import { varietyNames } from './lists.ts'
export type { SeedlingProgramme } from '../../../models/seedling-programme.ts'

export interface ProgrammeTold {
  name: string
  year: number
  fundSource: string | null
  opensOn: string
  closesOn: string
  minAltitudeM: number | null
  maxAreaHa: number | null
  sparePct: number | null
  /** Rupiah that a plant costs on average. */
  plantRupiah: number | null
  documents: ProgrammeDocument[]
  follows: string | null
  varieties: { code: string; quantity: number; treesPerHa: number | null; at: number }[]
  quotas: { regencyCode: string; quantity: number; at: number }[]
}

/**
 * Sets up a programme of seedling aid.
 * @throws {RuleBroken} for days out of order, a variety or regency that is not there or comes twice
 */
export async function makeProgramme(actor: Actor, told: ProgrammeTold): Promise<SeedlingProgramme> {
  const faults = await faultsOf(told)
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const programme: SeedlingProgramme = {
    _id: new Types.ObjectId(),
    ...told,
    minAltitudeM: told.minAltitudeM ?? warnBelowM,
    maxAreaHa: told.maxAreaHa ?? usualMaxAreaHa,
    sparePct: told.sparePct ?? usualSparePct,
    documents: [...new Set(told.documents)],
    follows: told.follows === null ? null : new Types.ObjectId(told.follows),
    varieties: told.varieties.map(({ code, quantity, treesPerHa }) => ({
      code,
      quantity,
      treesPerHa,
      established: 0,
    })),
    quotas: told.quotas.map(({ regencyCode, quantity }) => ({
      regencyCode: parseRegencyCode(regencyCode)!,
      quantity,
      established: 0,
    })),
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
  await SeedlingProgrammeModel.create([programme])
  await recordAudit(actor, {
    act: 'seedling-programme.make',
    record: {
      kind: 'seedling-programme',
      id: String(programme._id),
      number: programme.name,
      version: 1,
    },
    after: { name: told.name, year: told.year, opensOn: told.opensOn, closesOn: told.closesOn },
  })
  return programme
}

async function faultsOf(told: ProgrammeTold): Promise<Record<string, Fault>> {
  const faults: Record<string, Fault> = {}
  if (isBefore(told.closesOn, told.opensOn))
    faults['closesOn'] = { key: 'rules.seedling.closesEarly' }
  if (told.sparePct !== null && told.sparePct > 100)
    faults['sparePct'] = { key: 'rules.seedling.pct' }
  if (told.follows && !(await SeedlingProgrammeModel.exists({ _id: told.follows })))
    faults['follows'] = { key: 'forms.notThere' }
  if (told.varieties.length === 0) faults['varieties[0][code]'] = { key: 'forms.missing' }
  if (told.quotas.length === 0) faults['quotas[0][regencyCode]'] = { key: 'forms.missing' }
  const names = await varietyNames()
  checkRows(faults, 'varieties', 'code', told.varieties, (row) => names.has(row.code))
  const { min, max } = treesPerHaLimits
  for (const { treesPerHa, at } of told.varieties)
    if (treesPerHa !== null && (treesPerHa < min || treesPerHa > max))
      faults[`varieties[${at}][treesPerHa]`] = {
        key: 'rules.seedling.treesPerHa',
        values: { min, max },
      }
  checkRows(
    faults,
    'quotas',
    'regencyCode',
    told.quotas,
    (row) => parseRegencyCode(row.regencyCode) !== null,
  )
  return faults
}

function checkRows<T extends { quantity: number; at: number }>(
  faults: Record<string, Fault>,
  list: string,
  field: keyof T & string,
  rows: readonly T[],
  isThere: (row: T) => boolean,
): void {
  const seen = new Set<unknown>()
  for (const row of rows) {
    const at = `${list}[${row.at}]`
    if (!isThere(row)) faults[`${at}[${field}]`] = { key: 'forms.notThere' }
    else if (seen.has(row[field])) faults[`${at}[${field}]`] = { key: 'rules.seedling.twice' }
    if (row.quantity < 1) faults[`${at}[quantity]`] = { key: 'rules.seedling.atLeastOne' }
    seen.add(row[field])
  }
}

/** A programme; all who take part may read it, it speaks of no person. */
export async function findProgramme(id: string | undefined): Promise<SeedlingProgramme> {
  return findVisible<SeedlingProgramme>(SeedlingProgrammeModel, id, {})
}

export type ProgrammeStatus = 'planned' | 'open' | 'closed'

/** Whether farmers may ask now. */
export function programmeStatus({
  opensOn,
  closesOn,
}: Pick<SeedlingProgramme, 'opensOn' | 'closesOn'>): ProgrammeStatus {
  if (isBefore(today(), opensOn)) return 'planned'
  return isAfter(today(), closesOn) ? 'closed' : 'open'
}

/** Programmes, the latest first. */
export async function listProgrammes(after: string | null) {
  const find = (filter: object) => SeedlingProgrammeModel.find(filter)
  return listPage<SeedlingProgramme>(find, {}, 'opensOn', after)
}

/** Programmes that take requests today. */
export async function openProgrammes(): Promise<SeedlingProgramme[]> {
  const found = await SeedlingProgrammeModel.find({ opensOn: { $lte: today() } }).lean()
  return found.filter((each) => programmeStatus(each) === 'open')
}

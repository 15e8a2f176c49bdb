import type { Request, Response } from 'express'
import { can } from '../../domain/permissions.ts'
import { regionName } from '../../domain/regions.ts'
import { decreesOf, type SeedlingDecree } from '../../domain/seedlings/service/decrees.ts'
import { varietyNames } from '../../domain/seedlings/service/lists.ts'
import {
  findProgramme,
  programmeStatus,
  type SeedlingProgramme,
} from '../../domain/seedlings/service/programmes.ts'
import { present } from '../present.ts'
import { documentWords } from './documents.ts'
import { tableView, troubleOf } from './ui.ts'

/** Which kind of tag a status gets. */
export const programmeTag = { planned: 'info', open: 'good', closed: 'plain' } as const

/** A programme as data. */
export function programmeRow(programme: SeedlingProgramme | null) {
  const p = programme ?? ({} as SeedlingProgramme)
  return {
    id: String(p._id),
    number: null,
    status: programme ? programmeStatus(programme) : '',
    version: p.version,
    name: p.name,
    year: p.year,
    fundSource: p.fundSource,
    opensOn: p.opensOn,
    closesOn: p.closesOn,
    minAltitudeM: p.minAltitudeM,
    maxAreaHa: p.maxAreaHa,
    sparePct: p.sparePct,
    plantRupiah: p.plantRupiah,
    documents: p.documents ?? [],
    follows: p.follows ? String(p.follows) : null,
    varieties: p.varieties,
    quotas: p.quotas,
  }
}

/** One programme: its quotas, its decrees, what comes next. */
export async function programmePage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const actor = req.actor!
  const programme = await findProgramme(String(req.params['id']))
  const row = programmeRow(programme)
  const [names, decrees] = await Promise.all([
    varietyNames(),
    can(actor, 'seedling-decree.view') ? decreesOf(actor, programme._id) : [],
  ])
  const acts = [
    ...(can(actor, 'seedling-decree.make') ? ['decrees'] : []),
    ...(can(actor, 'seedling-allocation.make') ? ['allocations'] : []),
  ]
  present(req, res, 'seedlings/record', {
    ...troubleOf(req, res),
    data: { ...row, kind: 'seedling-programme', acts, decrees: decrees.map(decreeRow) },
    record: { ...row, kind: 'seedling-programme' },
    backHref: '/seedling-programmes',
    backLabel: t('menu.seedlingProgrammes'),
    title: programme.name,
    status: {
      label: t(`statuses.seedlingProgramme.${row.status}`),
      kind: programmeTag[programmeStatus(programme)],
    },
    facts: [
      { label: t('fields.year'), value: String(programme.year) },
      { label: t('fields.fundSource'), value: programme.fundSource ?? '–' },
      { label: t('fields.opensOn'), value: say.day(programme.opensOn) },
      { label: t('fields.closesOn'), value: say.day(programme.closesOn) },
      { label: t('fields.minAltitudeM'), value: say.measure(programme.minAltitudeM, 'm') },
      { label: t('fields.maxAreaHa'), value: say.measure(programme.maxAreaHa, 'ha') },
      { label: t('fields.sparePct'), value: say.pct(programme.sparePct) },
      { label: t('fields.plantRupiah'), value: say.money(programme.plantRupiah) },
      { label: t('seedlings.documents.asked'), value: documentWords(res, row.documents) || '–' },
      ...(row.follows
        ? [
            {
              label: t('fields.follows'),
              value: t('seedlings.following.farmers'),
              href: can(actor, 'seedling-overview.view')
                ? `/seedling-programmes/${row.follows}/next`
                : null,
            },
          ]
        : []),
    ],
    sections: [
      promised(
        res,
        t('seedlings.programmes.varieties'),
        programme.varieties.map((each) => ({ ...each, name: names.get(each.code) ?? each.code })),
        true,
      ),
      promised(
        res,
        t('seedlings.programmes.quotas'),
        programme.quotas.map((each) => ({ ...each, name: regionName(each.regencyCode) })),
      ),
      ...(can(actor, 'seedling-decree.view') ? [decreeSection(res, decrees)] : []),
    ],
    links: programmeLinks(req, res, row),
  })
}

function promised(
  res: Response,
  title: string,
  list: {
    name: string
    quantity: number
    established: number
    treesPerHa?: number | null
  }[],
  hasDensity = false,
) {
  const { t, say } = res.locals
  return {
    title,
    ...tableView({
      columns: [
        { label: title },
        ...(hasDensity ? [{ label: t('fields.treesPerHa'), isNumber: true }] : []),
        { label: t('seedlings.columns.quantity'), isNumber: true },
        { label: t('seedlings.columns.established'), isNumber: true },
        { label: t('seedlings.columns.left'), isNumber: true },
      ],
      rows: list.map(({ name, quantity, established, treesPerHa }) => ({
        cells: [
          name,
          ...(hasDensity ? [densityOf(res, treesPerHa)] : []),
          say.number(quantity),
          say.number(established),
          say.number(quantity - established),
        ],
      })),
    }),
  }
}

function densityOf(res: Response, treesPerHa: number | null | undefined) {
  const { t, say } = res.locals
  return treesPerHa
    ? say.measure(treesPerHa, t('seedlings.perHa'))
    : t('seedlings.programmes.usualDensity')
}

function programmeLinks(
  req: Request,
  res: Response,
  { id, status }: { id: string; status: string },
) {
  const { t } = res.locals
  const actor = req.actor!
  const links = [
    can(actor, 'seedling-request.make') &&
      status === 'open' && {
        href: `/seedling-requests/new?programmeId=${id}`,
        label: t('seedlings.requests.new'),
        isMain: true,
      },
    can(actor, 'seedling-request.view') && {
      href: `/seedling-requests?programmeId=${id}`,
      label: t('seedlings.programmes.requests'),
    },
    can(actor, 'seedling-decree.view') && {
      href: `/seedling-programmes/${id}/candidates`,
      label: t('seedlings.candidates.title'),
    },
    can(actor, 'seedling-decree.make') && {
      href: `/seedling-programmes/${id}/decrees`,
      label: t('seedlings.decrees.new'),
    },
    can(actor, 'seedling-allocation.make') && {
      href: `/allocations/new?programmeId=${id}`,
      label: t('seedlings.allocations.new'),
    },
    can(actor, 'seedling-overview.view') && {
      href: `/seedling-programmes/${id}/next`,
      label: t('seedlings.following.title'),
    },
    can(actor, 'seedling-overview.view') && {
      href: `/seedlings?programmeId=${id}`,
      label: t('menu.seedlingOverview'),
    },
    can(actor, 'seedling-ledger.view') && {
      href: `/seedlings/ledger?programmeId=${id}`,
      label: t('seedlings.openLedger'),
    },
  ]
  return links.filter((link) => link !== false)
}

/** A decree as data. */
export function decreeRow(decree: SeedlingDecree) {
  return {
    id: String(decree._id),
    number: decree.number,
    status: decree.status,
    version: decree.version,
    programmeId: String(decree.programmeId),
    regencyCode: decree.regencyCode,
    signedOn: decree.signedOn,
    signer: decree.signer,
    quantity: decree.quantity,
    seedlingRequestIds: decree.seedlingRequestIds.map(String),
    amends: decree.amends ? String(decree.amends) : null,
    file: decree.fileId ? [{ href: `/papers/${String(decree.fileId)}` }] : [],
  }
}

function decreeSection(res: Response, decrees: SeedlingDecree[]) {
  const { t, say } = res.locals
  return {
    title: t('seedlings.decrees.title'),
    ...tableView({
      empty: t('seedlings.decrees.none'),
      open: t('harvests.list.open'),
      columns: [
        { label: t('fields.number') },
        { label: t('fields.signedOn') },
        { label: t('seedlings.columns.requests'), isNumber: true },
        { label: t('seedlings.columns.quantity'), isNumber: true },
      ],
      rows: decrees.map((each) => ({
        href: `/seedling-decrees/${String(each._id)}`,
        tag: t(`statuses.seedlingDecree.${each.status}`),
        tagKind: each.status === 'in-force' ? 'good' : 'plain',
        cells: [
          each.number,
          say.dayShort(each.signedOn),
          say.number(each.seedlingRequestIds.length),
          say.number(each.quantity),
        ],
      })),
    }),
  }
}

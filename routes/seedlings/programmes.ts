import express, { type Request, type Response } from 'express'
import { today } from '../../domain/clock.ts'
import { yearOf } from '../../domain/dates.ts'
import { can } from '../../domain/permissions.ts'
import { allRegencies } from '../../domain/regions.ts'
import { readVarieties } from '../../domain/reference.ts'
import { programmeDocuments } from '../../domain/seedlings/documents.ts'
import { proposeNext } from '../../domain/seedlings/service/next-programme.ts'
import {
  findProgramme,
  listProgrammes,
  makeProgramme,
  programmeStatus,
} from '../../domain/seedlings/service/programmes.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { documentsBox } from './documents.ts'
import { programmeForm } from './forms.ts'
import { listPage } from './lists.ts'
import { quantityAsked } from './next-programme.ts'
import { programmePage, programmeRow, programmeTag } from './programme-page.ts'
import { formOf, troubleOf, type BoxGroup } from './ui.ts'

export const programmes = express.Router()

programmes.get('/seedling-programmes', may('seedling-programme.view'), programmesPage)
programmes.get('/seedling-programmes/new', may('seedling-programme.make'), newProgrammePage)
programmes.post(
  '/seedling-programmes',
  may('seedling-programme.make'),
  accept(programmeForm, make, { orShow: newProgrammePage }),
)
programmes.get('/seedling-programmes/:id', may('seedling-programme.view'), programmePage)

async function make({ actor, values }: Sent<FormOf<typeof programmeForm>, undefined>) {
  const { _id } = await makeProgramme(actor, values)
  return { to: `/seedling-programmes/${String(_id)}`, say: 'seedlings.said.programme' }
}

async function programmesPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  await listPage(req, res, {
    title: t('seedlings.programmes.title'),
    fileName: 'program-bibit',
    read: listProgrammes,
    rowOf: programmeRow,
    columns: Object.keys(programmeRow(null)).filter(
      (name) => !['varieties', 'quotas', 'documents'].includes(name),
    ),
    links: can(req.actor!, 'seedling-programme.make')
      ? [{ href: '/seedling-programmes/new', label: t('seedlings.programmes.new'), isMain: true }]
      : [],
    table: (rows) => ({
      open: t('harvests.list.open'),
      columns: [
        { label: t('fields.programmeId') },
        { label: t('fields.opensOn') },
        { label: t('fields.closesOn') },
        { label: t('seedlings.columns.quantity'), isNumber: true },
        { label: t('seedlings.columns.established'), isNumber: true },
      ],
      rows: rows.map((each) => ({
        href: `/seedling-programmes/${String(each._id)}`,
        tag: t(`statuses.seedlingProgramme.${programmeStatus(each)}`),
        tagKind: programmeTag[programmeStatus(each)],
        cells: [
          each.name,
          say.dayShort(each.opensOn),
          say.dayShort(each.closesOn),
          say.number(sum(each.quotas, 'quantity')),
          say.number(sum(each.quotas, 'established')),
        ],
      })),
    }),
  })
}

function sum(
  rows: readonly { quantity: number; established: number }[],
  name: 'quantity' | 'established',
) {
  return rows.reduce((total, row) => total + row[name], 0)
}

async function newProgrammePage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const [varieties, earlier] = await Promise.all([readVarieties(), earlierOf(req)])
  present(req, res, 'seedlings/form', {
    ...troubleOf(req, res),
    title: t('seedlings.programmes.newTitle'),
    lead: earlier && t('seedlings.following.from', { programme: earlier.programme.name }),
    backHref: '/seedling-programmes',
    backLabel: t('menu.seedlingProgrammes'),
    form: formOf(req, res, {
      act: 'new',
      action: '/seedling-programmes',
      send: t('seedlings.programmes.save'),
      groups: [
        {
          legend: t('seedlings.programmes.step1'),
          boxes: [
            { kind: 'hidden', name: 'follows', value: earlier?.id ?? '' },
            { kind: 'text', name: 'name', isRequired: true },
            { kind: 'text', name: 'year', value: yearOf(today()), isRequired: true },
            { kind: 'text', name: 'fundSource' },
            { kind: 'money', name: 'plantRupiah' },
            { kind: 'day', name: 'opensOn', isRequired: true },
            { kind: 'day', name: 'closesOn', isRequired: true },
          ],
        },
        {
          legend: t('seedlings.programmes.step2'),
          boxes: [
            { kind: 'measure', name: 'minAltitudeM', unit: 'm', value: 900 },
            { kind: 'measure', name: 'maxAreaHa', unit: 'ha', value: 3 },
            { kind: 'measure', name: 'sparePct', unit: '%', value: 10 },
            documentsBox(res, 'documents', programmeDocuments, earlier?.programme.documents),
          ],
        },
        ...rowsOf(
          req,
          res,
          'varieties',
          'code',
          t('seedlings.programmes.variety'),
          varieties.map(({ code, name }) => ({ value: code, label: name })),
          earlier?.varieties,
        ),
        ...rowsOf(
          req,
          res,
          'quotas',
          'regencyCode',
          t('seedlings.programmes.quota'),
          allRegencies().map(({ code, name }) => ({ value: code, label: name })),
          earlier?.quotas,
        ),
      ],
    }),
  })
}

/** What is proposed from an earlier programme, `?from=` and `?quantity=`, to be changed before it is saved. */
async function earlierOf(req: Request) {
  const id = queryText(req, 'from')
  if (id === null) return null
  const programme = await findProgramme(id)
  const { quotas, varieties } = await proposeNext(programme, quantityAsked(req))
  const own = new Map(programme.varieties.map((each) => [each.code, each.treesPerHa]))
  return {
    id,
    programme,
    quotas,
    varieties: varieties.map((each) => ({ ...each, treesPerHa: own.get(each.key) })),
  }
}

/** Three rows to begin with, as many as were sent when the form comes back, or as are proposed. */
function rowsOf(
  req: Request,
  res: Response,
  listName: string,
  field: string,
  legend: string,
  options: { value: string; label: string }[],
  proposed: readonly {
    key: string
    quantity: number
    treesPerHa?: number | null | undefined
  }[] = [],
): BoxGroup[] {
  const { t } = res.locals
  const typed = req.problem?.typed[listName]
  const sent = typed && typeof typed === 'object' ? Object.keys(typed).length : 0
  const count = Math.max(3, sent, proposed.length)
  return Array.from({ length: Math.min(count, 60) }, (_, at) => ({
    legend: `${legend} ${at + 1}`,
    boxes: [
      {
        kind: 'select' as const,
        name: `${listName}[${at}][${field}]`,
        options,
        value: proposed[at]?.key,
        isRequired: at === 0,
      },
      {
        kind: 'measure' as const,
        name: `${listName}[${at}][quantity]`,
        value: proposed[at]?.quantity,
        isRequired: at === 0,
      },
      ...(listName === 'varieties'
        ? [
            {
              kind: 'measure' as const,
              name: `${listName}[${at}][treesPerHa]`,
              unit: t('seedlings.perHa'),
              ...(at === 0 ? { hint: t('seedlings.programmes.ownDensity') } : {}),
              value: proposed[at]?.treesPerHa,
            },
          ]
        : []),
    ],
  }))
}

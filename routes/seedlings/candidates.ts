import express, { type Request, type Response } from 'express'
import { readCandidates, type Candidate } from '../../domain/seedlings/service/candidates.ts'
import { varietyNames } from '../../domain/seedlings/service/lists.ts'
import { findProgramme } from '../../domain/seedlings/service/programmes.ts'
import { may } from '../../middleware/may.ts'
import { Paper } from '../paper/paper.ts'
import { absolute } from '../paper/qr.ts'
import { choiceLinks } from '../list-links.ts'
import { hrefWith, queryText } from '../query.ts'
import { listPage } from './lists.ts'
import type { Table } from './ui.ts'

export const candidates = express.Router()

candidates.get('/seedling-programmes/:id/candidates', may('seedling-decree.view'), candidatesPage)
candidates.get(
  '/seedling-programmes/:id/candidates.pdf',
  may('seedling-decree.view'),
  candidatesPaper,
)

const columns = [
  'districtCode',
  'district',
  'village',
  'seedlingRequestNumber',
  'status',
  'farmerNumber',
  'farmerName',
  'groupName',
  'plotNumber',
  'plotName',
  'areaHa',
  'altitudeM',
  'lat',
  'lon',
  'varietyCode',
  'quantity',
]

/** What the address asks for: of all candidates in sight those of a district, or that wait. */
async function candidatesAsked(req: Request) {
  const programme = await findProgramme(String(req.params['id']))
  const isWaiting = queryText(req, 'status') === 'verified'
  const all = await readCandidates(req.actor!, programme._id, isWaiting)
  const districtCode = queryText(req, 'districtCode')
  const rows = all.filter((row) => districtCode === null || row.districtCode === districtCode)
  const districts = new Map(all.map((row) => [row.districtCode, row.district]))
  return { programme, isWaiting, districtCode, districts, rows }
}

/** The candidates of a programme, summed by village; each of them in the files and as data. */
async function candidatesPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const { programme, isWaiting, districtCode, districts, rows } = await candidatesAsked(req)
  const here = `/seedling-programmes/${String(programme._id)}`
  await listPage(req, res, {
    title: t('seedlings.candidates.title'),
    lead: programme.name,
    fileName: `cp-cl-${programme.year}`,
    read: async () => ({ rows, next: null }),
    rowOf: (row) => ({ ...row }),
    columns,
    links: [
      ...(rows.length > 0
        ? [
            {
              href: hrefWith(req, {}).replace('/candidates', '/candidates.pdf'),
              label: t('seedlings.candidates.print'),
              isMain: true,
            },
          ]
        : []),
      { href: here, label: t('seedlings.candidates.back') },
    ],
    filters: [
      {
        label: t('harvests.list.filter'),
        links: choiceLinks(req, 'status', ['verified'], isWaiting ? 'verified' : null, {
          of: () => t('seedlings.candidates.waiting'),
          all: t('harvests.list.all'),
        }),
      },
      {
        label: t('seedlings.candidates.district'),
        links: choiceLinks(req, 'districtCode', [...districts.keys()], districtCode, {
          of: (code) => districts.get(code) ?? code,
          all: t('harvests.list.all'),
        }),
      },
    ],
    table: (found) => villageTable(res, found),
    emptyText: t('seedlings.candidates.none'),
  })
}

function villageTable(res: Response, rows: Candidate[]): Table {
  const { t, say } = res.locals
  const distinct = (each: Candidate[], name: 'farmerNumber' | 'plotNumber') =>
    say.number(new Set(each.map((row) => row[name])).size)
  return {
    columns: [
      { label: t('seedlings.candidates.village') },
      { label: t('seedlings.candidates.district') },
      { label: t('seedlings.candidates.farmers'), isNumber: true },
      { label: t('seedlings.candidates.plots'), isNumber: true },
      { label: t('seedlings.columns.verified'), isNumber: true },
    ],
    rows: byVillage(rows).map((each) => ({
      cells: [
        each[0]!.village,
        each[0]!.district,
        distinct(each, 'farmerNumber'),
        distinct(each, 'plotNumber'),
        say.number(each.reduce((sum, { quantity }) => sum + quantity, 0)),
      ],
    })),
  }
}

function byVillage(rows: Candidate[]): Candidate[][] {
  return [...Map.groupBy(rows, ({ district, village }) => `${district}:${village}`).values()]
}

/** The list on paper, village by village, with a place for every farmer to sign. */
async function candidatesPaper(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const { programme, rows } = await candidatesAsked(req)
  const varieties = await varietyNames()
  const paper = new Paper({
    title: t('seedlings.candidates.title'),
    number: programme.name,
    foot: absolute(`/seedling-programmes/${String(programme._id)}`),
  })
  for (const each of byVillage(rows)) {
    const { village, district } = each[0]!
    paper.heading(t('seedlings.candidates.inVillage', { village, district })).table(
      [
        { label: t('seedlings.candidates.no'), share: 0.6 },
        { label: t('fields.farmerId'), share: 2.2 },
        { label: t('fields.groupId'), share: 1.8 },
        { label: t('fields.plotId'), share: 2 },
        { label: t('fields.areaHa'), share: 0.9, isNumber: true },
        { label: t('fields.varietyCode'), share: 1.6 },
        { label: t('seedlings.columns.quantity'), share: 1.1, isNumber: true },
        { label: t('seedlings.candidates.sign'), share: 1.8 },
      ],
      each.map((row, index) => [
        String(index + 1),
        `${row.farmerName}\n${row.farmerNumber}`,
        row.groupName,
        `${row.plotName}\n${row.plotNumber}`,
        say.number(row.areaHa),
        varieties.get(row.varietyCode) ?? row.varietyCode,
        say.number(row.quantity),
        '',
      ]),
    )
  }
  paper
    .facts([
      [
        t('seedlings.candidates.farmers'),
        say.number(new Set(rows.map((r) => r.farmerNumber)).size),
      ],
      [
        t('seedlings.columns.verified'),
        say.amount(
          rows.reduce((sum, { quantity }) => sum + quantity, 0),
          '',
        ),
      ],
    ])
    .signatures(
      (['leader', 'officer', 'office'] as const).map((who) => ({
        role: t(`seedlings.candidates.${who}`),
        name: '',
      })),
    )
    .send(res, `cp-cl-${programme.year}`)
}

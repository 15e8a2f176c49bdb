import express, { type Request, type Response } from 'express'
import { recordLook } from '../../domain/audit.ts'
import { today } from '../../domain/clock.ts'
import { isId } from '../../domain/find-visible.ts'
import { can } from '../../domain/permissions.ts'
import { countsOf } from '../../domain/seedlings/service/counts.ts'
import { listPlantings } from '../../domain/seedlings/service/field-lists.ts'
import { varietyNames } from '../../domain/seedlings/service/lists.ts'
import { findPlanting, recordPlanting } from '../../domain/seedlings/service/plantings.ts'
import { readPlanting } from '../../domain/seedlings/service/read-planting.ts'
import { requestsToPlant } from '../../domain/seedlings/service/to-plant.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { plantingForm } from './forms.ts'
import { listPage } from './lists.ts'
import { plantingRow, plantingTag } from './planting-view.ts'
import { countTable } from './count-view.ts'
import { formOf, photoKinds, tableView, troubleOf } from './ui.ts'

export const plantings = express.Router()

plantings.get('/plantings', may('planting.view'), plantingsPage)
plantings.get('/plantings/new', may('planting.make'), newPlantingPage)
plantings.post(
  '/plantings',
  may('planting.make'),
  accept(plantingForm, plant, { orShow: newPlantingPage }),
)
plantings.get('/plantings/:id', may('planting.view'), plantingPage)

async function plant({ actor, values, files }: Sent<FormOf<typeof plantingForm>, undefined>) {
  const planting = await recordPlanting(actor, values, files.photos['photo']?.[0] ?? null)
  return { to: `/plantings/${String(planting._id)}`, say: 'seedlings.said.planting' }
}

async function plantingsPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const actor = req.actor!
  const id = (name: string) => {
    const value = queryText(req, name) ?? undefined
    return isId(value) ? value : null
  }
  const filter = {
    requestId: id('seedlingRequestId'),
    plotId: id('plotId'),
    farmerId: id('farmerId'),
    seedLotIds: id('seedLotId'),
  }
  const names = await varietyNames()
  await listPage(req, res, {
    title: t('seedlings.plantings.title'),
    fileName: 'penanaman',
    read: (after) => listPlantings(actor, filter, after),
    rowOf: ({ farmerName, plotName, ...row }) => ({
      ...plantingRow(actor, row),
      farmerName,
      plotName,
    }),
    columns: [...Object.keys(plantingRow(actor, null)), 'farmerName', 'plotName'].filter(
      (name) => !['parts', 'photos', 'acts'].includes(name),
    ),
    links: can(actor, 'planting.make')
      ? [{ href: '/plantings/new', label: t('seedlings.plantings.new'), isMain: true }]
      : [],
    table: (rows) => ({
      open: t('harvests.list.open'),
      columns: [
        { label: t('fields.farmerId') },
        { label: t('fields.plotId') },
        { label: t('fields.varietyCode') },
        { label: t('fields.plantedOn') },
        { label: t('seedlings.columns.planted'), isNumber: true },
        { label: t('seedlings.columns.alive'), isNumber: true },
        { label: t('seedlings.columns.nextCount') },
      ],
      rows: rows.map((row) => ({
        href: `/plantings/${String(row._id)}`,
        tag: t(`statuses.planting.${row.status}`),
        tagKind: plantingTag[row.status],
        cells: [
          row.farmerName,
          row.plotName,
          names.get(row.varietyCode) ?? row.varietyCode,
          say.dayShort(row.plantedOn),
          say.number(row.quantity),
          say.number(row.alive),
          say.dayShort(row.nextCountOn),
        ],
      })),
    }),
  })
}

async function newPlantingPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const typed = req.problem?.typed['seedlingRequestId']
  const requestId =
    (typeof typed === 'string' ? typed : queryText(req, 'seedlingRequestId')) ?? undefined
  const base = {
    ...troubleOf(req, res),
    title: t('seedlings.plantings.newTitle'),
    backHref: isId(requestId) ? `/seedling-requests/${requestId}` : '/plantings',
    backLabel: t('menu.seedlingRequests'),
  }
  const waiting = await requestsToPlant(req.actor!, isId(requestId) ? requestId : null)
  const chosen = waiting.find(({ id }) => id === requestId)
  if (!chosen && !req.problem) {
    return present(req, res, 'seedlings/form', {
      ...base,
      lead: t('seedlings.plantings.which'),
      emptyTitle: waiting.length === 0 && t('seedlings.plantings.nothing'),
      emptyText: t('seedlings.plantings.nothingText'),
      choices: waiting.map((each) => ({
        href: `/plantings/new?seedlingRequestId=${each.id}`,
        label: `${each.farmerName}, ${each.number}`,
        hint: t('seedlings.plants', { count: each.left }),
      })),
    })
  }
  const plots = chosen?.plots ?? []
  present(req, res, 'seedlings/form', {
    ...base,
    lead: chosen && `${chosen.farmerName}, ${chosen.number}`,
    form: formOf(req, res, {
      act: 'new',
      action: '/plantings',
      isMultipart: true,
      send: t('seedlings.plantings.save'),
      groups: [
        {
          boxes: [
            { kind: 'hidden', name: 'seedlingRequestId', value: requestId },
            {
              kind: 'choice',
              name: 'plotId',
              isRequired: true,
              value: plots.length === 1 ? plots[0]!.id : '',
              options: plots.map((plot) => ({
                value: plot.id,
                label: plot.name,
                hint: t('seedlings.plantings.verified', { count: plot.verified }),
              })),
            },
            { kind: 'day', name: 'plantedOn', value: today(), max: today(), isRequired: true },
            {
              kind: 'measure',
              name: 'quantity',
              unit: t('seedlings.unit'),
              value: chosen?.left ?? '',
              isRequired: true,
            },
            { kind: 'measure', name: 'spacingM', unit: 'm' },
            { kind: 'text', name: 'shadeTrees' },
            { kind: 'file', name: 'photo', accept: photoKinds },
          ],
        },
      ],
    }),
  })
}

async function plantingPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const actor = req.actor!
  const planting = await findPlanting(actor, String(req.params['id']))
  const row = plantingRow(actor, planting)
  await recordLook(actor, { kind: 'planting', id: row.id, number: null, version: row.version })
  const [read, counts] = await Promise.all([readPlanting(actor, planting), countsOf(planting._id)])
  const canCount = can(actor, 'survival-count.make')
  present(req, res, 'seedlings/record', {
    ...troubleOf(req, res),
    data: { ...row, kind: 'planting' },
    record: { ...row, kind: 'planting' },
    backHref: '/plantings',
    backLabel: t('menu.plantings'),
    title: t('seedlings.plantings.recordTitle', { count: planting.quantity, plot: read.plotName }),
    status: {
      label: t(`statuses.planting.${planting.status}`),
      kind: plantingTag[planting.status],
    },
    stats: [
      { label: t('seedlings.columns.planted'), value: say.number(planting.quantity) },
      { label: t('seedlings.columns.alive'), value: say.number(planting.alive) },
      { label: t('seedlings.columns.survival'), value: say.pct(row.survivalPct) },
      { label: t('seedlings.columns.nextCount'), value: say.day(planting.nextCountOn) },
    ],
    facts: [
      { label: t('fields.farmerId'), value: read.farmerName, href: `/farmers/${row.farmerId}` },
      { label: t('fields.plotId'), value: read.plotName, href: `/plots/${row.plotId}` },
      { label: t('fields.varietyCode'), value: read.varietyName },
      {
        label: t('fields.seedlingRequestId'),
        value: planting.requestNumber,
        href: `/seedling-requests/${row.seedlingRequestId}`,
      },
      { label: t('fields.plantedOn'), value: say.day(planting.plantedOn) },
      { label: t('fields.spacingM'), value: say.measure(planting.spacingM, 'm') },
      { label: t('fields.shadeTrees'), value: planting.shadeTrees ?? '–' },
      ...read.lots.map((lot) => ({
        label: t('seedlings.columns.lot'),
        value: `${lot.number}, ${lot.certificateNumber}`,
        href: can(actor, 'seed-lot.view') ? `/seed-lots/${String(lot._id)}` : null,
      })),
    ],
    sections: [{ title: t('seedlings.counts.title'), ...tableView(countTable(res, counts)) }],
    photos: row.photos.map((photo) => ({ ...photo, alt: t('seedlings.plantings.photo') })),
    links: canCount
      ? [
          {
            href: `/survival-counts/new?plantingId=${row.id}`,
            label: t('seedlings.counts.new'),
            isMain: true,
          },
        ]
      : [],
  })
}

import express, { type Request, type Response } from 'express'
import { today } from '../../domain/clock.ts'
import { nextNumber } from '../../domain/numbers.ts'
import { can } from '../../domain/permissions.ts'
import { readVarieties } from '../../domain/reference.ts'
import { seedForms } from '../../domain/seedlings/entry-kinds.ts'
import { findLot, registerLot, sendLot } from '../../domain/seedlings/service/lots.ts'
import { recallLot } from '../../domain/seedlings/service/recall.ts'
import { listLots } from '../../domain/seedlings/service/lists.ts'
import { stockStatuses } from '../../domain/seedlings/status.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { lotForm, reasonForm, sendForm } from './forms.ts'
import { listPage, statusChips } from './lists.ts'
import { formOf, paperKinds, troubleOf, type BoxGroup } from './ui.ts'
import { lotRow, stockTag } from './view.ts'
import { lotPage } from './lot-page.ts'

export const lots = express.Router()

lots.get('/seed-lots', may('seed-lot.view'), lotsPage)
lots.get('/seed-lots/new', may('seed-lot.register'), newLotPage)
lots.post(
  '/seed-lots',
  may('seed-lot.register'),
  accept(lotForm, register, {
    orShow: newLotPage,
    draw: () => nextNumber(`BN-${today().slice(0, 4)}`),
  }),
)
lots.get('/seed-lots/:id', may('seed-lot.view'), lotPage)
lots.post(
  '/seed-lots/:id/send',
  may('seed-lot.send'),
  accept(sendForm, send, { on, orShow: lotPage }),
)

lots.post(
  '/seed-lots/:id/recall',
  may('seed-lot.recall'),
  accept(reasonForm, recall, { on, orShow: lotPage }),
)

async function recall({ actor, values, record, version }: Sent<FormOf<typeof reasonForm>, Found>) {
  await recallLot(actor, String(record._id), version, values.reason)
  return { to: `/seed-lots/${String(record._id)}`, say: 'seedlings.said.recall' }
}

async function on(req: Request) {
  return findLot(req.actor!, String(req.params['id']))
}
type Found = Awaited<ReturnType<typeof on>>

async function register({ actor, values, files, number }: Sent<FormOf<typeof lotForm>, undefined>) {
  const scan = files.papers['scan']?.[0] ?? null
  const lot = await registerLot(actor, values, scan, number)
  return { to: `/seed-lots/${String(lot._id)}`, say: 'seedlings.said.lot', values: { number } }
}

async function send({ actor, values, record, version }: Sent<FormOf<typeof sendForm>, Found>) {
  const id = String(record._id)
  await sendLot(actor, id, version, values)
  return { to: `/seed-lots/${id}`, say: 'seedlings.said.send' }
}

async function lotsPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const status = stockStatuses.find((known) => known === queryText(req, 'status')) ?? null
  const q = queryText(req, 'q')
  await listPage(req, res, {
    title: t('seedlings.lots.title'),
    fileName: 'lot-benih',
    read: (after) => listLots(req.actor!, { status, q }, after),
    rowOf: (lot) => lotRow(req.actor!, lot),
    columns: Object.keys(lotRow(req.actor!, null)),
    links: can(req.actor!, 'seed-lot.register')
      ? [{ href: '/seed-lots/new', label: t('seedlings.lots.new'), isMain: true }]
      : [],
    filters: [statusChips(req, res, 'stock', stockStatuses, status)],
    table: (rows) => ({
      columns: [
        { label: t('seedlings.columns.lot') },
        { label: t('fields.varietyCode') },
        { label: t('fields.validUntil') },
        { label: t('seedlings.columns.quantity'), isNumber: true },
        { label: t('seedlings.columns.onHand'), isNumber: true },
      ],
      rows: rows.map((lot) => ({
        href: `/seed-lots/${String(lot._id)}`,
        tag: t(`statuses.stock.${lot.status}`),
        tagKind: stockTag[lot.status],
        cells: [
          lot.number,
          lot.varietyName,
          res.locals.say.day(lot.validUntil),
          res.locals.say.amount(lot.quantity, lot.form),
          res.locals.say.amount(lot.onHand, lot.form),
        ],
      })),
      open: t('harvests.list.open'),
    }),
  })
}

async function newLotPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const varieties = await readVarieties()
  present(req, res, 'seedlings/form', {
    ...troubleOf(req, res),
    title: t('seedlings.lots.newTitle'),
    lead: t('seedlings.lots.newLead'),
    backHref: '/seed-lots',
    backLabel: t('menu.seedLots'),
    form: formOf(req, res, {
      act: 'new',
      action: '/seed-lots',
      isMultipart: true,
      send: t('seedlings.lots.save'),
      groups: lotBoxes(t, varieties),
    }),
  })
}

function lotBoxes(
  t: Response['locals']['t'],
  varieties: { code: string; name: string }[],
): BoxGroup[] {
  return [
    {
      legend: t('seedlings.lots.step1'),
      boxes: [
        {
          kind: 'select',
          name: 'varietyCode',
          isRequired: true,
          options: varieties.map(({ code, name }) => ({ value: code, label: name })),
        },
        { kind: 'text', name: 'sourceGarden', isRequired: true },
        {
          kind: 'choice',
          name: 'form',
          label: t('seedlings.lots.form'),
          isRequired: true,
          options: seedForms.map((value) => ({ value, label: t(`seedlings.forms.${value}`) })),
        },
        {
          kind: 'measure',
          name: 'quantity',
          hint: t('seedlings.lots.quantityHint'),
          isRequired: true,
        },
      ],
    },
    {
      legend: t('seedlings.lots.step2'),
      note: t('seedlings.lots.sni'),
      boxes: [
        { kind: 'day', name: 'pickedOn', max: today() },
        { kind: 'day', name: 'sortedOn', max: today() },
        { kind: 'measure', name: 'moisturePct', unit: '%' },
      ],
    },
    {
      legend: t('seedlings.lots.step3'),
      boxes: [
        { kind: 'text', name: 'producerLicence' },
        { kind: 'text', name: 'certificateNumber', isRequired: true },
        { kind: 'text', name: 'issuer', isRequired: true },
        { kind: 'day', name: 'issuedOn', isRequired: true, max: today() },
        { kind: 'day', name: 'validUntil', isRequired: true },
        { kind: 'text', name: 'labelColour' },
        { kind: 'measure', name: 'labelFrom' },
        { kind: 'measure', name: 'labelTo' },
        { kind: 'file', name: 'scan', accept: paperKinds },
      ],
    },
  ]
}

import express, { type Request, type Response } from 'express'
import { today } from '../../domain/clock.ts'
import { nextNumber } from '../../domain/numbers.ts'
import { can } from '../../domain/permissions.ts'
import { readVarieties } from '../../domain/reference.ts'
import { recordLook } from '../../domain/audit.ts'
import { seedForms } from '../../domain/seedlings/entry-kinds.ts'
import {
  findLot,
  nurseries,
  readLot,
  registerLot,
  sendLot,
} from '../../domain/seedlings/service/lots.ts'
import { readRecall, recallLot } from '../../domain/seedlings/service/recall.ts'
import { listLots } from '../../domain/seedlings/service/lists.ts'
import { stockStatuses } from '../../domain/seedlings/status.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { lotForm, reasonForm, sendForm } from './forms.ts'
import { listPage } from './lists.ts'
import { batchSection, checksOf, lotFacts, reachSection, sentSection } from './lot-view.ts'
import { formOf, paperKinds, troubleOf, type BoxGroup } from './ui.ts'
import { lotRow, stockTag } from './view.ts'

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
    filters: [statusFilter(t, status)],
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

/** The chips that narrow a list of stock by its status. */
export function statusFilter(t: Response['locals']['t'], status: string | null) {
  return {
    label: t('harvests.list.filter'),
    name: 'status',
    current: status ?? '',
    values: ['', ...stockStatuses].map((value) => ({
      value,
      label: value ? t(`statuses.stock.${value}`) : t('harvests.list.all'),
    })),
  }
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

async function lotPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const actor = req.actor!
  const found = await readLot(actor, await findLot(actor, String(req.params['id'])))
  const { lot } = found
  const row = lotRow(actor, lot)
  await recordLook(actor, {
    kind: 'seed-lot',
    id: row.id,
    number: row.number,
    version: row.version,
  })
  const varieties = await readVarieties()
  const varietyName =
    varieties.find(({ code }) => code === lot.varietyCode)?.name ?? lot.varietyCode
  present(req, res, 'seedlings/record', {
    ...troubleOf(req, res),
    data: {
      ...row,
      kind: 'seed-lot',
      scan: lot.scanId ? [{ href: `/papers/${String(lot.scanId)}` }] : [],
    },
    record: { ...row, kind: 'seed-lot' },
    backHref: '/seed-lots',
    backLabel: t('menu.seedLots'),
    number: lot.number,
    title: t('seedlings.lots.recordTitle', { variety: varietyName, number: lot.number }),
    status: { label: t(`statuses.stock.${lot.status}`), kind: stockTag[lot.status] },
    lead: lot.recallReason && t('seedlings.lots.recalled', { reason: lot.recallReason }),
    stats: [
      { label: t('seedlings.columns.quantity'), value: say.amount(lot.quantity, lot.form) },
      { label: t('seedlings.columns.onHand'), value: say.amount(lot.onHand, lot.form) },
      { label: t('seedlings.columns.sent'), value: say.amount(lot.sent, lot.form) },
      { label: t('fields.validUntil'), value: say.day(lot.validUntil) },
    ],
    facts: lotFacts(res, lot, varietyName),
    checks: [checksOf(res, found)],
    sections: [
      ...reachSection(res, await readRecall(lot._id)),
      sentSection(res, found),
      batchSection(res, found),
    ],
    links: [
      { href: `/seedlings/ledger?lotId=${row.id}`, label: t('seedlings.openLedger') },
      ...(can(actor, 'planting.view')
        ? [{ href: `/plantings?seedLotId=${row.id}`, label: t('seedlings.trace.toPlots') }]
        : []),
    ],
    forms: [
      ...(row.acts.includes('send') ? [await sendFormOf(req, res, row.id, row.version)] : []),
      ...(row.acts.includes('recall') ? [recallForm(req, res, row.id, row.version)] : []),
    ],
  })
}

async function sendFormOf(req: Request, res: Response, id: string, version: number) {
  const { t } = res.locals
  const options = (await nurseries()).map((each) => ({ value: each.id, label: each.name }))
  return formOf(req, res, {
    act: 'send',
    action: `/seed-lots/${id}/send`,
    version,
    isNext: true,
    title: t('seedlings.lots.sendTitle'),
    send: t('seedlings.lots.send'),
    groups: [
      {
        boxes: [
          { kind: 'select', name: 'nurseryId', options, isRequired: true },
          { kind: 'measure', name: 'quantity', isRequired: true },
          { kind: 'day', name: 'sentOn', value: today(), max: today(), isRequired: true },
        ],
      },
    ],
  })
}

function recallForm(req: Request, res: Response, id: string, version: number) {
  const { t } = res.locals
  return formOf(req, res, {
    act: 'recall',
    action: `/seed-lots/${id}/recall`,
    version,
    isDanger: true,
    title: t('seedlings.lots.recallTitle'),
    lead: t('seedlings.lots.recallLead'),
    send: t('seedlings.lots.recall'),
    groups: [{ boxes: [{ kind: 'area', name: 'reason', isRequired: true }] }],
  })
}

import type { Request, Response } from 'express'
import { now, today } from '../../domain/clock.ts'
import { localMoment } from '../../domain/dates.ts'
import { can } from '../../domain/permissions.ts'
import { dueAt, stockOf, type DueItem } from '../../domain/processing/service/dashboard.ts'
import {
  equipmentKinds,
  equipmentOf,
  readEquipment,
  type Equipment,
} from '../../domain/processing/service/equipment.ts'
import { lotsInHand } from '../../domain/processing/service/lot-list.ts'
import { readStore } from '../../domain/processing/service/storage.ts'
import { sendFile } from '../files-out.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'

/** The unit's day: what is wet and must move, what lies where, and the four things one does most. */
export async function unitPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const [due, stock] = await Promise.all([dueAt(req.actor!), stockOf(req.actor!)])
  present(req, res, 'processing/unit', {
    data: { due, stock },
    title:
      due.length > 0 ? t('processing.unit.due', { count: due.length }) : t('processing.unit.calm'),
    lead: req.actor!.organisationName,
    due: due.slice(0, 25).map((item) => dueShown(item, res)),
    stock,
    chart: stockChart(res, stock.forms),
  })
}

/** What lies at the unit by form, and what of it is ready, as the chart component wants it. */
export function stockChart(
  res: Response,
  forms: { form: string; massKg: number; readyKg: number }[],
) {
  const { t } = res.locals
  return {
    id: 'stock',
    title: t('processing.unit.stock'),
    unit: 'kg',
    rowLabel: t('lots.fields.form'),
    columns: forms.map(({ form }) => ({ label: t(`lots.form.${form}`) })),
    series: [
      { label: t('processing.unit.all'), values: forms.map(({ massKg }) => massKg) },
      { label: t('processing.unit.ready'), values: forms.map(({ readyKg }) => readyKg) },
    ],
  }
}

function dueShown({ kind, hours, isLate, href, number, name, massKg }: DueItem, res: Response) {
  const { t } = res.locals
  return {
    href,
    title: t(`home.work.due.${kind}`, { number, name: name || number, massKg, hours }),
    text: t('processing.unit.waits', { hours }),
    isLate,
    lateText: t('processing.unit.late', { hours }),
  }
}

function equipmentRow(equipment: Equipment) {
  return {
    id: String(equipment._id),
    organisationId: String(equipment.organisationId),
    kind: equipment.kind,
    serialNumber: equipment.serialNumber,
    capacityKgPerHour: equipment.capacityKgPerHour,
    condition: equipment.condition,
    custodian: equipment.custodian,
    aidDocument: equipment.aidDocument,
    paper: equipment.paperId ? { href: `/papers/${String(equipment.paperId)}` } : null,
    serviceDueOn: equipment.serviceDueOn,
    version: equipment.version,
  }
}

function kindLabel(kind: string, res: Response): string {
  const known = equipmentKinds.find((each) => each === kind)
  return known ? res.locals.t(`processing.equipment.kind.${known}`) : kind
}

/** Machines and tools: `?format=json`, `csv`, `xlsx` too. */
export async function equipmentListPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const rows = (await equipmentOf(req.actor!)).map(equipmentRow)
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx')
    return sendFile(res, format, 'alat', equipmentColumns, rows, (row) => row)
  present(req, res, 'processing/equipment-list', {
    data: { rows, next: null },
    title: t('processing.equipment.title'),
    rows: rows.map((row) => ({
      ...row,
      kindLabel: kindLabel(row.kind, res),
      isDue: row.serviceDueOn !== null && row.serviceDueOn <= today(),
    })),
    canRegister: can(req.actor!, 'equipment.register'),
  })
}

const equipmentColumns = [
  'kind',
  'serialNumber',
  'capacityKgPerHour',
  'condition',
  'custodian',
  'aidDocument',
  'serviceDueOn',
  'organisationId',
  'id',
  'version',
]

export function newEquipmentPage(req: Request, res: Response): void {
  present(req, res, 'processing/equipment-new', {
    ...formView(req, res, {}),
    data: {},
    title: res.locals.t('processing.equipment.new'),
    kinds: equipmentKinds,
  })
}

export async function equipmentPage(req: Request, res: Response): Promise<void> {
  const equipment = await readEquipment(req.actor!, String(req.params['id']))
  const row = equipmentRow(equipment)
  const acts = can(req.actor!, 'equipment.service') ? ['service'] : []
  const label = kindLabel(row.kind, res)
  const record = {
    ...row,
    equipmentKind: row.kind,
    number: row.serialNumber,
    status: 'active',
    acts,
  }
  present(req, res, 'processing/equipment', {
    ...formView(
      req,
      res,
      { condition: row.condition, serviceDueOn: row.serviceDueOn },
      row.version,
    ),
    data: record,
    record: { ...record, kind: 'equipment' },
    row,
    kindLabel: label,
    title: [label, row.serialNumber].filter(Boolean).join(' '),
    isDue: row.serviceDueOn !== null && row.serviceDueOn <= today(),
    canService: acts.length > 0,
  })
}

const readingColumns = [
  'id',
  'lotId',
  'lotNumber',
  'place',
  'readAt',
  'moisturePct',
  'temperatureC',
  'humidityPct',
  'readByName',
  'isAlarm',
]

/** Moisture and temperature of store, beds and lots; what is above 12.5 % stands out. */
export async function storagePage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const [readings, lots] = await Promise.all([readStore(req.actor!), lotsInHand(req.actor!)])
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx') {
    return sendFile(res, format, 'gudang', readingColumns, readings, (row) => ({ ...row }))
  }
  const lotId = queryText(req, 'lotId')
  const view = formView(req, res, { readAt: localMoment(now()), lotId })
  const alarms = readings.filter(({ isAlarm }) => isAlarm).length
  present(req, res, 'processing/storage', {
    ...view,
    data: { rows: readings, next: null },
    title:
      alarms > 0
        ? t('processing.storage.alarms', { count: alarms })
        : t('processing.storage.title'),
    rows: readings.slice(0, 100),
    lotOptions: lots.map((lot) => ({
      value: String(lot._id),
      label: [lot.number, lot.name].filter(Boolean).join(' · '),
      isSelected: view.form['lotId'] === String(lot._id),
    })),
    now: localMoment(now()),
    canRecord: can(req.actor!, 'storage.record'),
  })
}

import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { can } from '../../domain/permissions.ts'
import { readVarieties } from '../../domain/reference.ts'
import { recordLook } from '../../domain/audit.ts'
import { findLot, nurseries, readLot } from '../../domain/seedlings/service/lots.ts'
import { readRecall } from '../../domain/seedlings/service/recall.ts'
import { present } from '../present.ts'
import { batchSection, checksOf, lotFacts, reachSection, sentSection } from './lot-view.ts'
import { formOf, troubleOf } from './ui.ts'
import { lotRow, stockTag } from './view.ts'

export async function lotPage(req: Request, res: Response): Promise<void> {
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
      ...reachSection(res, await readRecall(actor, lot._id)),
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

import express, { type Request, type Response } from 'express'
import { today } from '../../domain/clock.ts'
import { monthOf } from '../../domain/dates.ts'
import { can } from '../../domain/permissions.ts'
import { readSeedlingsOf } from '../../domain/seedlings/service/own-seedlings.ts'
import { openProgrammes } from '../../domain/seedlings/service/programmes.ts'
import { formatMonth } from '../../middleware/formats.ts'
import { may } from '../../middleware/may.ts'
import { present } from '../present.ts'
import { originRow, originSection } from './origin-view.ts'
import { requestRow, requestTag } from './request-view.ts'
import { tableView } from './ui.ts'

export const ownSeedlings = express.Router()

ownSeedlings.get('/farmers/:id/seedlings', may('planting.view'), seedlingsPage)

type Seedlings = Awaited<ReturnType<typeof readSeedlingsOf>>

/** A farmer's own page: what to do this month, what is on its way, what stands and whence it came. */
async function seedlingsPage(req: Request, res: Response): Promise<void> {
  const { t, lang } = res.locals
  const actor = req.actor!
  const [read, open] = await Promise.all([
    readSeedlingsOf(actor, String(req.params['id'])),
    openProgrammes(),
  ])
  const { farmer, onTheWay, origins, advice } = read
  const isOwn = actor.role === 'farmer'
  const total = (name: 'quantity' | 'alive') =>
    origins.reduce((sum, planting) => sum + planting[name], 0)
  present(req, res, 'seedlings/own', {
    data: {
      farmerId: farmer.id,
      planted: total('quantity'),
      alive: total('alive'),
      advice,
      requests: onTheWay.map((request) => requestRow(actor, request)),
      plantings: origins.map(originRow),
    },
    title: isOwn
      ? t('seedlings.own.title')
      : t('seedlings.own.titleOf', { farmer: farmer.fullName }),
    backHref: `/farmers/${farmer.id}`,
    backLabel: farmer.fullName,
    month: formatMonth(lang, monthOf(today()), 'long'),
    advice,
    stats: [
      { label: t('seedlings.overview.planted'), value: res.locals.say.number(total('quantity')) },
      { label: t('seedlings.overview.alive'), value: res.locals.say.number(total('alive')) },
    ],
    ask:
      can(actor, 'seedling-request.make') &&
      open.length > 0 &&
      `/seedling-requests/new${isOwn ? '' : `?farmerId=${farmer.id}`}`,
    requests: requestTable(res, onTheWay),
    origins: origins.length > 0 && originSection(res, origins),
  })
}

function requestTable(res: Response, requests: Seedlings['onTheWay']) {
  const { t, say } = res.locals
  return tableView({
    empty: t('seedlings.own.nothing'),
    open: t('harvests.list.open'),
    columns: [
      { label: t('seedlings.columns.request') },
      { label: t('seedlings.columns.requestedOn') },
      { label: t('seedlings.columns.quantity'), isNumber: true },
      { label: t('seedlings.own.next') },
    ],
    rows: requests.map((request) => ({
      href: `/seedling-requests/${String(request._id)}`,
      tag: t(`statuses.seedlingRequest.${request.status}`),
      tagKind: requestTag[request.status],
      cells: [
        request.number,
        say.dayShort(request.requestedOn),
        say.number(request.lines.reduce((sum, { quantity }) => sum + quantity, 0)),
        t(`seedlings.own.waits.${request.status}`),
      ],
    })),
  })
}

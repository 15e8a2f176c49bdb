import express, { type Request, type Response } from 'express'
import { can } from '../../domain/permissions.ts'
import { pageSize } from '../../domain/paging.ts'
import { regionName } from '../../domain/regions.ts'
import { farmerDecisions, type QuotaProposal } from '../../domain/seedlings/next-programme.ts'
import { varietyNames } from '../../domain/seedlings/service/lists.ts'
import {
  decideFarmer,
  proposeFarmers,
  proposeNext,
  type FarmerProposal,
} from '../../domain/seedlings/service/next-programme.ts'
import {
  findProgramme,
  openProgrammes,
  type SeedlingProgramme,
} from '../../domain/seedlings/service/programmes.ts'
import { parseTyped } from '../../domain/typed-number.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { sendFile } from '../files-out.ts'
import { present } from '../present.ts'
import { listLinks } from '../list-links.ts'
import { hrefWith, queryText } from '../query.ts'
import { decisionForm } from './forms.ts'
import { formOf, tableView, troubleOf } from './ui.ts'

export const nextProgramme = express.Router()

const address = '/seedling-programmes/:id/next'
nextProgramme.get(address, may('seedling-overview.view'), nextPage)
nextProgramme.post(
  address,
  may('seedling-programme.decide'),
  accept(decisionForm, decide, { on, orShow: nextPage }),
)

async function on(req: Request) {
  return findProgramme(String(req.params['id']))
}

async function decide({
  actor,
  values,
  record,
}: Sent<FormOf<typeof decisionForm>, SeedlingProgramme>) {
  await decideFarmer(actor, record, values)
  return { to: `/seedling-programmes/${String(record._id)}/next`, say: 'seedlings.said.decide' }
}

/** The quantity in the address, as people type it; null for none. */
export function quantityAsked(req: Request): number | null {
  return parseTyped(queryText(req, 'quantity') ?? '', { dot: 'groups', maxDecimals: 0 })
}

const fileColumns = [
  'farmerId',
  'farmerName',
  'groupName',
  'planted',
  'counted12',
  'alive12',
  'survivalPct',
  'ruleDecision',
  'decision',
  'quantity',
  'reason',
  'decidedByName',
]

/** What the next programme could be, by what lived of this one; each row says why. */
async function nextPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const actor = req.actor!
  const programme = await on(req)
  const farmers = await proposeFarmers(actor, programme)
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx')
    return sendFile(res, format, 'usulan-petani', fileColumns, farmers, (row) => ({ ...row }))
  const [proposal, varieties, open] = await Promise.all([
    proposeNext(programme, quantityAsked(req)),
    varietyNames(),
    openProgrammes(),
  ])
  const id = String(programme._id)
  const first = Math.min(
    farmers.length,
    Number(/^\d{1,6}$/.exec(queryText(req, 'after') ?? '') ?? 0),
  )
  const rows = farmers.slice(first, first + pageSize)
  const next = first + pageSize < farmers.length ? String(first + pageSize) : null
  const follower = open.find(({ follows }) => String(follows) === id)
  present(req, res, 'seedlings/next', {
    ...troubleOf(req, res),
    data: { programmeId: id, ...proposal, farmers: { rows, next } },
    title: t('seedlings.following.title'),
    lead: t('seedlings.following.lead', { programme: programme.name }),
    backHref: `/seedling-programmes/${id}`,
    backLabel: programme.name,
    quantity: proposal.quantity,
    quotas: quotaTable(res, 'quota', proposal.quotas, regionName),
    varieties: quotaTable(
      res,
      'variety',
      proposal.varieties,
      (code) => varieties.get(code) ?? code,
    ),
    takeOver:
      can(actor, 'seedling-programme.make') &&
      `/seedling-programmes/new?from=${id}&quantity=${proposal.quantity}`,
    form: decisionOf(req, res, id, farmers),
    farmers: farmerTable(req, res, rows, follower ? String(follower._id) : null),
    ...listLinks(req, first > 0 ? String(first) : null, next),
  })
}

function quotaTable(
  res: Response,
  what: 'quota' | 'variety',
  rows: readonly QuotaProposal[],
  nameOf: (key: string) => string,
) {
  const { t, say } = res.locals
  return tableView({
    columns: [
      { label: t(`seedlings.programmes.${what}`) },
      { label: t('seedlings.overview.alive12'), isNumber: true },
      { label: t('seedlings.following.proposed'), isNumber: true },
      { label: t('seedlings.columns.why') },
    ],
    rows: rows.map(({ key, survivalPct, quantity, code }) => ({
      cells: [
        nameOf(key),
        say.pct(survivalPct),
        say.number(quantity),
        t(`seedlings.following.quotaWhy.${code}`),
      ],
    })),
  })
}

const tagOf = { again: 'good', replace: 'info', look: 'bad', wait: 'wait' } as const

/** Each farmer with the reason; an officer goes on to a request, an office to its own decision. */
function farmerTable(
  req: Request,
  res: Response,
  rows: readonly FarmerProposal[],
  followerId: string | null,
) {
  const { t, say } = res.locals
  const actor = req.actor!
  const asks = can(actor, 'seedling-request.make') && followerId
  const decides = can(actor, 'seedling-programme.decide')
  const hrefOf = (row: FarmerProposal) => {
    if (decides) return `${hrefWith(req, { farmerId: row.farmerId })}#decide`
    return asks && row.quantity > 0
      ? `/seedling-requests/new?programmeId=${followerId}&farmerId=${row.farmerId}`
      : null
  }
  return tableView({
    empty: t('seedlings.following.nobody'),
    ...(decides || asks
      ? { open: t(decides ? 'seedlings.following.decide' : 'seedlings.requests.new') }
      : {}),
    columns: [
      { label: t('fields.farmerId') },
      { label: t('fields.groupId') },
      { label: t('seedlings.columns.planted'), isNumber: true },
      { label: t('seedlings.overview.alive12'), isNumber: true },
      { label: t('seedlings.following.proposed'), isNumber: true },
      { label: t('seedlings.columns.why') },
    ],
    rows: rows.map((row) => ({
      href: hrefOf(row),
      tag: t(`seedlings.following.decisions.${row.decision}`),
      tagKind: tagOf[row.decision],
      cells: [
        row.farmerName,
        row.groupName,
        say.number(row.planted),
        say.pct(row.survivalPct),
        say.number(row.quantity),
        row.reason
          ? t('seedlings.following.decided', { who: row.decidedByName, reason: row.reason })
          : t(`seedlings.following.why.${row.ruleDecision}`, { ...row }),
      ],
    })),
  })
}

/** The form by which an office decides about one farmer, `?farmerId=`. */
function decisionOf(req: Request, res: Response, id: string, farmers: readonly FarmerProposal[]) {
  const { t } = res.locals
  const typed = req.problem?.typed['farmerId']
  const farmerId = typeof typed === 'string' ? typed : queryText(req, 'farmerId')
  const row = farmers.find((each) => each.farmerId === farmerId)
  if (!can(req.actor!, 'seedling-programme.decide') || (!row && !req.problem)) return null
  return formOf(req, res, {
    act: 'decide',
    action: `/seedling-programmes/${id}/next`,
    title: t('seedlings.following.decideFor', { farmer: row?.farmerName ?? '' }),
    send: t('seedlings.following.save'),
    groups: [
      {
        boxes: [
          { kind: 'hidden', name: 'farmerId', value: farmerId },
          {
            kind: 'choice',
            name: 'decision',
            isRequired: true,
            value: row?.decision,
            options: farmerDecisions.map((value) => ({
              value,
              label: t(`seedlings.following.decisions.${value}`),
            })),
          },
          { kind: 'area', name: 'reason', isRequired: true },
        ],
      },
    ],
  })
}

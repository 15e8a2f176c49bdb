import express, { type Request, type Response } from 'express'
import { today } from '../../domain/clock.ts'
import { recordLook } from '../../domain/audit.ts'
import {
  decreesOf,
  type SeedlingDecree,
  findDecree,
  makeDecree,
  plantsOf,
  requestsToEstablish,
} from '../../domain/seedlings/service/decrees.ts'
import { farmerNames, requestsByIds } from '../../domain/seedlings/service/request-list.ts'
import { findProgramme, type SeedlingProgramme } from '../../domain/seedlings/service/programmes.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { present } from '../present.ts'
import { decreeForm } from './forms.ts'
import { decreeRow } from './programme-page.ts'
import { formOf, paperKinds, tableView, troubleOf } from './ui.ts'

export const decrees = express.Router()

decrees.get('/seedling-programmes/:id/decrees', may('seedling-decree.make'), newDecreePage)
decrees.post(
  '/seedling-programmes/:id/decrees',
  may('seedling-decree.make'),
  accept(decreeForm, make, { on, orShow: newDecreePage }),
)
decrees.get('/seedling-decrees/:id', may('seedling-decree.view'), decreePage)

async function on(req: Request) {
  return findProgramme(String(req.params['id']))
}

async function make({
  actor,
  values,
  record,
  files,
}: Sent<FormOf<typeof decreeForm>, SeedlingProgramme>) {
  const file = files.papers['file']?.[0] ?? null
  const decree = await makeDecree(actor, record._id, values, file)
  return {
    to: `/seedling-decrees/${String(decree._id)}`,
    say: 'seedlings.said.decree',
    values: { number: decree.number },
  }
}

async function newDecreePage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const actor = req.actor!
  const programme = await on(req)
  const [requests, earlier] = await Promise.all([
    requestsToEstablish(actor, programme._id),
    decreesOf(actor, programme._id),
  ])
  const names = await farmerNames(actor, requests)
  const inForce = earlier.filter(({ status }) => status === 'in-force')
  present(req, res, 'seedlings/form', {
    ...troubleOf(req, res),
    title: t('seedlings.decrees.newTitle', { programme: programme.name }),
    lead: t('seedlings.decrees.newLead'),
    backHref: `/seedling-programmes/${String(programme._id)}`,
    backLabel: programme.name,
    emptyTitle: requests.length === 0 && t('seedlings.decrees.nobody'),
    emptyText: t('seedlings.decrees.nobodyText'),
    form: formOf(req, res, {
      act: 'new',
      action: `/seedling-programmes/${String(programme._id)}/decrees`,
      isMultipart: true,
      send: t('seedlings.decrees.save'),
      groups: [
        {
          boxes: [
            { kind: 'text', name: 'number', isRequired: true },
            { kind: 'day', name: 'signedOn', value: today(), max: today(), isRequired: true },
            { kind: 'text', name: 'signer', isRequired: true },
            { kind: 'file', name: 'file', accept: paperKinds },
            ...(inForce.length === 0
              ? []
              : [
                  {
                    kind: 'select' as const,
                    name: 'amends',
                    hint: t('seedlings.decrees.amendsHint'),
                    options: inForce.map((each) => ({
                      value: String(each._id),
                      label: each.number,
                    })),
                  },
                ]),
            {
              kind: 'choice',
              name: 'seedlingRequestIds',
              isMany: true,
              isRequired: true,
              value: requests
                .filter(({ status }) => status === 'verified')
                .map(({ _id }) => String(_id)),
              options: requests.map((each) => ({
                value: String(each._id),
                label: `${names.get(String(each.farmerId)) ?? ''}, ${each.number}`,
                hint: `${say.amount(plantsOf([each]), '')}, ${t(`statuses.seedlingRequest.${each.status}`)}`,
              })),
            },
          ],
        },
      ],
    }),
  })
}

async function decreePage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const actor = req.actor!
  const decree = await findDecree(actor, String(req.params['id']))
  const row = decreeRow(decree)
  await recordLook(actor, {
    kind: 'seedling-decree',
    id: row.id,
    number: row.number,
    version: row.version,
  })
  const [requests, programme] = await Promise.all([
    requestsByIds(actor, decree.seedlingRequestIds),
    findProgramme(String(decree.programmeId)),
  ])
  const names = await farmerNames(actor, requests)
  present(req, res, 'seedlings/record', {
    data: { ...row, kind: 'seedling-decree', acts: [] },
    record: { ...row, kind: 'seedling-decree' },
    backHref: `/seedling-programmes/${row.programmeId}`,
    backLabel: programme.name,
    number: decree.number,
    title: t('seedlings.decrees.recordTitle', { number: decree.number }),
    status: {
      label: t(`statuses.seedlingDecree.${decree.status}`),
      kind: decree.status === 'in-force' ? 'good' : 'plain',
    },
    facts: decreeFacts(res, decree),
    sections: [
      {
        title: t('seedlings.decrees.listed'),
        ...tableView({
          open: t('harvests.list.open'),
          columns: [
            { label: t('fields.farmerId') },
            { label: t('seedlings.columns.request') },
            { label: t('seedlings.columns.verified'), isNumber: true },
          ],
          rows: requests.map((each) => ({
            href: `/seedling-requests/${String(each._id)}`,
            cells: [
              names.get(String(each.farmerId)) ?? '',
              each.number,
              say.number(plantsOf([each])),
            ],
          })),
        }),
      },
    ],
  })
}

function decreeFacts(res: Response, decree: SeedlingDecree) {
  const { t, say } = res.locals
  return [
    { label: t('fields.signedOn'), value: say.day(decree.signedOn) },
    { label: t('fields.signer'), value: decree.signer },
    { label: t('seedlings.columns.quantity'), value: say.amount(decree.quantity, '') },
    ...(decree.amends
      ? [
          {
            label: t('fields.amends'),
            value: t('harvests.list.open'),
            href: `/seedling-decrees/${String(decree.amends)}`,
          },
        ]
      : []),
    ...(decree.fileId
      ? [
          {
            label: t('fields.file'),
            value: t('harvests.list.open'),
            href: `/papers/${String(decree.fileId)}`,
          },
        ]
      : []),
  ]
}

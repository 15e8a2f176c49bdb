import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { isId } from '../../domain/find-visible.ts'
import {
  allocationsToHandOver,
  groupsToServe,
} from '../../domain/seedlings/service/allocation-list.ts'
import { findHandover } from '../../domain/seedlings/service/handovers.ts'
import { varietyNames } from '../../domain/seedlings/service/lists.ts'
import { farmerNames } from '../../domain/seedlings/service/request-list.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { formOf, paperKinds, photoKinds, troubleOf, type BoxGroup } from './ui.ts'

/** The delivery note of a nursery to one group: every allocation that waits, filled in. */
export async function newHandoverPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const actor = req.actor!
  const typed = req.problem?.typed['groupId']
  const groupId = (typeof typed === 'string' ? typed : queryText(req, 'groupId')) ?? undefined
  const base = {
    ...troubleOf(req, res),
    title: t('seedlings.handovers.newTitle'),
    backHref: '/handovers',
    backLabel: t('menu.handovers'),
  }
  if (!isId(groupId)) {
    const groups = await groupsToServe(actor)
    return present(req, res, 'seedlings/form', {
      ...base,
      lead: t('seedlings.handovers.which'),
      emptyTitle: groups.length === 0 && t('seedlings.handovers.nobody'),
      emptyText: t('seedlings.handovers.nobodyText'),
      choices: groups.map((group) => ({
        href: `/handovers/new?groupId=${group.id}`,
        label: group.name,
        hint: t('seedlings.handovers.waits', { count: group.plants, day: say.day(group.since) }),
      })),
    })
  }
  const allocations = await allocationsToHandOver(actor, groupId)
  const lines = allocations.map((each, at): BoxGroup => ({
    legend: `${each.requestNumber}, ${each.varietyName}`,
    note: t('seedlings.handovers.from', { batch: each.batchNumber, count: each.left }),
    boxes: [
      { kind: 'hidden', name: `lines[${at}][allocationId]`, value: String(each._id) },
      { kind: 'measure', name: `lines[${at}][quantity]`, value: each.left },
      { kind: 'text', name: `lines[${at}][crate]` },
    ],
  }))
  present(req, res, 'seedlings/form', {
    ...base,
    lead: allocations[0]?.groupName ?? '',
    emptyTitle: allocations.length === 0 && t('seedlings.handovers.nobody'),
    emptyText: t('seedlings.handovers.nobodyText'),
    form:
      (allocations.length > 0 || req.problem) &&
      formOf(req, res, {
        act: 'new',
        action: '/handovers',
        send: t('seedlings.handovers.save'),
        groups: [
          {
            boxes: [
              { kind: 'hidden', name: 'groupId', value: groupId },
              { kind: 'day', name: 'sentOn', value: today(), max: today(), isRequired: true },
              { kind: 'text', name: 'vehicle' },
            ],
          },
          ...lines,
        ],
      }),
  })
}

/** Giving a farmer his plants, and the proof of it; made for a phone in the field. */
export async function distributePage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const actor = req.actor!
  const handover = await findHandover(actor, String(req.params['id']))
  const [names, varieties] = await Promise.all([farmerNames(actor, handover.lines), varietyNames()])
  const asked = { farmerId: queryText(req, 'farmerId'), varietyCode: queryText(req, 'varietyCode') }
  const farmers = [...new Set(handover.lines.map(({ farmerId }) => String(farmerId)))]
  const codes = [...new Set(handover.lines.map(({ varietyCode }) => varietyCode))]
  const waiting = handover.lines
    .filter(
      (line) => String(line.farmerId) === asked.farmerId && line.varietyCode === asked.varietyCode,
    )
    .reduce((sum, line) => sum + line.received - line.distributed - line.returned, 0)
  present(req, res, 'seedlings/form', {
    ...troubleOf(req, res),
    title: t('seedlings.handovers.distributeTitle'),
    lead: t('seedlings.handovers.distributeLead'),
    backHref: `/handovers/${String(handover._id)}`,
    backLabel: handover.number,
    form: formOf(req, res, {
      act: 'distribute',
      action: `/handovers/${String(handover._id)}/distribute`,
      isMultipart: true,
      send: t('seedlings.handovers.give'),
      groups: [
        {
          legend: t('seedlings.handovers.step1'),
          isPlace: true,
          boxes: [
            {
              kind: 'select',
              name: 'farmerId',
              isRequired: true,
              value: asked.farmerId,
              options: farmers.map((id) => ({ value: id, label: names.get(id) ?? '' })),
            },
            {
              kind: 'select',
              name: 'varietyCode',
              isRequired: true,
              value: asked.varietyCode ?? (codes.length === 1 ? codes[0] : ''),
              options: codes.map((code) => ({ value: code, label: varieties.get(code) ?? code })),
            },
            {
              kind: 'measure',
              name: 'quantity',
              unit: t('seedlings.unit'),
              value: waiting || '',
              isRequired: true,
            },
            { kind: 'day', name: 'handedOn', value: today(), max: today(), isRequired: true },
            { kind: 'text', name: 'lat', hint: t('seedlings.requests.latHint'), isRequired: true },
            { kind: 'text', name: 'lon', isRequired: true },
          ],
        },
        ...proofGroups(res),
      ],
    }),
  })
}

/** Who it was, the signature, and the proxy if one came. */
function proofGroups(res: Response): BoxGroup[] {
  const { t } = res.locals
  return [
    {
      legend: t('seedlings.handovers.step2'),
      note: t('seedlings.handovers.identityNote'),
      boxes: [
        { kind: 'text', name: 'nikLast4' },
        {
          kind: 'file',
          name: 'identityPhoto',
          accept: photoKinds,
          hint: t('seedlings.handovers.cardHint'),
        },
        {
          kind: 'sign',
          name: 'signature',
          hint: t('seedlings.handovers.signHint'),
        },
        {
          kind: 'check',
          name: 'ownConfirmation',
          hint: t('seedlings.handovers.ownHint'),
        },
        {
          kind: 'file',
          name: 'photo',
          accept: photoKinds,
          label: t('seedlings.handovers.photo'),
        },
      ],
    },
    {
      legend: t('seedlings.handovers.step3'),
      boxes: [
        { kind: 'text', name: 'proxyName' },
        { kind: 'file', name: 'proxyLetter', accept: paperKinds },
      ],
    },
  ]
}

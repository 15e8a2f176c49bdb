import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { can } from '../../domain/permissions.ts'
import type { SeedlingRequest } from '../../domain/seedlings/service/requests.ts'
import type { ProgrammeDocument } from '../../domain/seedlings/documents.ts'
import { documentsBox } from './documents.ts'
import { requestActs } from './request-view.ts'
import { formOf, photoKinds, type ActForm } from './ui.ts'

/** The forms of the acts that are open to the reader, the next one unfolded. */
export function requestForms(
  req: Request,
  res: Response,
  request: SeedlingRequest,
  plotNames: Map<string, string>,
  documents: readonly ProgrammeDocument[],
) {
  const { t } = res.locals
  const acts = requestActs(req.actor!, request)
  const action = (act: string) => `/seedling-requests/${String(request._id)}/${act}`
  const forms = acts.map((act): ActForm => {
    const base = {
      act,
      action: action(act),
      version: request.version,
      title: t(`seedlings.acts.${act}`),
      lead: t(`seedlings.leads.${act}`),
      send: t(`seedlings.acts.${act}`),
    }
    if (act === 'verify')
      return {
        ...base,
        isNext: true,
        isMultipart: true,
        groups: [
          ...verifyGroups(res, request, plotNames),
          ...(documents.length > 0
            ? [{ boxes: [documentsBox(res, 'documentsSeen', documents)] }]
            : []),
        ],
      }
    return {
      ...base,
      isDanger: act !== 'override-altitude',
      isNext: act === 'override-altitude',
      groups: [{ boxes: [{ kind: 'area', name: 'reason', isRequired: true }] }],
    }
  })
  return forms.map((form) => formOf(req, res, form))
}

function verifyGroups(
  res: Response,
  request: SeedlingRequest,
  plotNames: Map<string, string>,
): ActForm['groups'] {
  const { t } = res.locals
  return [
    {
      boxes: [
        { kind: 'day', name: 'verifiedOn', value: today(), max: today(), isRequired: true },
        ...request.lines.map((line, at) => ({
          kind: 'measure' as const,
          name: `lines[${at}][quantity]`,
          label: t('seedlings.requests.plantsFor', {
            plot: plotNames.get(String(line.plotId)) ?? '',
          }),
          hint: t('seedlings.requests.asked', { asked: line.quantity, most: line.maxQuantity }),
          unit: t('seedlings.unit'),
          value: line.quantity,
          isRequired: true,
        })),
      ],
    },
    {
      legend: t('seedlings.requests.place'),
      isPlace: true,
      boxes: [
        { kind: 'text', name: 'lat', hint: t('seedlings.requests.latHint'), isRequired: true },
        { kind: 'text', name: 'lon', isRequired: true },
        { kind: 'measure', name: 'accuracyM', unit: 'm' },
      ],
    },
    {
      boxes: [
        { kind: 'area', name: 'note' },
        { kind: 'file', name: 'photo', accept: photoKinds },
      ],
    },
  ]
}

/** Where the request leads to next, for this reader. */
export function requestLinks(req: Request, res: Response, request: SeedlingRequest) {
  const { t } = res.locals
  const actor = req.actor!
  const id = String(request._id)
  const isPlanting = ['handed-over', 'planted', 'monitored'].includes(request.status)
  const isPlanted = ['planted', 'monitored', 'completed'].includes(request.status)
  const hasMore = request.lines.some((line) => line.receivedQuantity > line.plantedQuantity)
  const links = [
    isPlanting &&
      hasMore &&
      can(actor, 'planting.make') && {
        href: `/plantings/new?seedlingRequestId=${id}`,
        label: t('seedlings.plantings.new'),
        isMain: true,
      },
    isPlanted &&
      can(actor, 'seedling-request.make') && {
        href: `/seedling-requests/new?farmerId=${String(request.farmerId)}&replaces=${id}`,
        label: t('seedlings.requests.replace'),
      },
    can(actor, 'seedling-allocation.view') && {
      href: `/allocations?seedlingRequestId=${id}`,
      label: t('seedlings.allocations.title'),
    },
    can(actor, 'planting.view') &&
      isPlanted && {
        href: `/plantings?seedlingRequestId=${id}`,
        label: t('seedlings.plantings.title'),
      },
    can(actor, 'seedling-allocation.make') &&
      ['established', 'allocated'].includes(request.status) && {
        href: `/allocations/new?programmeId=${String(request.programmeId)}`,
        label: t('seedlings.allocations.new'),
        isMain: true,
      },
  ]
  return links.filter((link) => link !== false)
}

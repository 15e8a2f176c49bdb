import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import type { Handover } from '../../domain/seedlings/service/handovers.ts'
import { formOf, type Box, type BoxGroup } from './ui.ts'

/** One link a farmer who still waits for his plants. */
export function distributeLinks(res: Response, handover: Handover, names: Map<string, string>) {
  const waiting = Map.groupBy(
    handover.lines.filter((line) => line.received > line.distributed + line.returned),
    (line) => `${String(line.farmerId)}:${line.varietyCode}`,
  )
  return [...waiting].map(([key, lines]) => {
    const [farmerId = '', varietyCode = ''] = key.split(':')
    const count = lines.reduce(
      (sum, line) => sum + line.received - line.distributed - line.returned,
      0,
    )
    return {
      href: `/handovers/${String(handover._id)}/distribute?farmerId=${farmerId}&varietyCode=${varietyCode}`,
      label: res.locals.t('seedlings.handovers.giveTo', {
        farmer: names.get(farmerId) ?? '',
        count,
      }),
      isMain: true,
    }
  })
}

export function receiveForm(req: Request, res: Response, handover: Handover, labels: string[]) {
  const { t } = res.locals
  return formOf(req, res, {
    act: 'receive',
    action: `/handovers/${String(handover._id)}/receive`,
    version: handover.version,
    isNext: true,
    title: t('seedlings.acts.receive'),
    lead: t('seedlings.leads.receive'),
    send: t('seedlings.acts.receive'),
    groups: [
      {
        boxes: [
          { kind: 'day', name: 'receivedOn', value: today(), max: today(), isRequired: true },
        ],
      },
      ...handover.lines.map((line, at): BoxGroup => ({
        legend: labels[at],
        note: t('seedlings.handovers.wasSent', { count: line.sent, batch: line.batchNumber }),
        boxes: [
          measure(`lines[${at}][received]`, line.sent, true),
          measure(`lines[${at}][dead]`, 0),
          measure(`lines[${at}][missing]`, 0),
          { kind: 'text', name: `lines[${at}][reason]`, hint: t('seedlings.handovers.reasonHint') },
        ],
      })),
    ],
  })
}

function measure(name: string, value: number, isRequired = false): Box {
  return { kind: 'measure', name, value, isRequired }
}

export function returnForm(req: Request, res: Response, handover: Handover, labels: string[]) {
  const { t } = res.locals
  return formOf(req, res, {
    act: 'return',
    action: `/handovers/${String(handover._id)}/return`,
    version: handover.version,
    title: t('seedlings.acts.return'),
    lead: t('seedlings.leads.return'),
    send: t('seedlings.acts.return'),
    isDanger: true,
    groups: [
      ...handover.lines.flatMap((line, at): BoxGroup[] => {
        const left = line.received - line.distributed - line.returned
        if (left === 0) return []
        return [
          {
            legend: labels[at],
            note: t('seedlings.plants', { count: left }),
            boxes: [
              { kind: 'measure', name: `lines[${at}][quantity]` },
              {
                kind: 'select',
                name: `lines[${at}][decision]`,
                options: (['returned', 'destroyed'] as const).map((value) => ({
                  value,
                  label: t(`seedlings.decisions.${value}`),
                })),
              },
            ],
          },
        ]
      }),
      { boxes: [{ kind: 'area', name: 'reason', isRequired: true }] },
    ],
  })
}

import type { Response } from 'express'
import { readRequest } from '../../domain/seedlings/service/read-request.ts'
import { documentWords } from './documents.ts'
import { requestRow } from './request-view.ts'
import { tableView } from './ui.ts'

export function requestFacts(res: Response, row: ReturnType<typeof requestRow>, read: Read) {
  const { t, say } = res.locals
  const { request } = read
  return [
    { label: t('fields.farmerId'), value: read.farmerName, href: `/farmers/${row.farmerId}` },
    { label: t('fields.groupId'), value: read.groupName },
    {
      label: t('fields.programmeId'),
      value: read.programme.name,
      href: `/seedling-programmes/${row.programmeId}`,
    },
    { label: t('seedlings.columns.requestedOn'), value: say.day(request.requestedOn) },
    { label: t('seedlings.columns.who'), value: row.requestedByName },
    ...documentFacts(res, read),
    ...(request.note ? [{ label: t('fields.note'), value: request.note }] : []),
    ...(request.replaces
      ? [
          {
            label: t('fields.replaces'),
            value: t('harvests.list.open'),
            href: `/seedling-requests/${String(request.replaces)}`,
          },
        ]
      : []),
    ...verificationFacts(res, row.verification),
  ]
}

/** What the programme asks to see, and once somebody has looked, what he saw and what lacked. */
function documentFacts(res: Response, { request, programme }: Read) {
  const { t } = res.locals
  const asked = programme.documents ?? []
  if (asked.length === 0) return []
  const { documentsSeen, answers = [] } = request.verification ?? {}
  const why = answers.flatMap(({ explanation }) => explanation ?? [])
  return [
    { label: t('seedlings.documents.asked'), value: documentWords(res, asked) },
    ...(documentsSeen
      ? [
          {
            label: t('fields.documentsSeen'),
            value: [
              documentWords(res, documentsSeen) || t('seedlings.documents.none'),
              ...why,
            ].join('. '),
          },
        ]
      : []),
  ]
}

export function ruleChecks(res: Response, read: Read) {
  const { t } = res.locals
  return [
    {
      title: t('seedlings.requests.rules'),
      rows: read.checks.map(({ code, holds, isWall, values }) => ({
        text: t(`seedlings.rules.${code}`, { ...values, ...daysOf(res, values) }),
        tag: t(holds ? 'seedlings.holds' : isWall ? 'seedlings.wall' : 'seedlings.warns'),
        kind: holds ? 'good' : isWall ? 'bad' : 'wait',
      })),
    },
  ]
}

function daysOf(res: Response, values: Record<string, unknown>) {
  const { say } = res.locals
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => name.endsWith('On'))
      .map(([name, day]) => [name, say.day(day as string)]),
  )
}

function verificationFacts(res: Response, seen: ReturnType<typeof requestRow>['verification']) {
  const { t, say } = res.locals
  if (!seen) return []
  return [
    { label: t('fields.verifiedOn'), value: `${say.day(seen.verifiedOn)}, ${seen.byName}` },
    { label: t('seedlings.requests.place'), value: `${seen.lat}, ${seen.lon}` },
  ]
}

type Read = Awaited<ReturnType<typeof readRequest>>

export function lineSection(res: Response, { request, plotNames, varieties }: Read) {
  const { t, say } = res.locals
  return {
    title: t('seedlings.requests.lines'),
    ...tableView({
      columns: [
        { label: t('fields.plotId') },
        { label: t('fields.varietyCode') },
        { label: t('seedlings.columns.quantity'), isNumber: true },
        { label: t('fields.treesPerHa'), isNumber: true },
        { label: t('seedlings.columns.most'), isNumber: true },
        { label: t('seedlings.columns.verified'), isNumber: true },
        { label: t('seedlings.columns.received'), isNumber: true },
        { label: t('seedlings.columns.planted'), isNumber: true },
      ],
      rows: request.lines.map((line) => ({
        cells: [
          plotNames.get(String(line.plotId)) ?? '',
          varieties.get(line.varietyCode) ?? line.varietyCode,
          say.number(line.quantity),
          say.number(line.treesPerHa),
          say.number(line.maxQuantity),
          say.number(line.verifiedQuantity),
          say.number(line.receivedQuantity),
          say.number(line.plantedQuantity),
        ],
      })),
    }),
  }
}

export function lotSection(res: Response, { lots, varieties }: Read) {
  const { t, say } = res.locals
  return {
    title: t('seedlings.requests.lots'),
    ...tableView({
      columns: [
        { label: t('seedlings.columns.lot') },
        { label: t('fields.varietyCode') },
        { label: t('fields.certificateNumber') },
        { label: t('fields.issuer') },
        { label: t('fields.validUntil') },
      ],
      rows: lots.map((lot) => ({
        cells: [
          lot.number,
          varieties.get(lot.varietyCode) ?? lot.varietyCode,
          lot.certificateNumber,
          lot.issuer,
          say.dayShort(lot.validUntil),
        ],
      })),
    }),
  }
}

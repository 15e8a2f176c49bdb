import type { Request, Response } from 'express'
import { isId } from '../../domain/find-visible.ts'
import { farmerNames } from '../../domain/seedlings/service/request-list.ts'
import { varietyNames } from '../../domain/seedlings/service/lists.ts'
import { listProgrammes } from '../../domain/seedlings/service/programmes.ts'
import { readToAllocate, type propose } from '../../domain/seedlings/service/propose.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { formOf, tableView, troubleOf, type Box, type BoxGroup, type Option } from './ui.ts'

type Proposed = { programmeId: string } & Awaited<ReturnType<typeof propose>>
interface Line {
  seedlingRequestId: string
  batchId: string
  quantity: number | string
}

const spareRows = 3
const mostOptions = 200

/** The form that shares ready batches: by hand, or filled with a proposal. */
export async function newAllocationPage(
  req: Request,
  res: Response,
  proposed?: Proposed,
): Promise<void> {
  const { t } = res.locals
  const actor = req.actor!
  const programmeId = proposed?.programmeId ?? typedId(req) ?? queryText(req, 'programmeId')
  const base = {
    ...troubleOf(req, res),
    title: t('seedlings.allocations.newTitle'),
    backHref: '/allocations',
    backLabel: t('menu.allocations'),
  }
  if (!isId(programmeId ?? undefined)) return choosePage(req, res, base)
  const read = proposed ?? (await readToAllocate(actor, programmeId!))
  const names = await farmerNames(actor, read.requests)
  const labels = await labelsOf(res, read, names)
  const lines = proposed ? proposed.lines : typedLines(req)
  const isProposal = proposed !== undefined
  present(req, res, 'seedlings/form', {
    ...base,
    data: isProposal ? { programmeId, lines: proposed.lines, unfilled: proposed.unfilled } : {},
    lead: t(isProposal ? 'seedlings.allocations.proposal' : 'seedlings.allocations.newLead'),
    tables:
      isProposal && proposed.unfilled.length > 0 ? [unfilledTable(res, proposed, labels)] : [],
    form: formOf(req, res, {
      act: 'new',
      action: '/allocations',
      send: t('seedlings.allocations.save'),
      groups: [
        { boxes: [{ kind: 'hidden', name: 'programmeId', value: programmeId }] },
        ...lines.map((line, at) => lineGroup(line, at, labels)),
        ...Array.from({ length: spareRows }, (_, index) =>
          spareGroup(t('seedlings.allocations.more'), lines.length + index, labels),
        ),
      ],
    }),
    other: proposalForm(req, res, programmeId!),
  })
}

function typedId(req: Request): string | null {
  const typed = req.problem?.typed['programmeId']
  return typeof typed === 'string' ? typed : null
}

function typedLines(req: Request): Line[] {
  const typed = req.problem?.typed['lines']
  if (!Array.isArray(typed)) return []
  return typed.slice(0, 2000).map((line: unknown) => {
    const part = (line ?? {}) as Record<string, unknown>
    const text = (name: string) => (typeof part[name] === 'string' ? part[name] : '')
    return {
      seedlingRequestId: text('seedlingRequestId'),
      batchId: text('batchId'),
      quantity: text('quantity'),
    }
  })
}

interface Labels {
  requests: Map<string, string>
  batches: Map<string, string>
}

async function labelsOf(
  res: Response,
  read: Awaited<ReturnType<typeof readToAllocate>>,
  names: Map<string, string>,
): Promise<Labels> {
  const { t, say } = res.locals
  const varieties = await varietyNames()
  const lacking = Map.groupBy(read.wanted, ({ requestId }) => requestId)
  const requests = read.requests.map((each) => {
    const wants = (lacking.get(String(each._id)) ?? []).map(
      (want) =>
        `${say.number(want.lacking)} ${varieties.get(want.varietyCode) ?? want.varietyCode}`,
    )
    const name = names.get(String(each.farmerId)) ?? ''
    return [String(each._id), `${each.number}, ${name}: ${wants.join(', ') || '–'}`] as const
  })
  const batches = read.batches.map((each) => {
    const variety = varieties.get(each.varietyCode) ?? each.varietyCode
    return [
      String(each._id),
      t('seedlings.allocations.batch', { number: each.number, variety, count: each.free }),
    ] as const
  })
  return { requests: new Map(requests), batches: new Map(batches) }
}

/** A line whose request and batch are known names them; any other lets both be chosen again. */
function lineGroup(line: Line, at: number, labels: Labels): BoxGroup {
  const request = labels.requests.get(line.seedlingRequestId)
  const batch = labels.batches.get(line.batchId)
  if (!request || !batch) return spareGroup(String(at + 1), at, labels, line)
  return {
    legend: `${at + 1}. ${request}`,
    note: batch,
    boxes: [
      { kind: 'hidden', name: `lines[${at}][seedlingRequestId]`, value: line.seedlingRequestId },
      { kind: 'hidden', name: `lines[${at}][batchId]`, value: line.batchId },
      { kind: 'measure', name: `lines[${at}][quantity]`, value: line.quantity, isRequired: true },
    ],
  }
}

function spareGroup(legend: string, at: number, labels: Labels, line?: Line): BoxGroup {
  const options = (of: Map<string, string>): Option[] =>
    [...of].slice(0, mostOptions).map(([value, label]) => ({ value, label }))
  const box = (name: keyof Line, rest: Partial<Box>): Box => ({
    kind: 'select',
    name: `lines[${at}][${name}]`,
    value: line?.[name],
    ...rest,
  })
  return {
    legend,
    boxes: [
      box('seedlingRequestId', { options: options(labels.requests) }),
      box('batchId', { options: options(labels.batches) }),
      box('quantity', { kind: 'measure' }),
    ],
  }
}

function unfilledTable(res: Response, { unfilled }: Proposed, labels: Labels) {
  const { t, say } = res.locals
  return {
    title: t('seedlings.allocations.unfilled'),
    ...tableView({
      columns: [
        { label: t('seedlings.columns.request') },
        { label: t('seedlings.columns.lacking'), isNumber: true },
        { label: t('seedlings.columns.why') },
      ],
      rows: unfilled.map((each) => ({
        cells: [
          labels.requests.get(each.requestId) ?? each.number,
          say.number(each.lacking),
          t(`seedlings.unfilled.${each.code}`),
        ],
      })),
    }),
  }
}

function proposalForm(req: Request, res: Response, programmeId: string) {
  return formOf(req, res, {
    act: 'propose',
    action: '/allocations/propose',
    send: res.locals.t('seedlings.allocations.propose'),
    groups: [{ boxes: [{ kind: 'hidden', name: 'programmeId', value: programmeId }] }],
  })
}

async function choosePage(req: Request, res: Response, base: Record<string, unknown>) {
  const { rows } = await listProgrammes(null)
  present(req, res, 'seedlings/form', {
    ...base,
    lead: res.locals.t('seedlings.allocations.which'),
    choices: rows.map((each) => ({
      href: `/allocations/new?programmeId=${String(each._id)}`,
      label: each.name,
      hint: String(each.year),
    })),
  })
}

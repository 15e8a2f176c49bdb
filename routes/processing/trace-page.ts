import type { Request, Response } from 'express'
import { drawTrace } from '../../domain/processing/trace-drawing.ts'
import { treeOf, type TraceBranch, type TraceNode } from '../../domain/processing/trace.ts'
import { traceLot, type Direction } from '../../domain/processing/service/trace.ts'
import { recordKinds } from '../../domain/record-kinds.ts'
import { can } from '../../domain/permissions.ts'
import { present } from '../present.ts'
import { partRow } from './view.ts'

/** Branches of one node beyond these are folded up. */
const mostShown = 12

/** Where a lot comes from and where it went: a picture, and the same as a list inside a list. */
export async function tracePage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const direction: Direction = req.query['direction'] === 'forward' ? 'forward' : 'back'
  const found = await traceLot(req.actor!, String(req.params['id']), direction)
  const { lot, nodes, edges, composition } = found
  const id = String(lot._id)
  const labelOf = ({ kind, number }: TraceNode) => `${t(`lots.trace.kind.${kind}`)} ${number}`
  const hrefOf = (node: TraceNode) => addressOf(req, node)
  const asItem = ({ node, massG, isAgain, branches }: TraceBranch): object => ({
    label: labelOf(node),
    href: hrefOf(node),
    massKg: (massG ?? node.massG) / 1000,
    isAgain,
    branches: branches.slice(0, mostShown).map(asItem),
    more: branches.slice(mostShown).map(asItem),
  })
  const drawing = drawTrace({ nodes, edges })
  const tree = treeOf({ nodes, edges }, id, direction)
  present(req, res, 'processing/trace', {
    data: { nodes, edges, composition: composition.map(partRow) },
    title: t(`lots.trace.title.${direction}`, { number: lot.number }),
    lotNumber: lot.number,
    backHref: `/lots/${id}`,
    directions: (['back', 'forward'] as const).map((each) => ({
      href: `/lots/${id}/trace?direction=${each}`,
      label: t(`lots.trace.direction.${each}`),
      isCurrent: each === direction,
    })),
    drawing: {
      ...drawing,
      viewBox: `0 0 ${drawing.width} ${drawing.height}`,
      boxes: drawing.boxes.map((each) => ({
        ...each,
        name: each.node?.number ?? t('lots.trace.more', { count: each.count }),
        kindLabel: t(`lots.trace.kind.${each.kind}`),
        massKg: each.massG / 1000,
      })),
      lines: drawing.lines.map((line) => ({ ...line, massKg: line.massG / 1000 })),
    },
    tree: tree ? [asItem(tree)] : [],
  })
}

/** The page of a node, for those whose role opens it. */
function addressOf(req: Request, { id, kind }: TraceNode): string | null {
  const row = recordKinds.find((each) => each.kind === kind)
  return row && can(req.actor!, row.permission) ? `${row.pages}/${id}` : null
}

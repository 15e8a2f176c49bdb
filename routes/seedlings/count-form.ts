import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { countsDue } from '../../domain/seedlings/service/field-lists.ts'
import { findPlanting, type Planting } from '../../domain/seedlings/service/plantings.ts'
import { readPlanting } from '../../domain/seedlings/service/read-planting.ts'
import { NotFound } from '../../domain/errors.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { formOf, troubleOf, type Box } from './ui.ts'

export async function newCountPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const actor = req.actor!
  const typed = req.problem?.typed['plantingId']
  const plantingId = (typeof typed === 'string' ? typed : queryText(req, 'plantingId')) ?? undefined
  const base = {
    ...troubleOf(req, res),
    title: t('seedlings.counts.newTitle'),
    backHref: '/survival-counts',
    backLabel: t('menu.survivalCounts'),
  }
  const planting = await plantingOrNull(req, plantingId)
  if (!planting && !req.problem) {
    const due = await countsDue(actor)
    return present(req, res, 'seedlings/form', {
      ...base,
      lead: t('seedlings.counts.which'),
      emptyTitle: due.length === 0 && t('seedlings.counts.noneDue'),
      emptyText: t('seedlings.counts.noneDueText'),
      choices: due.map((each) => ({
        href: `/survival-counts/new?plantingId=${String(each._id)}`,
        label: `${each.farmerName}, ${each.plotName}`,
        hint: say.day(each.nextCountOn),
      })),
    })
  }
  const read = planting && (await readPlanting(actor, planting))
  present(req, res, 'seedlings/form', {
    ...base,
    lead:
      planting &&
      t('seedlings.counts.newLead', {
        farmer: read!.farmerName,
        plot: read!.plotName,
        count: planting.quantity,
        last: planting.alive,
      }),
    form: formOf(req, res, {
      act: 'new',
      action: '/survival-counts',
      send: t('seedlings.counts.save'),
      groups: [{ boxes: countBoxes(res, planting, plantingId) }],
    }),
  })
}

function countBoxes(
  res: Response,
  planting: Planting | null,
  plantingId: string | undefined,
): Box[] {
  const { t } = res.locals
  return [
    { kind: 'hidden', name: 'plantingId', value: plantingId },
    { kind: 'day', name: 'countedOn', value: today(), max: today(), isRequired: true },
    {
      kind: 'choice',
      name: 'method',
      isRequired: true,
      value: 'census',
      options: (['census', 'sample'] as const).map((value) => ({
        value,
        label: t(`seedlings.methods.${value}`),
        hint: t(`seedlings.methodHints.${value}`),
      })),
    },
    {
      kind: 'measure',
      name: 'counted',
      unit: t('seedlings.unit'),
      value: planting?.quantity ?? '',
      isRequired: true,
    },
    { kind: 'measure', name: 'alive', unit: t('seedlings.unit'), isRequired: true },
    { kind: 'text', name: 'cause', hint: t('seedlings.counts.causeHint') },
    { kind: 'area', name: 'explanation', hint: t('seedlings.counts.explanationHint') },
  ]
}

async function plantingOrNull(req: Request, id: string | undefined): Promise<Planting | null> {
  try {
    return await findPlanting(req.actor!, id)
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

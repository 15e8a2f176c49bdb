import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { keeperKinds } from '../../domain/seedlings/entry-kinds.ts'
import { formOf, type Box } from './ui.ts'

interface Undoable {
  _id: unknown
  kind: string
  quantity: number
  happenedOn: string
}

interface Row {
  id: string
  version: number
  acts: string[]
}

/** What a keeper can do on the page of a batch: write down, measure, declare ready. */
export function batchForms(
  req: Request,
  res: Response,
  { id, version, acts }: Row,
  undoable: Undoable[],
) {
  const { t } = res.locals
  const action = (act: string) => `/nursery-batches/${id}/${act}`
  const day = (name: string): Box => ({
    kind: 'day',
    name,
    value: today(),
    max: today(),
    isRequired: true,
  })
  const forms = [
    {
      act: 'entries',
      action: action('entries'),
      isNext: true,
      title: t('seedlings.batches.entryTitle'),
      send: t('seedlings.batches.entrySend'),
      groups: [{ boxes: [...entryBoxes(res, undoable), day('happenedOn'), ...causeBoxes(res)] }],
    },
    {
      act: 'growth',
      action: action('growth'),
      title: t('seedlings.batches.growthTitle'),
      send: t('seedlings.batches.growthSend'),
      groups: [{ boxes: [day('measuredOn'), ...growthBoxes] }],
    },
    {
      act: 'ready',
      action: action('ready'),
      version,
      title: t('seedlings.batches.readyTitle'),
      lead: t('seedlings.batches.readyLead'),
      send: t('seedlings.batches.readySend'),
      groups: [{ boxes: [day('readyOn')] }],
    },
  ]
  return forms.filter(({ act }) => acts.includes(act)).map((form) => formOf(req, res, form))
}

function entryBoxes(res: Response, undoable: Undoable[]): Box[] {
  const { t, say } = res.locals
  return [
    {
      kind: 'choice',
      name: 'kind',
      label: t('seedlings.batches.what'),
      isRequired: true,
      value: 'lost',
      options: keeperKinds
        .filter((kind) => kind !== 'corrected' || undoable.length > 0)
        .map((value) => ({
          value,
          label: t(`seedlings.kinds.${value}`),
          hint: t(`seedlings.kindHints.${value}`),
        })),
    },
    { kind: 'measure', name: 'quantity', isRequired: true },
    ...(undoable.length === 0
      ? []
      : [
          {
            kind: 'select' as const,
            name: 'reverses',
            hint: t('seedlings.batches.reversesHint'),
            options: undoable.map((entry) => ({
              value: String(entry._id),
              label: `${t(`seedlings.kinds.${entry.kind}`)}, ${say.number(entry.quantity)}, ${say.dayShort(entry.happenedOn)}`,
            })),
          },
        ]),
  ]
}

function causeBoxes(res: Response): Box[] {
  return [
    { kind: 'text', name: 'cause', hint: res.locals.t('seedlings.batches.causeHint') },
    { kind: 'area', name: 'note' },
  ]
}

const growthBoxes: Box[] = [
  { kind: 'measure', name: 'heightCm', unit: 'cm', isRequired: true },
  { kind: 'measure', name: 'leafPairs', isRequired: true },
  { kind: 'measure', name: 'stemMm', unit: 'mm', isRequired: true },
  { kind: 'measure', name: 'sample', isRequired: true },
  { kind: 'measure', name: 'healthy', isRequired: true },
]

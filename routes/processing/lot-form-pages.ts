import type { Request, Response } from 'express'
import { now } from '../../domain/clock.ts'
import { localMoment } from '../../domain/dates.ts'
import { NotFound, WrongState } from '../../domain/errors.ts'
import { isId } from '../../domain/find-visible.ts'
import {
  coffeeForms,
  lossKinds,
  processes,
  weathers,
  type Process,
} from '../../domain/processing/coffee.ts'
import { lotTransitions, type LotEvent } from '../../domain/processing/lot-status.ts'
import { waitingIntakes } from '../../domain/processing/service/intake-list.ts'
import { lotsInHand, type ListedLot } from '../../domain/processing/service/lot-list.ts'
import { readLot } from '../../domain/processing/service/lot-read.ts'
import { readSteps } from '../../domain/processing/service/reference.ts'
import { equipmentOf } from '../../domain/processing/service/equipment.ts'
import { formsAfter, type StepNorm } from '../../domain/processing/steps.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'

type T = Response['locals']['t']
const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** The form of a new lot: which slips are poured together, and by which process. */
export async function newLotPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const view = formView(req, res, { intakeIds: req.query['intakeIds'] ?? '' })
  const chosen = [view.form['intakeIds']].flat().map(String)
  const waiting = await waitingIntakes(req.actor!)
  present(req, res, 'processing/lot-new', {
    ...view,
    data: { rows: waiting.map(({ _id, number }) => ({ id: String(_id), number })), next: null },
    title: t('lots.new.title'),
    intakeOptions: waiting.map((intake) => ({
      value: String(intake._id),
      label: t('lots.new.intake', { weight: intake.netG / 1000, farmer: intake.farmerName }),
      hint: `${intake.number} · ${localMoment(intake.receivedAt).replace('T', ' ')}`,
      isChecked: chosen.includes(String(intake._id)),
    })),
    processOptions: processes.map((value) => ({
      value,
      label: t(`lots.process.${value}`),
      hint: t(`lots.processHint.${value}`),
      isChecked: view.form['process'] === value,
    })),
  })
}

/** The form of a step: those of the process that the lot's form allows, with their norms. */
export async function stepPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const lot = await readLot(req.actor!, String(req.params['id']))
  assertOpen(req, lot, 'steps')
  const [norms, machines] = await Promise.all([readSteps(lot.process), equipmentOf(req.actor!)])
  const possible = norms.filter(({ step }) => formsAfter(step, lot.form).length > 0)
  const last = norms.find(({ step }) => step === lot.lastStep)
  const offered = possible.find(({ order }) => order > (last?.order ?? 0)) ?? possible[0]
  const view = formView(
    req,
    res,
    { step: offered?.step, endedAt: localMoment(now()), operator: req.actor!.fullName },
    lot.version,
  )
  const losses = (view.form['losses'] ?? {}) as Record<string, unknown>
  const outs = new Set(possible.flatMap(({ step }) => formsAfter(step, lot.form)))
  present(req, res, 'processing/lot-step', {
    ...view,
    ...headOf(lot, t),
    data: { id: String(lot._id), steps: possible.map(({ step }) => step) },
    title: t('lots.step.title'),
    action: `/lots/${String(lot._id)}/steps`,
    stepOptions: possible.map((norm) => ({
      value: norm.step,
      label: t(`lots.steps.${norm.step}`),
      hint: normText(norm, t),
      isChecked: view.form['step'] === norm.step,
    })),
    formOptions: coffeeForms
      .filter((form) => outs.has(form))
      .map((value) => ({
        value,
        label: t(`lots.form.${value}`),
        isSelected: view.form['formOut'] === value,
      })),
    machineOptions: machines.map((machine) => ({
      value: String(machine._id),
      label: [machine.kind, machine.serialNumber].filter(Boolean).join(' '),
      isSelected: view.form['equipmentId'] === String(machine._id),
    })),
    weatherOptions: weathers.map((value) => ({
      value,
      label: t(`lots.weather.${value}`),
      isSelected: view.form['weather'] === value,
    })),
    lossFields: lossKinds.map((kind) => ({
      name: `losses[${kind}]`,
      id: `losses-${kind}`,
      label: t(`lots.losses.${kind}`),
      value: textOf(losses[kind]),
      error: (view.errors as Record<string, string>)[`losses[${kind}]`],
    })),
  })
}

function normText(norm: StepNorm, t: T): string {
  const parts = [
    norm.hours && t('lots.norm.hours', { ...norm.hours }),
    norm.moistureInPct && t('lots.norm.moistureIn', { ...norm.moistureInPct }),
    norm.moistureOutPct && t('lots.norm.moistureOut', { ...norm.moistureOutPct }),
    norm.startWithinHours && t('lots.norm.startWithin', { hours: norm.startWithinHours }),
  ]
  return parts.filter(Boolean).join(' ')
}

/** The form that splits a lot into parts. */
export async function splitPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const typed = req.problem?.typed ?? {}
  const lotId = textOf(typed['lotId']) || queryText(req, 'lotId') || ''
  // a form that names a lot out of sight is shown again without it
  const lot = req.problem && !(await isSeen(req, lotId)) ? null : await lotAsked(req, lotId)
  if (lot) assertOpen(req, lot, 'split')
  const view = formView(req, res, { lotId }, lot?.version)
  const typedParts = partsOf(view.form['parts'])
  present(req, res, 'processing/lot-split', {
    ...view,
    ...(lot ? headOf(lot, t) : {}),
    data: { lotId },
    lotId,
    title: t('lots.split.title'),
    parts: Array.from({ length: Math.max(4, typedParts.length) }, (_, index) => ({
      title: t('lots.split.part', { n: index + 1 }),
      massName: `parts[${index}][massKg]`,
      massId: `parts-${index}-massKg`,
      placeName: `parts[${index}][place]`,
      placeId: `parts-${index}-place`,
      massKg: textOf(typedParts[index]?.['massKg']),
      place: textOf(typedParts[index]?.['place']),
      massError: (view.errors as Record<string, string>)[`parts[${index}][massKg]`],
      placeError: (view.errors as Record<string, string>)[`parts[${index}][place]`],
      isFirst: index === 0,
    })),
  })
}

async function isSeen(req: Request, lotId: string): Promise<boolean> {
  return readLot(req.actor!, lotId).then(
    () => true,
    () => false,
  )
}

async function lotAsked(req: Request, lotId: string) {
  if (!isId(lotId)) throw new NotFound()
  return readLot(req.actor!, lotId)
}

/** The form that pours several lots together; `?lotId=` begins with one of them. */
export async function mergePage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const inHand = await lotsInHand(req.actor!)
  const first = inHand.find(({ _id }) => String(_id) === queryText(req, 'lotId'))
  const fitting = first ? inHand.filter((lot) => isAlike(lot, first)) : inHand
  const view = formView(req, res, {})
  const typed = partsOf(view.form['parents'])
  const count = Math.max(typed.length, 4)
  const errors = view.errors as Record<string, string>
  present(req, res, 'processing/lot-merge', {
    ...view,
    data: { rows: fitting.map(({ _id, number }) => ({ id: String(_id), number })), next: null },
    title: t('lots.merge.title'),
    hasLots: fitting.length > 1 || typed.length > 0,
    rows: Array.from({ length: count }, (_, index) => {
      const chosen =
        textOf(typed[index]?.['lotId']) || (index === 0 && first ? String(first._id) : '')
      return {
        title: t('lots.merge.parent', { n: index + 1 }),
        lotName: `parents[${index}][lotId]`,
        lotId: `parents-${index}-lotId`,
        massName: `parents[${index}][massKg]`,
        massId: `parents-${index}-massKg`,
        massKg: textOf(typed[index]?.['massKg']),
        lotError: errors[`parents[${index}][lotId]`],
        massError: errors[`parents[${index}][massKg]`],
        isFirst: index === 0,
        options: fitting.map((lot) => ({
          value: String(lot._id),
          label: t('lots.merge.option', {
            number: lot.number,
            form: t(`lots.form.${lot.form}`),
            massKg: lot.massG / 1000,
          }),
          isSelected: String(lot._id) === chosen,
        })),
      }
    }),
  })
}

function isAlike(lot: ListedLot, first: ListedLot): boolean {
  return lot.form === first.form && lot.process === first.process && lot.season === first.season
}

/** Rows as they were typed, whatever was sent under the name. */
function partsOf(raw: unknown): Record<string, unknown>[] {
  const list = Array.isArray(raw) ? raw : typeof raw === 'object' && raw ? Object.values(raw) : []
  return list.slice(0, 300).map((row) => (typeof row === 'object' && row ? row : {}))
}

/** What stands above every form about a lot. */
export function headOf(lot: ListedLot & { process: Process }, t: T): Record<string, unknown> {
  return {
    lot: {
      id: String(lot._id),
      number: lot.number,
      massKg: lot.massG / 1000,
      moisturePct: lot.moistureBp === null ? null : lot.moistureBp / 100,
      formLabel: t(`lots.form.${lot.form}`),
      processLabel: t(`lots.process.${lot.process}`),
      place: lot.place,
    },
    backHref: `/lots/${String(lot._id)}`,
  }
}

/** @throws {WrongState} when the form is opened for an act that the lot's state does not allow */
export function assertOpen(req: Request, lot: ListedLot, event: LotEvent): void {
  if (!req.problem && !(event in lotTransitions[lot.status]))
    throw new WrongState(`lot.${lot.status}`, event)
}

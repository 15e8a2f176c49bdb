import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { visitKinds, type VisitKind } from '../../domain/visits/kinds.ts'
import { groupChoices, visitChoices } from '../../domain/visits/service/choices.ts'
import { latestVisit } from '../../domain/visits/service/read.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { completionView, firstValues, offeredDay } from './completion-view.ts'

/** Whom to visit, then the plan; with `?log=KIND` the form of a visit that was made already. */
export async function newVisitPage(req: Request, res: Response): Promise<void> {
  const typed = req.problem?.typed ?? {}
  const farmerId = String(typed['farmerId'] ?? '') || queryText(req, 'farmerId')
  const choices = await visitChoices(req.actor!, farmerId, queryText(req, 'q'))
  const logKind = kindOf(isLog(typed) ? typed['kind'] : queryText(req, 'log'))
  if (choices.farmer && logKind) return logPage(req, res, choices, logKind)
  const { t } = res.locals
  const view = formView(req, res, { plannedOn: offeredDay(), kind: 'routine' })
  const isAgain = req.problem !== undefined
  present(req, res, 'visits/new', {
    ...view,
    mustChoose: isAgain && choices.farmer === null,
    showsForm: choices.farmer !== null || isAgain,
    farmer: choices.farmer,
    farmers: choices.farmers,
    farmerOptions: choices.farmers.map(({ id, fullName }) => ({ value: id, label: fullName })),
    q: queryText(req, 'q') ?? '',
    plotOptions: plotOptions(res, choices.plots, view.form['plotId']),
    kindOptions: kindOptions(res, view.form['kind']),
    logLinks: visitKinds.map((kind) => ({
      href: `/visits/new?farmerId=${choices.farmer?.id}&log=${kind}`,
      label: t(`visits.kind.${kind}`),
    })),
    today: today(),
    title: choices.farmer ? t('visits.new.title') : t('visits.new.whom'),
  })
}

type Choices = Awaited<ReturnType<typeof visitChoices>>

async function logPage(
  req: Request,
  res: Response,
  { farmer, plots }: Choices,
  kind: VisitKind,
): Promise<void> {
  const view = formView(req, res, firstValues(null))
  const plotId = String(view.form['plotId'] ?? plots[0]?._id ?? '')
  const last = await latestVisit(plots.find(({ _id }) => String(_id) === plotId)?._id ?? null)
  present(req, res, 'visits/log', {
    ...view,
    ...(await completionView(req, res, kind, view, last)),
    farmer,
    kind,
    plotOptions: plotOptions(res, plots, view.form['plotId']),
    action: '/visits',
    title: res.locals.t('visits.log.title', { kind: res.locals.t(`visits.kind.${kind}`) }),
  })
}

/** A form that was sent with the fields of a visit that was made. */
function isLog(typed: Record<string, unknown>): boolean {
  return 'visitedOn' in typed && !typed['plannedOn']
}

function kindOf(value: unknown): VisitKind | null {
  return visitKinds.find((kind) => kind === value) ?? null
}

function plotOptions(res: Response, plots: Choices['plots'], chosen: unknown) {
  return plots.map(({ _id, name, areaHa, altitudeM, plantedYear }) => ({
    value: String(_id),
    label: name,
    hint: res.locals.t('visits.fields.plotHint', { areaHa, altitudeM, plantedYear }),
    isChecked: plots.length === 1 || chosen === String(_id),
  }))
}

function kindOptions(res: Response, chosen: unknown) {
  return visitKinds.map((value) => ({
    value,
    label: res.locals.t(`visits.kind.${value}`),
    isChecked: chosen === value,
    isSelected: chosen === value,
  }))
}

/** Plans for the members of a whole group, so many a day. */
export async function planGroupPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const typed = req.problem?.typed ?? {}
  const groupId = String(typed['groupId'] ?? '') || queryText(req, 'groupId')
  const choices = await groupChoices(req.actor!, groupId)
  const everybody = choices.members.map(({ id }) => id)
  const defaults = { kind: 'routine', firstOn: offeredDay(), perDay: 5, farmerIds: everybody }
  const view = formView(req, res, defaults)
  const chosen = new Set([view.form['farmerIds'] ?? []].flat())
  present(req, res, 'visits/plan-group', {
    ...view,
    ...choices,
    memberOptions: choices.members.map(({ id, fullName, number }) => ({
      value: id,
      label: fullName,
      hint: number,
      isChecked: chosen.has(id),
    })),
    kindOptions: kindOptions(res, view.form['kind']),
    today: today(),
    title: choices.group
      ? t('visits.group.title', { group: choices.group.name })
      : t('visits.group.which'),
  })
}

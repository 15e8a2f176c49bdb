import type { Request, Response } from 'express'
import { lookAtHarvest, readHarvest } from '../../domain/harvests/service/decide.ts'
import { harvestTransitions } from '../../domain/harvests/status.ts'
import { readChoices, type Choices } from '../../domain/harvests/service/choices.ts'
import { today } from '../../domain/clock.ts'
import { WrongState } from '../../domain/errors.ts'
import { can } from '../../domain/permissions.ts'
import { allowsAct } from '../../domain/harvests/acts.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { formChoices } from './form-choices.ts'
import { harvestRecord, statusTag } from './view.ts'

/** One harvest: facts at the left, what can be done and what was done at the right. */
export async function harvestPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const { harvest, farmer, plot } = await lookAtHarvest(req.actor!, String(req.params['id']))
  const record = harvestRecord(req.actor!, harvest)
  present(req, res, 'harvests/harvest', {
    ...formView(req, res, {}, record.version),
    data: { ...record, farmerName: farmer.fullName, plotName: plot.name },
    record,
    farmer: { id: String(farmer._id), fullName: farmer.fullName, number: farmer.number },
    plot: { id: String(plot._id), name: plot.name },
    title: t('harvests.record.title', { weight: record.weightKg, farmer: farmer.fullName }),
    status: { label: t(`statuses.harvest.${record.status}`), kind: statusTag[record.status] },
    words: {
      form: t(`harvests.form.${record.form}`),
      buyerKind: t(`harvests.buyer.${record.buyerKind}`),
    },
    questionsAnswered: record.answers.map(({ code }) => t(`harvests.answered.${code}`)),
    may: Object.fromEntries(record.acts.map((act) => [act, true])),
    isWaiting: record.status === 'declared',
    journey: journeyOf(record, t),
  })
}

type Record_ = ReturnType<typeof harvestRecord>

function journeyOf(record: Record_, t: Response['locals']['t']) {
  const corrections = record.earlier.map((earlier) => ({
    title: t('harvests.journey.corrected'),
    who: earlier.correctedByName,
    at: earlier.correctedAt,
    text: t('harvests.journey.was', { weight: earlier.weightKg, reason: earlier.reason }),
  }))
  const told = {
    title: t('harvests.journey.declared'),
    who: record.registeredByName,
    at: record.declaredAt,
    text: '',
  }
  const decided = record.decidedAt && {
    title: t(`harvests.journey.${record.status}`),
    who: record.decidedByName,
    at: record.decidedAt,
    text: record.reason ?? '',
  }
  return [decided, told, ...corrections.toReversed()].filter((step) => step !== null)
}

/** The form of a new harvest; whoever registers for others first chooses for whom. */
export async function newHarvestPage(req: Request, res: Response): Promise<void> {
  const typed = req.problem?.typed ?? {}
  const farmerId = String(typed['farmerId'] ?? '') || queryText(req, 'farmerId')
  const choices = await readChoices(req.actor!, farmerId, queryText(req, 'q'))
  const view = formView(req, res, firstValues(choices))
  // a form that came for nobody in sight keeps its words and asks again for whom
  const mustChoose = req.problem !== undefined && choices.isForOther && choices.farmer === null
  present(req, res, 'harvests/new', {
    ...view,
    mustChoose,
    showsForm: choices.farmer !== null || mustChoose,
    canSend: choices.plots.length > 0 || mustChoose,
    addPlotHref:
      choices.farmer && can(req.actor!, 'plot.register')
        ? `/farmers/${choices.farmer.id}/plots/new`
        : null,
    farmerOptions: choices.farmers.map(({ id, fullName }) => ({ value: id, label: fullName })),
    ...formChoices(res, choices, view.form),
    action: '/harvests',
    title: choices.farmer
      ? res.locals.t('harvests.new.title')
      : res.locals.t('harvests.new.forWhom'),
    today: today(),
  })
}

// what was used last time is offered
function firstValues({ plots, last }: Choices): Record<string, unknown> {
  return {
    plotId: last?.plotId ?? (plots.length === 1 ? plots[0]!.id : ''),
    harvestedFrom: today(),
    harvestedTo: today(),
    form: last?.form ?? 'cherry-red',
    buyerKind: last?.buyerKind ?? '',
    pricePerKg: last?.pricePerKg ?? '',
  }
}

/** The form that corrects a harvest, filled with its figures. */
export async function correctPage(req: Request, res: Response): Promise<void> {
  const { harvest } = await readHarvest(req.actor!, String(req.params['id']))
  const record = harvestRecord(req.actor!, harvest)
  if (!req.problem && !allowsAct(req.actor!, harvest, 'correct'))
    throw new WrongState(`harvest.${harvest.status}`, 'correct')
  const choices = await readChoices(req.actor!, record.farmerId, null)
  const view = formView(req, res, record, record.version)
  present(req, res, 'harvests/correct', {
    ...view,
    ...formChoices(res, choices, view.form),
    data: record,
    action: `/harvests/${record.id}/correct`,
    backHref: `/harvests/${record.id}`,
    number: record.number,
    title: res.locals.t('harvests.correct.title'),
    today: today(),
  })
}

/** The page of an act that only needs a reason. */
export function reasonPage(act: 'dispute' | 'void') {
  return async (req: Request, res: Response): Promise<void> => {
    const { harvest, farmer } = await readHarvest(req.actor!, String(req.params['id']))
    if (!req.problem && !(act in harvestTransitions[harvest.status]))
      throw new WrongState(`harvest.${harvest.status}`, act)
    const record = harvestRecord(req.actor!, harvest)
    present(req, res, 'harvests/reason', {
      ...formView(req, res, {}, record.version),
      data: record,
      summary: { ...record, farmerName: farmer.fullName },
      action: `/harvests/${record.id}/${act}`,
      backHref: `/harvests/${record.id}`,
      title: res.locals.t(`harvests.${act}.title`),
      lead: res.locals.t(`harvests.${act}.lead`),
      send: res.locals.t(`harvests.acts.${act}`),
    })
  }
}

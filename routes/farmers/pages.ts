import type { Request, Response } from 'express'
import { can } from '../../domain/permissions.ts'
import type { Actor } from '../../domain/actor.ts'
import { consentPurposes, consentTexts } from '../../domain/farmers/consent.ts'
import { plotsOfFarmer } from '../../domain/farmers/service/plot-read.ts'
import { lookAtFarmer } from '../../domain/farmers/service/read.ts'
import { maskedFields, unmaskedValue } from '../../domain/farmers/service/unmask.ts'
import { listHarvests } from '../../domain/harvests/service/list.ts'
import { placeName } from '../../domain/regions.ts'
import { formView } from '../form-view.ts'
import { statusTag } from '../harvests/view.ts'
import { present } from '../present.ts'

const lastHarvests = 5

/** One farmer: particulars, plots and last harvests at the left, acts and consents at the right. */
export async function farmerPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t } = res.locals
  const found = await lookAtFarmer(actor, String(req.params['id']))
  const acts = farmerActs(actor, found.farmer.status)
  const record = { ...found.farmer, kind: 'farmer', acts }
  if (req.query['format'] === 'json') {
    const { groupName, registeredByName } = found
    return present(req, res, 'farmers/farmer', { data: { ...record, groupName, registeredByName } })
  }
  const [harvests, plots] = await Promise.all([
    harvestsOf(actor, record.id, t),
    plotsOfFarmer(actor, record.id),
  ])
  present(req, res, 'farmers/farmer', {
    ...formView(req, res),
    record,
    farmer: record,
    isOwn: actor.farmerId === record.id,
    mayList: can(actor, 'farmer.list'),
    mayReadConsents: can(actor, 'consent.view'),
    mayReadSeedlings: can(actor, 'planting.view'),
    title: record.fullName,
    lead: [found.groupName, placeName(record.villageCode)].filter(Boolean).join(' · '),
    status: { label: t(`statuses.farmer.${record.status}`), isShown: record.status !== 'active' },
    groupName: found.groupName,
    mayReadGroup: can(actor, 'group.view'),
    place: placeName(record.villageCode),
    genderLabel: t(`farmers.gender.${record.gender}`),
    registeredByName: found.registeredByName,
    questionsAnswered: found.answers.map(({ code }) => t(`farmers.answered.${code}`)),
    harvests,
    plots,
    consents: consentPurposes.map((purpose) => consentLine(purpose, record.consents[purpose], t)),
    shownOnce: await takeShownOnce(req, record.id),
    may: Object.fromEntries(acts.map((act) => [act, true])),
    mayReadLooks: can(actor, 'look.view'),
    mayHarvest: can(actor, 'harvest.register') && record.status === 'active',
    unmaskOptions: maskedFields
      .filter((field) => record[field] !== null)
      .map((value) => ({
        value,
        label: t(`fields.${value}`),
        isChecked: value === typedField(req),
      })),
  })
}

/** The acts open to this person on a farmer, named as their addresses are. */
export function farmerActs(actor: Actor, status: string): string[] {
  if (status !== 'active') return []
  const acts = {
    edit: can(actor, 'farmer.edit'),
    unmask: can(actor, 'farmer.unmask'),
    consents: can(actor, 'consent.record'),
    plots: can(actor, 'plot.register'),
  }
  return Object.entries(acts).flatMap(([act, isOpen]) => (isOpen ? [act] : []))
}

type Translate = Response['locals']['t']

async function harvestsOf(actor: Actor, farmerId: string, t: Translate) {
  if (!can(actor, 'harvest.view')) return []
  const { rows } = await listHarvests(actor, { farmerId }, null)
  return rows.slice(0, lastHarvests).map((harvest) => ({
    id: String(harvest._id),
    number: harvest.number,
    plotName: harvest.plotName,
    harvestedTo: harvest.harvestedTo,
    weightKg: harvest.weightG / 1000,
    statusLabel: t(`statuses.harvest.${harvest.status}`),
    statusKind: statusTag[harvest.status],
  }))
}

/** What holds for a purpose, as a line and a tag. */
export function consentLine(
  purpose: (typeof consentPurposes)[number],
  decision: 'given' | 'withdrawn' | null | undefined,
  t: Translate,
) {
  const state = decision ?? 'open'
  return {
    purpose,
    title: t(consentTexts[purpose].titleKey),
    label: t(`farmers.consent.state.${state}`),
    kind: { given: 'good', withdrawn: 'bad', open: 'plain' }[state],
  }
}

function typedField(req: Request): unknown {
  return req.problem?.typed['field'] ?? 'nik'
}

/** The number that this person has just unmasked, once. */
async function takeShownOnce(req: Request, farmerId: string) {
  const shown = req.session.shownOnce
  const field = maskedFields.find((each) => shown?.key === `farmer.${each}`)
  if (!shown || !field || shown.value !== farmerId) return null
  delete req.session.shownOnce
  const value = await unmaskedValue(req.actor!, farmerId, field)
  return value && { label: req.res!.locals.t(`fields.${field}`), value }
}

import type { Actor } from '../actor.ts'
import { can } from '../permissions.ts'
import { next } from '../status-table.ts'
import { harvestTransitions, type HarvestEvent, type HarvestStatus } from './status.ts'

interface HarvestInHand {
  status: HarvestStatus
  registeredBy: unknown
}

/**
 * Whether the state lets this person do the act: a confirmed harvest is corrected by the officer
 * only, everybody else must have it disputed first (service.md section 4).
 */
export function allowsAct(actor: Actor, harvest: HarvestInHand, act: HarvestEvent): boolean {
  if (next(harvestTransitions, harvest.status, act) === null) return false
  return !(
    act === 'correct' &&
    harvest.status === 'confirmed' &&
    actor.role !== 'extension-officer'
  )
}

/** Whether the person registered this harvest: then somebody else must confirm or dispute it. */
export function isOwnRegistration(actor: Actor, harvest: HarvestInHand): boolean {
  return String(harvest.registeredBy) === actor.userId
}

/** The acts now open to this person, in the order in which they are shown. */
export function openActs(actor: Actor, harvest: HarvestInHand): HarvestEvent[] {
  const acts: HarvestEvent[] = ['confirm', 'dispute', 'correct', 'void']
  return acts.filter((act) => {
    if (!can(actor, `harvest.${act}`) || !allowsAct(actor, harvest, act)) return false
    return !((act === 'confirm' || act === 'dispute') && isOwnRegistration(actor, harvest))
  })
}

import { transitions } from '../status-table.ts'

export const harvestStatuses = ['declared', 'confirmed', 'disputed', 'void'] as const
export type HarvestStatus = (typeof harvestStatuses)[number]

export const harvestEvents = ['confirm', 'dispute', 'void', 'correct'] as const
export type HarvestEvent = (typeof harvestEvents)[number]

/** How a harvest moves (service.md section 4). A correction asks for a new confirmation. */
export const harvestTransitions = transitions<HarvestStatus, HarvestEvent>({
  declared: { confirm: 'confirmed', dispute: 'disputed', void: 'void', correct: 'declared' },
  confirmed: { dispute: 'disputed', correct: 'declared' },
  disputed: { void: 'void', correct: 'declared' },
  void: {},
})

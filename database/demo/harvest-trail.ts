import { auditedFigures } from '../../domain/harvests/service/figures.ts'
import type { Harvest } from '../../models/harvest.ts'
import { demoRecord, type DemoTrail } from './audit.ts'
import type { DemoHands } from './harvests.ts'

const acts = { confirmed: 'confirm', disputed: 'dispute', void: 'void' } as const

/** The events of a harvest as the acts write them: told, perhaps corrected, perhaps decided. */
export function noteHarvest(trail: DemoTrail, harvest: Harvest, hands: DemoHands): void {
  const correction = harvest.earlier[0]
  const declared = { ...harvest, status: 'declared' as const }
  const first = { ...declared, ...correction?.figures, version: 1 }
  trail.note(hands.registrant, harvest.createdAt, {
    act: 'harvest.register',
    record: demoRecord('harvest', first),
    after: auditedFigures(first),
  })
  if (correction) {
    trail.note(hands.registrant, correction.correctedAt, {
      act: 'harvest.correct',
      record: demoRecord('harvest', { ...declared, version: 2 }),
      before: auditedFigures(first),
      after: auditedFigures(declared),
      note: correction.reason,
    })
  }
  if (harvest.status === 'declared') return
  trail.note(hands.confirmer, harvest.decidedAt!, {
    act: `harvest.${acts[harvest.status]}`,
    record: demoRecord('harvest', harvest),
    before: auditedFigures(declared),
    after: auditedFigures(harvest),
    note: harvest.reason,
  })
}

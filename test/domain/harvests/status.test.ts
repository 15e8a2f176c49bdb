import { expect } from 'chai'
import {
  harvestEvents,
  harvestStatuses,
  harvestTransitions,
} from '../../../domain/harvests/status.ts'
import { next } from '../../../domain/status-table.ts'

describe('the states of a harvest', () => {
  it('moves as the service promises and in no other way', () => {
    const moves = harvestStatuses.flatMap((from) =>
      harvestEvents.flatMap((event) => {
        const to = next(harvestTransitions, from, event)
        return to ? [`${from} ${event} ${to}`] : []
      }),
    )

    expect(moves).to.have.members([
      'declared confirm confirmed',
      'declared dispute disputed',
      'declared void void',
      'declared correct declared',
      'confirmed dispute disputed',
      'confirmed correct declared',
      'disputed void void',
      'disputed correct declared',
    ])
  })
})

import type { Types } from 'mongoose'
import type { Actor } from './actor.ts'
import type { ConsentPurpose } from './farmers/consent.ts'

/** What happens in one area and matters to areas named later in the table of architecture.md. */
export interface Events {
  consentGiven: { actor: Actor; farmerId: Types.ObjectId; purpose: ConsentPurpose }
  consentWithdrawn: { actor: Actor; farmerId: Types.ObjectId; purpose: ConsentPurpose }
  harvestConfirmed: { actor: Actor; harvestId: Types.ObjectId; farmerId: Types.ObjectId }
  harvestCorrected: { actor: Actor; harvestId: Types.ObjectId; farmerId: Types.ObjectId }
  farmerMerged: { actor: Actor; farmerId: Types.ObjectId; intoId: Types.ObjectId }
  visitDone: { actor: Actor; visitId: Types.ObjectId; farmerId: Types.ObjectId }
  plotPlanted: { actor: Actor; plotId: Types.ObjectId; varietyCode: string; plantedOn: string }
}

type Listener<E extends keyof Events> = (event: Events[E]) => Promise<void>
const listeners: { [E in keyof Events]?: Listener<E>[] } = {}

/**
 * Registers what a later area does when something happens in an earlier one; called by app.ts.
 * @returns what takes the listener off again
 */
export function listen<E extends keyof Events>(name: E, listener: Listener<E>): () => void {
  const list = (listeners[name] ??= []) as Listener<E>[]
  // the app may be built more than once in one process (tests); a listener is registered once
  if (!list.includes(listener)) list.push(listener)
  return () => void list.splice(list.indexOf(listener), 1)
}

/** Runs the listeners one after another, in the transaction of the act that announces. */
export async function announce<E extends keyof Events>(name: E, event: Events[E]): Promise<void> {
  for (const listener of listeners[name] ?? []) await listener(event)
}

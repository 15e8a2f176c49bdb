/** What an entry of the ledger says (issue 6, A). */
export const entryKinds = [
  'received',
  'sown',
  'germinated',
  'lost',
  'sold',
  'reserved',
  'released',
  'handed-over',
  'returned',
  'destroyed',
  'corrected',
] as const
export type EntryKind = (typeof entryKinds)[number]

/** What a nursery keeper writes down himself. */
export const keeperKinds = ['germinated', 'lost', 'sold', 'destroyed', 'corrected'] as const
export type KeeperKind = (typeof keeperKinds)[number]

/** Where the plants of an entry are counted. */
export const entryPlaces = ['lot', 'transit', 'batch', 'group', 'plot'] as const
export type EntryPlace = (typeof entryPlaces)[number]

export const seedForms = ['seed', 'sprouted', 'hypocotyl-graft', 'polybag', 'se-plantlet'] as const
export type SeedForm = (typeof seedForms)[number]

/** How an entry moves the balances of a batch; whole plants. */
export interface Effect {
  onHand: number
  reserved: number
  /** What came in and what left, by kind: `received = onHand + lost + sold + destroyed + handedOver - returned`. */
  received: number
  germinated: number
  lost: number
  sold: number
  destroyed: number
  handedOver: number
  returned: number
}

export const noEffect: Effect = {
  onHand: 0,
  reserved: 0,
  received: 0,
  germinated: 0,
  lost: 0,
  sold: 0,
  destroyed: 0,
  handedOver: 0,
  returned: 0,
}

/**
 * The effect of an entry on its batch. Seed is sown in grams and becomes plants when it germinates;
 * other forms are plants from the day they are sown, and `germinated` only notes how many took.
 */
export function effectOf(
  kind: Exclude<EntryKind, 'corrected'>,
  form: SeedForm,
  quantity: number,
): Effect {
  const isSeed = form === 'seed'
  const comesIn = (n: number) => ({ onHand: n, received: n })
  const effects: Record<typeof kind, Partial<Effect>> = {
    received: comesIn(quantity),
    sown: isSeed ? {} : comesIn(quantity),
    germinated: { germinated: quantity, ...(isSeed ? comesIn(quantity) : {}) },
    lost: { onHand: -quantity, lost: quantity },
    sold: { onHand: -quantity, sold: quantity },
    destroyed: { onHand: -quantity, destroyed: quantity },
    reserved: { reserved: quantity },
    released: { reserved: -quantity },
    'handed-over': { onHand: -quantity, reserved: -quantity, handedOver: quantity },
    returned: { onHand: quantity, returned: quantity },
  }
  return { ...noEffect, ...effects[kind] }
}

/** The effect that undoes another. */
export function reverseOf(effect: Effect): Effect {
  return mapEffect((name) => -effect[name] || 0)
}

/** Several effects together. */
export function sumEffects(effects: readonly Effect[]): Effect {
  return mapEffect((name) => effects.reduce((sum, effect) => sum + effect[name], 0))
}

/** What stays free: on hand, less what is reserved. */
export function freeOf(effect: Pick<Effect, 'onHand' | 'reserved'>): number {
  return effect.onHand - effect.reserved
}

function mapEffect(value: (name: keyof Effect) => number): Effect {
  const names = Object.keys(noEffect) as (keyof Effect)[]
  return Object.fromEntries(names.map((name) => [name, value(name)])) as unknown as Effect
}

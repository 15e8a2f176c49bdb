/** The forms that coffee passes through, from fruit to powder (service.md section 8). */
export const coffeeForms = [
  'cherry',
  'cherry-dry',
  'parchment-wet',
  'parchment-dry',
  'green',
  'roasted',
  'ground',
] as const
export type CoffeeForm = (typeof coffeeForms)[number]

/** Ways of processing. */
export const processes = [
  'washed',
  'semi-washed',
  'wet-hulled',
  'honey',
  'natural',
  'anaerobic',
] as const
export type Process = (typeof processes)[number]

/** Steps, in the order in which they usually come. */
export const stepCodes = [
  'receive',
  'float',
  'pulp',
  'ferment',
  'wash',
  'pre-dry',
  'dry',
  'rest',
  'hull',
  'sort',
  'pack',
  'roast',
  'grind',
] as const
export type StepCode = (typeof stepCodes)[number]

/** What the sky was like while coffee dried. */
export const weathers = ['sunny', 'cloudy', 'rain'] as const
export type Weather = (typeof weathers)[number]

/** What goes off in a step, by kind. */
export const lossKinds = ['pulp', 'floaters', 'parchment', 'water', 'sorting', 'damage'] as const
export type LossKind = (typeof lossKinds)[number]
/** Whole grams by kind. */
export type Losses = Partial<Record<LossKind, number>>

/** What a sample is taken for; the first two put the lot before the quality officers. */
export const samplePurposes = ['test', 'cupping', 'buyer'] as const
export type SamplePurpose = (typeof samplePurposes)[number]

/** Forms that can lie in a bag. */
export const bagForms: readonly CoffeeForm[] = [
  'cherry-dry',
  'parchment-dry',
  'green',
  'roasted',
  'ground',
]

/** Forms in which a lot can be ready for a buyer. */
export const readyForms: readonly CoffeeForm[] = ['parchment-dry', 'green', 'roasted', 'ground']

/** True once the fruit is off: from here on dry mass is what must not grow. */
export function isPastCherry(form: CoffeeForm): boolean {
  return form !== 'cherry' && form !== 'cherry-dry'
}

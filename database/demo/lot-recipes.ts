import type { Process } from '../../domain/processing/coffee.ts'
import type { DemoStep } from './lot-maker.ts'
import type { Random } from './random.ts'

const hourMs = 3_600_000

/** From one form to the next: hours after the arrival, how long, how much comes out, how moist. */
type Line = [
  step: DemoStep['step'],
  formOut: DemoStep['formOut'],
  startHour: number,
  hours: number,
  ratio: number,
  moistureBp: number | null,
  loss: DemoStep['loss'],
]

const washed: Line[] = [
  ['float', 'cherry', 2, 1, 0.98, null, 'floaters'],
  ['pulp', 'parchment-wet', 4, 2, 0.48, null, 'pulp'],
  ['ferment', 'parchment-wet', 6, 16, 0.99, null, 'pulp'],
  ['wash', 'parchment-wet', 23, 2, 0.97, 5_300, 'pulp'],
  ['dry', 'parchment-dry', 26, 264, 0.52, 1_180, 'water'],
  ['hull', 'green', 700, 5, 0.8, 1_180, 'parchment'],
  ['sort', 'green', 708, 8, 0.96, 1_180, 'sorting'],
]
const wetHulled: Line[] = [
  ['pulp', 'parchment-wet', 4, 2, 0.49, null, 'pulp'],
  ['ferment', 'parchment-wet', 6, 12, 0.99, null, 'pulp'],
  ['wash', 'parchment-wet', 19, 2, 0.96, 5_400, 'pulp'],
  ['pre-dry', 'parchment-wet', 22, 40, 0.75, 3_900, 'water'],
  ['hull', 'green', 64, 4, 0.74, 3_600, 'parchment'],
  ['dry', 'green', 70, 80, 0.72, 1_200, 'water'],
  ['sort', 'green', 160, 8, 0.95, 1_200, 'sorting'],
]
const natural: Line[] = [
  ['float', 'cherry', 2, 1, 0.97, null, 'floaters'],
  ['dry', 'cherry-dry', 6, 480, 0.36, 1_150, 'water'],
  ['hull', 'green', 700, 6, 0.5, 1_150, 'parchment'],
  ['sort', 'green', 708, 8, 0.95, 1_150, 'sorting'],
]
const honey: Line[] = [
  ['float', 'cherry', 2, 1, 0.98, null, 'floaters'],
  ['pulp', 'parchment-wet', 4, 2, 0.49, 5_600, 'pulp'],
  ['dry', 'parchment-dry', 8, 380, 0.48, 1_170, 'water'],
  ['hull', 'green', 700, 6, 0.8, 1_170, 'parchment'],
  ['sort', 'green', 708, 8, 0.95, 1_170, 'sorting'],
]
const anaerobic: Line[] = [
  ['ferment', 'cherry', 4, 96, 0.98, null, 'water'],
  ['dry', 'cherry-dry', 102, 500, 0.36, 1_140, 'water'],
  ['hull', 'green', 760, 6, 0.5, 1_140, 'parchment'],
  ['sort', 'green', 770, 8, 0.95, 1_140, 'sorting'],
]
const lines: Record<Process, Line[]> = {
  washed,
  'semi-washed': wetHulled,
  'wet-hulled': wetHulled,
  honey,
  natural,
  anaerobic,
}

/** The steps of a process from the arrival of the cherry on, each a little different. */
export function stepsOf(random: Random, process: Process, arrivedAt: Date): DemoStep[] {
  return lines[process].map(([step, formOut, startHour, hours, ratio, moistureBp, loss]) => {
    const startedAt = new Date(arrivedAt.getTime() + startHour * hourMs)
    const endedAt = new Date(startedAt.getTime() + hours * hourMs)
    const wobble = 1 - random.whole(0, 12) / 1000
    return {
      step,
      formOut,
      ratio: Math.min(0.995, ratio * wobble),
      moistureBp,
      loss,
      startedAt,
      endedAt,
      ...(step === 'ferment' ? { ph: 4 + random.whole(1, 9) / 10, temperatureC: 21 } : {}),
      ...(step === 'dry' ? { readings: curve(startedAt, hours, moistureBp ?? 1_200) } : {}),
    }
  })
}

/** A reading a day, falling to the last moisture. */
function curve(startedAt: Date, hours: number, lastBp: number) {
  const days = Math.max(2, Math.round(hours / 24))
  return Array.from({ length: days }, (_, index) => {
    const at = new Date(startedAt.getTime() + (index + 1) * 24 * hourMs + 7 * hourMs)
    const rest = (1 - (index + 1) / days) ** 1.6
    const value = lastBp / 100 + rest * (52 - lastBp / 100)
    return { at: at.toISOString().slice(0, 16), value: Math.round(value * 10) / 10 }
  })
}

import { processes, type Process } from './coffee.ts'
import { w12G } from './moisture.ts'
import { sniGrades } from './sni-grade.ts'

/** A finished lot of green coffee, as far as the season's figures need it. */
export interface GreenLot {
  process: Process
  massG: number
  moistureBp: number | null
  cherryG: number
  grade: string | null
}

/** The green coffee of a season, whole grams. */
export interface SeasonGreen {
  greenG: number
  /** Without a grade, or outside the grades: what the programme is against. */
  asalanG: number
  gradesG: Record<string, number>
  /** Green coffee at 12 % moisture and the cherry that it was, by process. */
  outturns: { process: Process; w12G: number; cherryG: number }[]
}

/** Adds up finished lots. */
export function seasonGreen(lots: readonly GreenLot[]): SeasonGreen {
  const sum = (some: readonly GreenLot[]) => some.reduce((total, { massG }) => total + massG, 0)
  const graded = sniGrades.map((grade) => [grade, sum(lots.filter((lot) => lot.grade === grade))])
  const isAsalan = ({ grade }: GreenLot) => grade === null || grade === 'outside'
  return {
    greenG: sum(lots),
    asalanG: sum(lots.filter(isAsalan)),
    gradesG: Object.fromEntries(graded) as Record<string, number>,
    outturns: processes.flatMap((process) => outturnOf(process, lots)),
  }
}

// a lot whose moisture or cherry is not known says nothing of the outturn
function outturnOf(process: Process, lots: readonly GreenLot[]): SeasonGreen['outturns'] {
  const own = lots.filter(
    (lot) => lot.process === process && lot.moistureBp !== null && lot.cherryG > 0,
  )
  if (own.length === 0) return []
  const total = (pick: (lot: GreenLot) => number) => own.reduce((sum, lot) => sum + pick(lot), 0)
  return [
    {
      process,
      w12G: total((lot) => w12G(lot.massG, lot.moistureBp!)),
      cherryG: total(({ cherryG }) => cherryG),
    },
  ]
}

import { ReferenceItemModel } from '../../../models/reference-item.ts'
import type { Process, StepCode } from '../coffee.ts'
import { districtCodesIn, type IndicationRule } from '../indication.ts'
import type { PriceList, PriceStep } from '../price.ts'
import type { NormBand, Outturn, StepNorm } from '../steps.ts'

/** The steps of a process with their norms as the office keeps them now, in order. */
export async function readSteps(process: Process): Promise<StepNorm[]> {
  const items = await itemsOf('process-step')
  return items
    .map(({ values }) => normOf(values))
    .filter((norm) => norm.process === process)
    .sort((a, b) => a.order - b.order)
}

function normOf(values: Record<string, unknown>): StepNorm {
  const norm: StepNorm = {
    process: values['process'] as Process,
    step: values['step'] as StepCode,
    order: Number(values['order'] ?? 0),
  }
  const hours = bandOf(values, 'hoursMin', 'hoursMax')
  const moistureInPct = bandOf(values, 'moistureInMinPct', 'moistureInMaxPct')
  const moistureOutPct = bandOf(values, 'moistureOutMinPct', 'moistureOutMaxPct')
  const within = values['startWithinHours']
  if (hours) norm.hours = hours
  if (moistureInPct) norm.moistureInPct = moistureInPct
  if (moistureOutPct) norm.moistureOutPct = moistureOutPct
  if (typeof within === 'number') norm.startWithinHours = within
  return norm
}

function bandOf(values: Record<string, unknown>, min: string, max: string): NormBand | null {
  const [from, to] = [values[min], values[max]]
  return typeof from === 'number' && typeof to === 'number' ? { min: from, max: to } : null
}

/** Outturns of steps and lots by form. */
export async function readOutturns(): Promise<Outturn[]> {
  const items = await itemsOf('outturn')
  return items.map(({ values }) => ({
    ...(values as unknown as Omit<Outturn, 'at12'>),
    at12: values['basis'] === 'at-12',
  }))
}

/** The price list of cherry. */
export async function readPrices(): Promise<PriceList> {
  const items = await itemsOf('cherry-price')
  const base = items.find(({ values }) => !values['share'])
  return {
    basePerKg: Number(base?.values['rupiahPerKg'] ?? 0),
    steps: items
      .filter(({ values }) => values['share'])
      .map(({ values }) => values as unknown as PriceStep),
  }
}

/** The rules of the geographical indications. */
export async function readIndications(): Promise<(IndicationRule & { name: string })[]> {
  const items = await itemsOf('indication')
  return items.map(({ code, name, values }) => ({
    ...(values as unknown as IndicationRule),
    districtCodes: districtCodesIn(values['districtCodes']) ?? [],
    code,
    name,
  }))
}

/** The certification schemes that may be put on a lot, by name. */
export async function readSchemes(): Promise<{ code: string; name: string }[]> {
  const items = await itemsOf('certification')
  return items
    .map(({ code, name }) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

async function itemsOf(list: string) {
  return ReferenceItemModel.find({ list, isActive: true }).lean()
}

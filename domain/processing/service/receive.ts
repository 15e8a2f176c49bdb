import { Types } from 'mongoose'
import type { Farmer } from '../../../models/farmer.ts'
import { HarvestModel, type Harvest } from '../../../models/harvest.ts'
import { IntakeModel, type Intake } from '../../../models/intake.ts'
import { PlotModel, type Plot } from '../../../models/plot.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { dayOf, yearOf } from '../../dates.ts'
import { RuleBroken, type Question } from '../../errors.ts'
import type { Fault } from '../../fault.ts'
import { isId } from '../../find-visible.ts'
import { confirmBySight } from '../../harvests/service/decide.ts'
import { declareHarvest } from '../../harvests/service/register.ts'
import { nextNumber } from '../../numbers.ts'
import { answersTo, type Confirmed } from '../../questions.ts'
import { amountOf, priceByQuality } from '../price.ts'
import { judgeSlips, slipFaults, type SlipTold } from '../slip.ts'
import { farmerAtScales } from './farmer-at-scales.ts'
import { auditedIntake, tellFarmerOf } from './intake-trail.ts'
import { addToReceipt } from './receipts.ts'
import { readPrices } from './reference.ts'

/** A weigh slip as it is told; masses in whole grams. */
export interface IntakeTold extends SlipTold {
  /** Exact number or the id of the QR card. */
  farmerId: string
  plotId: string | null
  harvestId: string | null
  payment: Intake['payment'] | null
}

/**
 * Receives cherry: the weigh slip of one plot's harvest. Without a harvest one is written down,
 * which waits for the farmer's or leader's word; the slips of a told harvest confirm it together.
 * @throws {RuleBroken} when a figure cannot be or the slips pass 102 % of the harvest
 * @throws {MustAsk} when they pass 100 %, and what a new harvest asks
 */
export async function receiveCherry(
  actor: Actor,
  told: IntakeTold,
  confirmed: Confirmed,
  number: string,
): Promise<Intake> {
  const farmer = await farmerAtScales(told.farmerId)
  if (!farmer) throw new RuleBroken({ farmerId: { key: 'forms.notThere' } })
  const faults = slipFaults(told, now())
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const known = await harvestOf(farmer, told)
  const plot = await plotOf(farmer, told, known)
  const netG = told.grossG - told.tareG
  const price = told.pricePerKg ?? priceByQuality(await readPrices(), told)
  const harvest =
    known ?? (await writeDownHarvest(actor, { farmer, plot }, told, netG, price, confirmed))
  const receivedG = await addToReceipt(harvest._id, netG, 1)
  const answers = askAboutSlips(actor, receivedG, netG, harvest, confirmed)
  const intake = intakeOf(actor, { ...told, number, netG, price }, plot, harvest, !known)
  intake.answers = answers
  await IntakeModel.create([intake])
  await recordAudit(actor, {
    act: 'intake.receive',
    record: { kind: 'intake', id: String(intake._id), number, version: 1 },
    after: auditedIntake(intake),
  })
  if (known) await confirmHarvest(actor, known, receivedG, number)
  await tellFarmerOf(actor, intake, known ? 'received' : 'receivedNew')
  return intake
}

async function harvestOf(farmer: Farmer, told: IntakeTold): Promise<Harvest | null> {
  if (told.harvestId === null) return null
  const harvest = await HarvestModel.findOne({ _id: told.harvestId, farmerId: farmer._id }).lean()
  if (!harvest) throw new RuleBroken({ harvestId: { key: 'forms.notThere' } })
  if (harvest.status !== 'declared' && harvest.status !== 'confirmed')
    throw new RuleBroken({ harvestId: { key: 'processing.rules.harvestClosed' } })
  if (dayOf(told.receivedAt) < harvest.harvestedFrom)
    throw new RuleBroken({ receivedAt: { key: 'processing.rules.beforeHarvest' } })
  return harvest
}

async function plotOf(farmer: Farmer, told: IntakeTold, known: Harvest | null): Promise<Plot> {
  const wanted = told.plotId ?? (known ? String(known.plotId) : null)
  if (wanted === null) throw new RuleBroken({ plotId: { key: 'forms.missing' } })
  const filter = { _id: wanted, farmerId: farmer._id }
  const plot = isId(wanted) ? await PlotModel.findOne(filter).lean() : null
  const isClosed = plot?.status !== 'active' && !known
  if (!plot || isClosed) throw new RuleBroken({ plotId: { key: 'forms.notThere' } })
  if (known && String(known.plotId) !== String(plot._id))
    throw new RuleBroken({ plotId: { key: 'processing.rules.otherPlot' } })
  return plot
}

/** The fields of a new harvest at which its rules complain, by the fields of the slip. */
const slipFieldOf: Record<string, string> = {
  harvestedFrom: 'receivedAt',
  harvestedTo: 'receivedAt',
  weightKg: 'grossKg',
}

async function writeDownHarvest(
  actor: Actor,
  of: { farmer: Farmer; plot: Plot },
  told: IntakeTold,
  netG: number,
  pricePerKg: number | null,
  confirmed: Confirmed,
): Promise<Harvest> {
  const day = dayOf(told.receivedAt)
  const figures = {
    plotId: String(of.plot._id),
    harvestedFrom: day,
    harvestedTo: day,
    form: (told.redPct ?? 0) >= 90 ? ('cherry-red' as const) : ('cherry-mixed' as const),
    weightKg: netG / 1000,
    redPct: told.redPct,
    buyerKind: 'processor' as const,
    pricePerKg,
    note: null,
  }
  try {
    const number = await nextNumber(`PN-${yearOf(day)}`)
    return await declareHarvest(actor, of, figures, null, confirmed, number)
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error
    const faults = Object.entries(error.faults).map(([field, fault]): [string, Fault] => [
      slipFieldOf[field] ?? field,
      fault,
    ])
    throw new RuleBroken(Object.fromEntries(faults))
  }
}

function askAboutSlips(
  actor: Actor,
  receivedG: number,
  netG: number,
  harvest: Harvest,
  confirmed: Confirmed,
) {
  const values = {
    receivedKg: receivedG / 1000,
    harvestKg: harvest.weightG / 1000,
    leftKg: Math.max(0, harvest.weightG - receivedG + netG) / 1000,
  }
  const { asks, refuses } = judgeSlips(receivedG, harvest.weightG)
  if (refuses) throw new RuleBroken({ grossKg: { key: 'processing.rules.aboveHarvest', values } })
  const question: Question = {
    code: 'above-harvest',
    key: 'processing.asks.above-harvest',
    values,
  }
  return answersTo(actor, asks ? [question] : [], confirmed)
}

async function confirmHarvest(actor: Actor, harvest: Harvest, receivedG: number, slip: string) {
  if (!judgeSlips(receivedG, harvest.weightG).confirms) return
  // what a unit wrote down itself waits for the farmer's or leader's word
  const first = await IntakeModel.findOne({ harvestId: harvest._id, madeHarvest: true }).lean()
  if (!first) await confirmBySight(actor, harvest._id, slip)
}

function intakeOf(
  actor: Actor,
  told: IntakeTold & { number: string; netG: number; price: number },
  plot: Plot,
  harvest: Harvest,
  madeHarvest: boolean,
): Intake {
  const payment = told.payment ?? 'owed'
  return {
    _id: new Types.ObjectId(),
    number: told.number,
    status: 'received',
    organisationId: new Types.ObjectId(actor.organisationId),
    farmerId: plot.farmerId,
    plotId: plot._id,
    groupId: plot.groupId,
    districtCode: plot.districtCode,
    regencyCode: plot.regencyCode,
    harvestId: harvest._id,
    madeHarvest,
    form: harvest.form === 'cherry-dry' ? 'cherry-dry' : 'cherry',
    season: yearOf(dayOf(told.receivedAt)),
    receivedAt: told.receivedAt,
    receivedOn: dayOf(told.receivedAt),
    grossG: told.grossG,
    tareG: told.tareG,
    netG: told.netG,
    redPct: told.redPct,
    greenPct: told.greenPct,
    blackPct: told.blackPct,
    floaterPct: told.floaterPct,
    borerPct: told.borerPct,
    pricePerKg: told.price,
    amountRupiah: amountOf(told.netG, told.price),
    payment,
    paidAt: payment === 'paid' ? now() : null,
    lotId: null,
    receivedBy: new Types.ObjectId(actor.userId),
    receivedByName: actor.fullName,
    reason: null,
    answers: [],
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
}

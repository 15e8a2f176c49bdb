import express, { type Request } from 'express'
import { today } from '../../domain/clock.ts'
import { toGrams } from '../../domain/grams.ts'
import { nextNumber } from '../../domain/numbers.ts'
import { lossKinds, type Losses } from '../../domain/processing/coffee.ts'
import * as acts from '../../domain/processing/service/lot-acts.ts'
import { certifyLot, publishPrice } from '../../domain/processing/service/lot-claims.ts'
import { readLot } from '../../domain/processing/service/lot-read.ts'
import { makeLot } from '../../domain/processing/service/make.ts'
import { mergeLots } from '../../domain/processing/service/merge.ts'
import { splitLot } from '../../domain/processing/service/split.ts'
import { doStep } from '../../domain/processing/service/step.ts'
import { undoLast } from '../../domain/processing/service/undo.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { actRoutes } from '../act-routes.ts'
import * as forms from './forms.ts'
import { actPage } from './lot-act-page.ts'
import { lotPage } from './lot-page.ts'
import { lotsPage } from './lot-list-page.ts'
import { labelsPdf } from './labels-paper.ts'
import { tracePage } from './trace-page.ts'
import { mergePage, newLotPage, splitPage, stepPage } from './lot-form-pages.ts'

export const lots = express.Router()
const { sent, shown } = actRoutes(lots, '/lots/:id', 'lot', on)
const draw = () => nextNumber(`LT-${today().slice(0, 4)}`)

lots.get('/lots', may('lot.view'), lotsPage)
lots.get('/lots/new', may('lot.make'), newLotPage)
lots.post('/lots', may('lot.make'), accept(forms.lotForm, make, { orShow: newLotPage, draw }))
lots.get('/lots/split', may('lot.split'), splitPage)
lots.post('/lots/split', may('lot.split'), accept(forms.splitForm, split, { orShow: splitPage }))
lots.get('/lots/merge', may('lot.merge'), mergePage)
lots.post(
  '/lots/merge',
  may('lot.merge'),
  accept(forms.mergeForm, merge, { orShow: mergePage, draw }),
)
lots.get('/lots/:id', may('lot.view'), lotPage)
lots.get('/lots/:id/trace', may('lot.view'), tracePage)
lots.get('/lots/:id/labels.pdf', may('lot.view'), labelsPdf)
shown('steps', forms.stepForm, step, stepPage)
shown('pack', forms.packForm, pack, actPage('pack'))
shown('move', forms.moveForm, move, actPage('move'))
shown('sample', forms.sampleForm, sample, actPage('sample'))
shown('write-off', forms.writeOffForm, writeOff, actPage('write-off'))
shown('reject', forms.reasonForm, takeOff('reject'), actPage('reject'))
shown('withdraw', forms.reasonForm, takeOff('withdraw'), actPage('withdraw'))
shown('certify', forms.certifyForm, certify, actPage('certify'))
shown('publish-price', forms.priceForm, price, actPage('publish-price'))
sent('ready', forms.plainForm, ready, lotPage)
sent('undo', forms.plainForm, undo, lotPage)

async function on(req: Request) {
  return String((await readLot(req.actor!, String(req.params['id'])))._id)
}
type Moved<F> = Sent<FormOf<F>, string>

function done(id: unknown, say: string, values: Record<string, unknown> = {}) {
  return { to: `/lots/${String(id)}`, say: `lots.said.${say}`, values }
}

async function make({ actor, values, number }: Sent<FormOf<typeof forms.lotForm>, undefined>) {
  const lot = await makeLot(actor, values, number)
  return done(lot._id, 'made', { number })
}

async function split({ actor, values, version }: Sent<FormOf<typeof forms.splitForm>, undefined>) {
  const parts = values.parts.map(({ massKg, place }) => ({ massG: toGrams(massKg), place }))
  const lot = await splitLot(actor, values.lotId, version, parts)
  return done(lot._id, 'split', { count: parts.length })
}

async function merge({ actor, values, number }: Sent<FormOf<typeof forms.mergeForm>, undefined>) {
  const parents = values.parents.map(({ massKg, ...parent }) => ({
    ...parent,
    massG: toGrams(massKg),
  }))
  const lot = await mergeLots(actor, { name: values.name, parents }, number)
  return done(lot._id, 'merged', { number })
}

async function step({ actor, values, record, version, confirmed }: Moved<typeof forms.stepForm>) {
  const { massOutKg, losses, ...told } = values
  const typed = lossKinds.map((kind) => [kind, toGrams(losses[kind] ?? 0)] as const)
  const lost: Losses = Object.fromEntries(typed.filter(([, massG]) => massG > 0))
  await doStep(
    actor,
    record,
    version,
    { ...told, massOutG: toGrams(massOutKg), losses: lost },
    confirmed.explanation,
  )
  return done(record, 'step')
}

async function pack({ actor, values, record, version }: Moved<typeof forms.packForm>) {
  const { bags, bagKg } = values
  await acts.packLot(actor, record, version, { bags, bagG: toGrams(bagKg) })
  return done(record, 'packed', { count: bags })
}

async function move({ actor, values, record, version }: Moved<typeof forms.moveForm>) {
  await acts.moveLot(actor, record, version, values.place)
  return done(record, 'moved')
}

async function sample({ actor, values, record, version }: Moved<typeof forms.sampleForm>) {
  const taken = { massG: toGrams(values.massKg), purpose: values.for }
  await acts.sampleLot(actor, record, version, taken)
  return done(record, 'sampled')
}

async function writeOff({ actor, values, record, version }: Moved<typeof forms.writeOffForm>) {
  const { massKg, reason } = values
  await acts.writeOff(actor, record, version, { massG: toGrams(massKg), reason })
  return done(record, 'writtenOff')
}

function takeOff(act: 'reject' | 'withdraw') {
  return async ({ actor, values, record, version }: Moved<typeof forms.reasonForm>) => {
    await acts.takeOff(actor, record, version, act, values.reason)
    return done(record, act)
  }
}

async function ready({ actor, record, version, confirmed }: Moved<typeof forms.plainForm>) {
  await acts.makeReady(actor, record, version, confirmed)
  return done(record, 'ready')
}

async function certify({ actor, values, record, version }: Moved<typeof forms.certifyForm>) {
  await certifyLot(actor, record, version, values)
  return done(record, 'certified')
}

async function price({ actor, values, record, version, confirmed }: Moved<typeof forms.priceForm>) {
  await publishPrice(actor, record, version, values.salePricePerKg, confirmed)
  return done(record, 'priced')
}

async function undo({ actor, record, version }: Moved<typeof forms.plainForm>) {
  await undoLast(actor, record, version)
  return done(record, 'undone')
}

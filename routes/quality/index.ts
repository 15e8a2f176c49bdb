import express, { type Request } from 'express'
import { today } from '../../domain/clock.ts'
import { nextNumber } from '../../domain/numbers.ts'
import { holdCupping, readCupping, type Cupping } from '../../domain/processing/service/cuppings.ts'
import { closeCupping, scoreSample } from '../../domain/processing/service/cupping-scores.ts'
import { recordTest } from '../../domain/processing/service/quality-tests.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { certificatePage, certificatePaper } from './certificate.ts'
import { closing, cuppingForm, scoreForm } from './cupping-forms.ts'
import { cuppingPage, cuppingsPage, newCuppingPage, scorePage } from './cupping-pages.ts'
import { gradePage } from './grade-page.ts'
import { seasonsPage } from './seasons-page.ts'
import { qualityTest } from './test-forms.ts'
import { newTestPage, testPage, testsPage } from './test-pages.ts'

export const quality = express.Router()

quality.get('/quality/grade', may('public'), gradePage)
quality.get('/quality/certificates/:code', may('public'), certificatePage)
quality.get('/quality/seasons', may('quality-season.view'), seasonsPage)
quality.get('/quality-tests', may('quality-test.view'), testsPage)
quality.get('/quality-tests/new', may('quality-test.record'), newTestPage)
quality.post(
  '/quality-tests',
  may('quality-test.record'),
  accept(qualityTest, record, {
    orShow: newTestPage,
    draw: () => nextNumber(`UJ-${today().slice(0, 4)}`),
  }),
)
quality.get('/quality-tests/:id', may('quality-test.view'), testPage)
quality.get('/quality-tests/:id/certificate.pdf', may('quality-test.view'), certificatePaper)
quality.get('/cuppings', may('cupping.view'), cuppingsPage)
quality.get('/cuppings/new', may('cupping.hold'), newCuppingPage)
quality.post(
  '/cuppings',
  may('cupping.hold'),
  accept(cuppingForm, hold, { orShow: newCuppingPage }),
)
quality.get('/cuppings/:id', may('cupping.view'), cuppingPage)
quality.get('/cuppings/:id/scores', may('cupping.score'), scorePage)
quality.post(
  '/cuppings/:id/scores',
  may('cupping.score'),
  accept(scoreForm, score, { on, orShow: scorePage }),
)
quality.post(
  '/cuppings/:id/close',
  may('cupping.close'),
  accept(closing, close, { on, orShow: cuppingPage }),
)

async function on(req: Request): Promise<Cupping> {
  return readCupping(req.actor!, String(req.params['id']))
}

async function record({ actor, values, number }: Sent<FormOf<typeof qualityTest>, undefined>) {
  const test = await recordTest(actor, values, number)
  const to = `/quality-tests/${String(test._id)}`
  return { to, say: 'quality.said.recorded', values: { number } }
}

async function hold({ actor, values }: Sent<FormOf<typeof cuppingForm>, undefined>) {
  const cupping = await holdCupping(actor, values)
  return { to: `/cuppings/${String(cupping._id)}`, say: 'quality.said.held' }
}

async function score({ actor, values, record: cupping }: Sent<FormOf<typeof scoreForm>, Cupping>) {
  const { sampleCode, note, uniformCups, cleanCups, sweetCups, taintCups, faultCups, ...quarters } =
    values
  const cups = { uniformCups, cleanCups, sweetCups }
  const faulty = { taintCups: taintCups ?? 0, faultCups: faultCups ?? 0 }
  await scoreSample(actor, cupping, sampleCode, { quarters, ...cups, ...faulty }, note)
  return {
    to: `/cuppings/${String(cupping._id)}`,
    say: 'quality.said.scored',
    values: { sampleCode },
  }
}

async function close({ actor, record: cupping, version }: Sent<object, Cupping>) {
  await closeCupping(actor, cupping, version)
  return { to: `/cuppings/${String(cupping._id)}`, say: 'quality.said.closed' }
}

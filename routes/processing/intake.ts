import express, { type Request } from 'express'
import { today } from '../../domain/clock.ts'
import { toGrams } from '../../domain/grams.ts'
import { nextNumber } from '../../domain/numbers.ts'
import { actOnIntake, type IntakeAct } from '../../domain/processing/service/intake-acts.ts'
import { readIntake, type Intake } from '../../domain/processing/service/intake-list.ts'
import { receiveCherry } from '../../domain/processing/service/receive.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { intakeForm, plainForm, reasonForm } from './forms.ts'
import { intakePage, newIntakePage, rejectIntakePage } from './intake-pages.ts'
import { owedPage } from './owed-page.ts'
import { slipPdf } from './slip-paper.ts'
import { intakesPage } from './intake-list-page.ts'

export const intakes = express.Router()

intakes.get('/processing/intake', may('intake.view'), intakesPage)
intakes.get('/processing/owed', may('intake.pay'), owedPage)
intakes.get('/processing/intake/new', may('intake.receive'), newIntakePage)
intakes.post(
  '/processing/intake',
  may('intake.receive'),
  accept(intakeForm, receive, {
    orShow: newIntakePage,
    draw: () => nextNumber(`TR-${today().slice(0, 4)}`),
  }),
)
intakes.get('/processing/intake/:id', may('intake.view'), intakePage)
intakes.get('/processing/intake/:id/slip.pdf', may('intake.view'), slipPdf)
intakes.get('/processing/intake/:id/reject', may('intake.reject'), rejectIntakePage)
intakes.post(
  '/processing/intake/:id/reject',
  may('intake.reject'),
  accept(reasonForm, act('reject'), { on, orShow: rejectIntakePage }),
)
intakes.post(
  '/processing/intake/:id/pay',
  may('intake.pay'),
  accept(plainForm, act('pay'), { on, orShow: intakePage }),
)
intakes.post(
  '/processing/intake/:id/agree',
  may('intake.agree'),
  accept(plainForm, act('agree'), { on, orShow: intakePage }),
)

async function on(req: Request): Promise<Intake> {
  return readIntake(req.actor!, String(req.params['id']))
}

async function receive({
  actor,
  values,
  confirmed,
  number,
}: Sent<FormOf<typeof intakeForm>, undefined>) {
  const { grossKg, tareKg, ...told } = values
  const intake = await receiveCherry(
    actor,
    { ...told, grossG: toGrams(grossKg), tareG: toGrams(tareKg ?? 0) },
    confirmed,
    number,
  )
  return {
    to: `/processing/intake/${String(intake._id)}`,
    say: 'processing.said.received',
    values: { number },
  }
}

function act(name: IntakeAct) {
  return async ({ actor, values, record, version }: Sent<{ reason?: string }, Intake>) => {
    const id = String(record._id)
    await actOnIntake(actor, id, version, name, values.reason ?? null)
    return { to: `/processing/intake/${id}`, say: `processing.said.${name}` }
  }
}

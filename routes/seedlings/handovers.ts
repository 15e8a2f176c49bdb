import express, { type Request } from 'express'
import { today } from '../../domain/clock.ts'
import { nextNumber } from '../../domain/numbers.ts'
import { distribute } from '../../domain/seedlings/service/distribute.ts'
import { findHandover, handOver, type Handover } from '../../domain/seedlings/service/handovers.ts'
import { receive } from '../../domain/seedlings/service/receive.ts'
import { returnPlants } from '../../domain/seedlings/service/return.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { inTurn } from '../../middleware/in-turn.ts'
import { may } from '../../middleware/may.ts'
import { distributionForm, handoverForm, receivingForm, returnForm } from './forms.ts'
import { distributePage, newHandoverPage } from './handover-forms.ts'
import { handoverPage, handoversPage } from './handover-pages.ts'
import { drawnSignature } from './signature.ts'

export const handovers = express.Router()

const turn = inTurn(({ params }) => `handover:${String(params['id'])}`)

handovers.get('/handovers', may('handover.view'), handoversPage)
handovers.get('/handovers/new', may('handover.make'), newHandoverPage)
handovers.post(
  '/handovers',
  may('handover.make'),
  inTurn(({ actor }) => `handovers:${actor?.organisationId}`),
  accept(handoverForm, send, {
    orShow: newHandoverPage,
    draw: () => nextNumber(`SR-${today().slice(0, 4)}`),
  }),
)
handovers.get('/handovers/:id', may('handover.view'), handoverPage)
handovers.post(
  '/handovers/:id/receive',
  may('handover.receive'),
  accept(receivingForm, count, { on, orShow: handoverPage }),
)
handovers.get('/handovers/:id/distribute', may('handover.distribute'), distributePage)
handovers.post(
  '/handovers/:id/distribute',
  may('handover.distribute'),
  turn,
  drawnSignature,
  accept(distributionForm, give, {
    on,
    orShow: distributePage,
    draw: () => nextNumber(`BA-${today().slice(0, 4)}`),
  }),
)
handovers.post(
  '/handovers/:id/return',
  may('handover.return'),
  accept(returnForm, takeBack, { on, orShow: handoverPage }),
)

async function on(req: Request) {
  return findHandover(req.actor!, String(req.params['id']))
}

const hrefOf = ({ _id }: Pick<Handover, '_id'>) => `/handovers/${String(_id)}`

async function send({ actor, values, number }: Sent<FormOf<typeof handoverForm>, undefined>) {
  const handover = await handOver(actor, values, number)
  return { to: hrefOf(handover), say: 'seedlings.said.handover', values: { number } }
}

async function count({
  actor,
  values,
  record,
  version,
}: Sent<FormOf<typeof receivingForm>, Handover>) {
  await receive(actor, String(record._id), version, values)
  return { to: hrefOf(record), say: 'seedlings.said.receive' }
}

async function give({
  actor,
  values,
  record,
  files,
  number,
}: Sent<FormOf<typeof distributionForm>, Handover>) {
  const { photos, papers } = files
  const receipt = await distribute(
    actor,
    String(record._id),
    values,
    {
      signature: photos['signature']?.[0] ?? null,
      identityPhoto: photos['identityPhoto']?.[0] ?? null,
      photo: photos['photo']?.[0] ?? null,
      proxyLetter: papers['proxyLetter']?.[0] ?? null,
    },
    number,
  )
  return { to: `/receipts/${receipt.number}`, say: 'seedlings.said.distribute', values: { number } }
}

async function takeBack({
  actor,
  values,
  record,
  version,
}: Sent<FormOf<typeof returnForm>, Handover>) {
  await returnPlants(actor, String(record._id), version, values)
  return { to: hrefOf(record), say: 'seedlings.said.return' }
}

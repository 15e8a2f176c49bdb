import express, { type Request } from 'express'
import { today } from '../../domain/clock.ts'
import { visitPrefix } from '../../domain/visits/service/plan.ts'
import { nextNumber } from '../../domain/numbers.ts'
import {
  closeRequest,
  overrideAltitude,
  verifyRequest,
} from '../../domain/seedlings/service/decide.ts'
import {
  findRequest,
  hrefOf,
  makeRequest,
  type SeedlingRequest,
} from '../../domain/seedlings/service/requests.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { reasonForm, requestForm, verifyForm } from './forms.ts'
import { newRequestPage } from './request-form.ts'
import { requestPage, requestsPage } from './request-pages.ts'

export const requests = express.Router()

requests.get('/seedling-requests', may('seedling-request.view'), requestsPage)
requests.get('/seedling-requests/new', may('seedling-request.make'), newRequestPage)
requests.post(
  '/seedling-requests',
  may('seedling-request.make'),
  accept(requestForm, make, {
    orShow: newRequestPage,
    draw: () => nextNumber(`UB-${today().slice(0, 4)}`),
  }),
)
requests.get('/seedling-requests/:id', may('seedling-request.view'), requestPage)
requests.post(
  '/seedling-requests/:id/verify',
  may('seedling-request.verify'),
  accept(verifyForm, verify, {
    on,
    orShow: requestPage,
    draw: () => nextNumber(visitPrefix()),
  }),
)
requests.post(
  '/seedling-requests/:id/reject',
  may('seedling-request.reject'),
  accept(reasonForm, close('reject'), { on, orShow: requestPage }),
)
requests.post(
  '/seedling-requests/:id/cancel',
  may('seedling-request.cancel'),
  accept(reasonForm, close('cancel'), { on, orShow: requestPage }),
)
requests.post(
  '/seedling-requests/:id/override-altitude',
  may('seedling-request.override-altitude'),
  accept(reasonForm, override, { on, orShow: requestPage }),
)

async function on(req: Request) {
  return findRequest(req.actor!, String(req.params['id']))
}

async function make({ actor, values, number }: Sent<FormOf<typeof requestForm>, undefined>) {
  const request = await makeRequest(actor, values, number)
  return { to: hrefOf(request), say: 'seedlings.said.request', values: { number } }
}

async function verify({
  number,
  actor,
  values,
  record,
  version,
  files,
  confirmed,
}: Sent<FormOf<typeof verifyForm>, SeedlingRequest>) {
  const photoId = files.photos['photo']?.[0] ?? null
  await verifyRequest(actor, String(record._id), version, values, photoId, number, confirmed)
  return { to: hrefOf(record), say: 'seedlings.said.verify' }
}

function close(act: 'reject' | 'cancel') {
  return async ({
    actor,
    values,
    record,
    version,
  }: Sent<FormOf<typeof reasonForm>, SeedlingRequest>) => {
    await closeRequest(actor, String(record._id), version, act, values.reason)
    return { to: hrefOf(record), say: `seedlings.said.${act}` }
  }
}

async function override({
  actor,
  values,
  record,
  version,
}: Sent<FormOf<typeof reasonForm>, SeedlingRequest>) {
  await overrideAltitude(actor, String(record._id), version, values.reason)
  return { to: hrefOf(record), say: 'seedlings.said.override' }
}

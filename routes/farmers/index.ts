import express, { type Request } from 'express'
import type { Actor } from '../../domain/actor.ts'
import { nextNumber } from '../../domain/numbers.ts'
import { recordConsent } from '../../domain/farmers/service/consents.ts'
import { editFarmer } from '../../domain/farmers/service/edit.ts'
import { farmerAsSeenBy, readFarmer } from '../../domain/farmers/service/read.ts'
import { registerFarmer } from '../../domain/farmers/service/register.ts'
import { unmask } from '../../domain/farmers/service/unmask.ts'
import { accept, type FormOf, type Sent, type Standing } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { consentsPage } from './consents-page.ts'
import { change, decision, registration, unmasking } from './forms.ts'
import { editFarmerPage, newFarmerPage } from './form-pages.ts'
import { farmersPage } from './list-page.ts'
import { farmerPage } from './pages.ts'

export const farmers = express.Router()

farmers.get('/farmers', may('farmer.list'), farmersPage)
farmers.get('/farmers/new', may('farmer.register'), newFarmerPage)
farmers.post(
  '/farmers',
  may('farmer.register'),
  accept(registration, register, { orShow: newFarmerPage, draw: () => nextNumber('PT') }),
)
farmers.get('/farmers/:id', may('farmer.view'), farmerPage)
farmers.get('/farmers/:id/edit', may('farmer.edit'), editFarmerPage)
farmers.post(
  '/farmers/:id',
  may('farmer.edit'),
  accept(change, edit, { on, orShow: editFarmerPage, standing }),
)
farmers.post(
  '/farmers/:id/unmask',
  may('farmer.unmask'),
  accept(unmasking, showOnce, { on, orShow: farmerPage }),
)
farmers.get('/farmers/:id/consents', may('consent.view'), consentsPage)
farmers.post(
  '/farmers/:id/consents',
  may('consent.record'),
  accept(decision, decide, { on, orShow: consentsPage }),
)

async function on(req: Request) {
  const farmer = await readFarmer(req.actor!, String(req.params['id']))
  return { farmer, id: farmer._id.toHexString(), session: req.session }
}
type Found = Awaited<ReturnType<typeof on>>

function standing({ farmer }: Found, actor: Actor): Standing {
  const seen = farmerAsSeenBy(actor, farmer)
  return {
    fullName: seen.fullName,
    gender: seen.gender,
    birthOn: seen.birthOn,
    phone: seen.phone,
    villageCode: seen.villageCode,
    address: seen.address,
    groupId: seen.groupId,
  }
}

async function register({
  actor,
  values,
  files,
  confirmed,
  number,
}: Sent<FormOf<typeof registration>, undefined>) {
  const photoId = files.photos['photo']?.[0] ?? null
  const farmer = await registerFarmer(actor, values, photoId, confirmed, number)
  return {
    to: `/farmers/${String(farmer._id)}`,
    say: 'farmers.said.registered',
    values: { number },
  }
}

async function edit({
  actor,
  values,
  record,
  files,
  confirmed,
  version,
}: Sent<FormOf<typeof change>, Found>) {
  const photoId = files.photos['photo']?.[0] ?? null
  await editFarmer(actor, record.id, version, values, photoId, confirmed)
  return { to: `/farmers/${record.id}`, say: 'farmers.said.edited' }
}

async function showOnce({ actor, values, record }: Sent<FormOf<typeof unmasking>, Found>) {
  await unmask(actor, record.farmer, values.field, values.reason)
  // only what to show is remembered: the number itself stays encrypted until the page is drawn
  record.session.shownOnce = { key: `farmer.${values.field}`, value: record.id }
  return { to: `/farmers/${record.id}` }
}

async function decide({ actor, values, record, files }: Sent<FormOf<typeof decision>, Found>) {
  await recordConsent(actor, record.id, values, files.photos['evidence']?.[0] ?? null)
  const isGiven = values.decision === 'given'
  return {
    to: `/farmers/${record.id}/consents`,
    say: isGiven ? 'farmers.said.consentGiven' : 'farmers.said.consentWithdrawn',
  }
}

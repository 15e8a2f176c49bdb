import express, { type Request } from 'express'
import {
  readEquipment,
  registerEquipment,
  serviceEquipment,
  type Equipment,
} from '../../domain/processing/service/equipment.ts'
import { recordReading } from '../../domain/processing/service/storage.ts'
import { assertVersion } from '../../domain/find-visible.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { equipmentForm, readingForm, serviceForm } from './forms.ts'
import { cardPage, cardPdf } from './farmer-card.ts'
import {
  equipmentListPage,
  equipmentPage,
  newEquipmentPage,
  storagePage,
  unitPage,
} from './unit-pages.ts'

export const unit = express.Router()

unit.get('/processing', may('processing.view'), unitPage)
unit.get('/equipment', may('equipment.view'), equipmentListPage)
unit.get('/equipment/new', may('equipment.register'), newEquipmentPage)
unit.post(
  '/equipment',
  may('equipment.register'),
  accept(equipmentForm, register, { orShow: newEquipmentPage }),
)
unit.get('/equipment/:id', may('equipment.view'), equipmentPage)
unit.post(
  '/equipment/:id/service',
  may('equipment.service'),
  accept(serviceForm, service, { on, orShow: equipmentPage }),
)
unit.get('/storage', may('storage.view'), storagePage)
unit.post('/storage', may('storage.record'), accept(readingForm, measure, { orShow: storagePage }))
unit.get('/farmers/:id/card', may('farmer.view'), cardPage)
unit.get('/farmers/:id/card.pdf', may('farmer.view'), cardPdf)

async function on(req: Request): Promise<Equipment> {
  return readEquipment(req.actor!, String(req.params['id']))
}

async function register({ actor, values, files }: Sent<FormOf<typeof equipmentForm>, undefined>) {
  const paper = files.papers['aidDocument']?.[0] ?? null
  const { _id } = await registerEquipment(actor, values, paper)
  return { to: `/equipment/${String(_id)}`, say: 'processing.said.equipment' }
}

async function service({
  actor,
  values,
  record,
  version,
}: Sent<FormOf<typeof serviceForm>, Equipment>) {
  assertVersion('equipment', record, version)
  await serviceEquipment(actor, record, values)
  return { to: `/equipment/${String(record._id)}`, say: 'processing.said.service' }
}

async function measure({ actor, values }: Sent<FormOf<typeof readingForm>, undefined>) {
  await recordReading(actor, values)
  return {
    to: values.lotId ? `/lots/${values.lotId}` : '/storage',
    say: 'processing.said.measured',
  }
}

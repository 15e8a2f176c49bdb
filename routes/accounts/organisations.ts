import express, { type Request } from 'express'
import {
  editOrganisation,
  readOrganisation,
  registerOrganisation,
  type Organisation,
} from '../../domain/accounts/service/organisations.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { changedOrganisation, newOrganisation } from './forms.ts'
import {
  editOrganisationPage,
  newOrganisationPage,
  organisationPage,
  organisationsPage,
} from './organisation-pages.ts'

export const organisations = express.Router()

organisations.get('/admin/organisations', may('organisation.view'), organisationsPage)
organisations.get('/admin/organisations/new', may('organisation.register'), newOrganisationPage)
organisations.post(
  '/admin/organisations',
  may('organisation.register'),
  accept(newOrganisation, register, { orShow: newOrganisationPage }),
)
organisations.get('/admin/organisations/:id', may('organisation.view'), organisationPage)
organisations.get('/admin/organisations/:id/edit', may('organisation.edit'), editOrganisationPage)
organisations.post(
  '/admin/organisations/:id',
  may('organisation.edit'),
  accept(changedOrganisation, edit, {
    on: (req: Request) => readOrganisation(req.actor!, String(req.params['id'])),
    orShow: editOrganisationPage,
  }),
)

type Written = FormOf<typeof newOrganisation>

async function register({ actor, values }: Sent<Written, undefined>) {
  const id = await registerOrganisation(actor, values)
  return { to: `/admin/organisations/${id}`, say: 'organisations.said.registered' }
}

async function edit({ actor, values, record, version }: Sent<Written, Organisation>) {
  const id = String(record._id)
  await editOrganisation(actor, id, version, values)
  return { to: `/admin/organisations/${id}`, say: 'organisations.said.edited' }
}

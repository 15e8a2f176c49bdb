import express, { type Request } from 'express'
import { editScheme, openScheme } from '../../domain/loans/service/edit-scheme.ts'
import { readScheme } from '../../domain/loans/service/schemes.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { change, opening, toldIn } from './forms.ts'
import { schemesPage } from './list-page.ts'
import { editSchemePage, newSchemePage, schemePage } from './pages.ts'

export const loanSchemes = express.Router()

loanSchemes.get('/loan-schemes', may('scheme.view'), schemesPage)
loanSchemes.get('/loan-schemes/new', may('scheme.open'), newSchemePage)
loanSchemes.post(
  '/loan-schemes',
  may('scheme.open'),
  accept(opening, open, { orShow: newSchemePage }),
)
loanSchemes.get('/loan-schemes/:code', may('scheme.view'), schemePage)
loanSchemes.get('/loan-schemes/:code/edit', may('scheme.edit'), editSchemePage)
loanSchemes.post(
  '/loan-schemes/:code',
  may('scheme.edit'),
  accept(change, edit, { on, orShow: editSchemePage }),
)

async function on(req: Request) {
  return readScheme(String(req.params['code']))
}
type Found = Awaited<ReturnType<typeof on>>

async function open({ actor, values }: Sent<FormOf<typeof opening>, undefined>) {
  const { code, bankId, ...told } = values
  await openScheme(actor, code, bankId, toldIn(told))
  return { to: `/loan-schemes/${code}`, say: 'schemes.said.opened' }
}

async function edit({ actor, values, record, version }: Sent<FormOf<typeof change>, Found>) {
  const { code } = record.scheme
  await editScheme(actor, code, version, toldIn(values))
  return { to: `/loan-schemes/${code}`, say: 'schemes.said.edited' }
}

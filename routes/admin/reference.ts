import express, { type Request } from 'express'
import { addItem, editItem, readItem } from '../../domain/admin/service/reference.ts'
import type { ReferenceList } from '../../domain/reference/list.ts'
import { referenceLists } from '../../domain/reference/lists.ts'
import { accept, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { itemForm, toldOf, type ItemValues } from './reference-form.ts'
import { itemPage, listPage, newItemPage, referencePage } from './reference-pages.ts'

export const reference = express.Router()

reference.get('/admin/reference', may('reference.edit'), referencePage)
// each list has routes and a form of its own, made from what it declares
for (const list of referenceLists) addRoutes(list)

function addRoutes(list: ReferenceList): void {
  const base = `/admin/reference/${list.code}`
  const newPage = newItemPage(list)
  const page = itemPage(list)
  const on = (req: Request) => readItem(list, String(req.params['code']))

  reference.get(base, may('reference.edit'), listPage(list))
  reference.get(`${base}/new`, may('reference.edit'), newPage)
  reference.post(
    base,
    may('reference.edit'),
    accept(itemForm(list, true), add(list), { orShow: newPage }),
  )
  reference.get(`${base}/:code`, may('reference.edit'), page)
  reference.post(
    `${base}/:code`,
    may('reference.edit'),
    accept(itemForm(list, false), edit(list), { on, orShow: page }),
  )
}

function add(list: ReferenceList) {
  return async ({ actor, values }: Sent<ItemValues, undefined>) => {
    const item = await addItem(actor, list, values.code!, toldOf(list, values))
    return { to: `/admin/reference/${list.code}/${item.code}`, say: 'references.said.added' }
  }
}

function edit(list: ReferenceList) {
  return async ({
    actor,
    values,
    record,
    version,
  }: Sent<ItemValues, Awaited<ReturnType<typeof readItem>>>) => {
    await editItem(actor, list, record.code, version, toldOf(list, values))
    return { to: `/admin/reference/${list.code}/${record.code}`, say: 'references.said.edited' }
  }
}

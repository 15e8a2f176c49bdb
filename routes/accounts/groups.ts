import express, { type Request } from 'express'
import { editGroup, readGroup, type ShownGroup } from '../../domain/accounts/service/groups.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { changedGroup } from './forms.ts'
import { editGroupPage, groupPage, groupsPage } from './group-pages.ts'

export const groups = express.Router()

groups.get('/groups', may('group.view'), groupsPage)
groups.get('/groups/:id', may('group.view'), groupPage)
groups.get('/groups/:id/edit', may('group.edit'), editGroupPage)
groups.post(
  '/groups/:id',
  may('group.edit'),
  accept(changedGroup, edit, {
    on: (req: Request) => readGroup(req.actor!, String(req.params['id'])),
    orShow: editGroupPage,
  }),
)

async function edit({
  actor,
  values,
  record,
  version,
}: Sent<FormOf<typeof changedGroup>, ShownGroup>) {
  const id = String(record._id)
  await editGroup(actor, id, version, values)
  return { to: `/groups/${id}`, say: 'groups.said.edited' }
}

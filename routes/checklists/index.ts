import express, { type Request } from 'express'
import {
  addQuestion,
  editQuestion,
  moveQuestion,
  removeQuestion,
  setCondition,
} from '../../domain/visits/service/checklist-changes.ts'
import {
  questionIn,
  readDraft,
  type FoundDraft,
} from '../../domain/visits/service/checklist-drafts.ts'
import { discardDraft, publishChecklist } from '../../domain/visits/service/checklist-publishing.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { checklistPage } from './checklist-page.ts'
import { conditionPage } from './condition-page.ts'
import { condition, move, newQuestion, nothing, publication, question } from './forms.ts'
import { checklistsPage } from './list-page.ts'
import { newQuestionPage, questionPage } from './question-page.ts'

export const checklists = express.Router()

const one = '/visits/checklists/:kind'
const asked = `${one}/questions/:code`

checklists.get('/visits/checklists', may('checklist.view'), checklistsPage)
checklists.get(one, may('checklist.edit'), checklistPage)
checklists.get(`${one}/questions/new`, may('checklist.edit'), newQuestionPage)
checklists.post(
  `${one}/questions`,
  may('checklist.edit'),
  accept(newQuestion, added, { on, orShow: newQuestionPage }),
)
checklists.get(asked, may('checklist.edit'), questionPage)
checklists.post(
  asked,
  may('checklist.edit'),
  accept(question, edited, { on: onQuestion, orShow: questionPage }),
)
checklists.get(`${asked}/condition`, may('checklist.edit'), conditionPage)
checklists.post(
  `${asked}/condition`,
  may('checklist.edit'),
  accept(condition, conditioned, { on: onQuestion, orShow: conditionPage }),
)
checklists.post(
  `${asked}/move`,
  may('checklist.edit'),
  accept(move, moved, { on: onQuestion, orShow: checklistPage }),
)
checklists.post(
  `${asked}/remove`,
  may('checklist.edit'),
  accept(nothing, removed, { on: onQuestion, orShow: checklistPage }),
)
checklists.post(
  `${one}/publish`,
  may('checklist.edit'),
  accept(publication, published, { on, orShow: checklistPage }),
)
checklists.post(
  `${one}/discard`,
  may('checklist.edit'),
  accept(nothing, discarded, { on, orShow: checklistPage }),
)

async function on(req: Request) {
  return readDraft(String(req.params['kind']))
}

async function onQuestion(req: Request) {
  const found = await on(req)
  return { ...found, code: questionIn(found, String(req.params['code'])).code }
}

type FoundQuestion = Awaited<ReturnType<typeof onQuestion>>

const addressOf = ({ kind }: Pick<FoundDraft, 'kind'>) => `/visits/checklists/${kind}`

async function added({
  actor,
  values,
  record,
  version,
}: Sent<FormOf<typeof newQuestion>, FoundDraft>) {
  await addQuestion(actor, record.kind, version, values.answer, values)
  return { to: addressOf(record), say: 'checklists.said.added' }
}

async function edited({
  actor,
  values,
  record,
  version,
}: Sent<FormOf<typeof question>, FoundQuestion>) {
  await editQuestion(actor, record.kind, version, record.code, values)
  return { to: addressOf(record), say: 'checklists.said.edited' }
}

async function conditioned({
  actor,
  values,
  record,
  version,
}: Sent<FormOf<typeof condition>, FoundQuestion>) {
  const { whenCode, whenIs, whenAtLeast } = values
  const answer = whenAtLeast === null ? { is: whenIs } : { atLeast: whenAtLeast }
  const when = whenCode ? { code: whenCode, ...answer } : null
  await setCondition(actor, record.kind, version, record.code, when)
  return { to: addressOf(record), say: 'checklists.said.edited' }
}

async function moved({ actor, values, record, version }: Sent<FormOf<typeof move>, FoundQuestion>) {
  await moveQuestion(actor, record.kind, version, record.code, values.direction)
  return {
    to: `${addressOf(record)}?open=${record.code}#q-${record.code}`,
    say: 'checklists.said.moved',
  }
}

async function removed({ actor, record, version }: Sent<object, FoundQuestion>) {
  await removeQuestion(actor, record.kind, version, record.code)
  return { to: addressOf(record), say: 'checklists.said.removed' }
}

async function published({
  actor,
  values,
  record,
  version,
}: Sent<FormOf<typeof publication>, FoundDraft>) {
  const made = await publishChecklist(actor, record.kind, version, values.reason)
  return { to: addressOf(record), say: 'checklists.said.published', values: { version: made } }
}

async function discarded({ actor, record, version }: Sent<object, FoundDraft>) {
  await discardDraft(actor, record.kind, version)
  return { to: addressOf(record), say: 'checklists.said.discarded' }
}

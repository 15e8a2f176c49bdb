import type { Request, Response } from 'express'
import { markRead, readInbox, type Message } from '../../domain/messages.ts'
import { everyRow, sendFile } from '../files-out.ts'
import { spoken } from '../form-view.ts'
import { listLinks } from '../list-links.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'

/** What was told to the reader, newest first; what is on the page counts as read. */
export async function inboxPage(req: Request, res: Response): Promise<void> {
  const read = (after: string | null) => readInbox(req.actor!, after)
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx') {
    const columns = ['id', 'at', 'text', 'href', 'isNew']
    return sendFile(res, format, 'pesan', columns, everyRow(read), (each) => messageRow(res, each))
  }
  const after = queryText(req, 'after')
  const page = await read(after)
  const rows = page.rows.map((message) => messageRow(res, message))
  await markRead(page.rows)
  present(req, res, 'home/inbox', {
    data: { rows, next: page.next },
    rows,
    title: res.locals.t('home.inbox.title'),
    ...listLinks(req, after, page.next),
  })
}

function messageRow(res: Response, { _id, key, values, href, at, readAt }: Message) {
  const text = res.locals.t(key, { ...values, ...spoken(res, values) })
  return { id: String(_id), text, href, at, isNew: readAt === null }
}

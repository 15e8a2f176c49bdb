import type { Request, Response } from 'express'
import { lookAtItem, readItems, readLists } from '../../domain/admin/service/reference.ts'
import { can } from '../../domain/permissions.ts'
import { pageSize } from '../../domain/paging.ts'
import type { ReferenceList } from '../../domain/reference/list.ts'
import { sendFile } from '../files-out.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { listLinks } from '../list-links.ts'
import { queryText } from '../query.ts'
import { fieldsView } from './reference-form.ts'
import { columnsOf, fieldLabel, itemRow, shownValue } from './reference-view.ts'

/** The lists of reference data. */
export async function referencePage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const rows = await readLists()
  present(req, res, 'admin/reference', {
    data: { rows, next: null },
    title: t('references.title'),
    rows: rows.map(({ code, items, unconfirmed }) => ({
      href: `/admin/reference/${code}`,
      title: t(`references.${code}.title`),
      lead: t(`references.${code}.lead`),
      count: t('references.count', { count: items }),
      unconfirmed: unconfirmed > 0 && t('references.unconfirmedCount', { count: unconfirmed }),
    })),
    canEditChecklists: can(req.actor, 'checklist.edit'),
  })
}

/** One list: `?q=`, `?after=`, as page, JSON, CSV or XLSX. */
export function listPage(list: ReferenceList) {
  return async (req: Request, res: Response): Promise<void> => {
    const { t } = res.locals
    const q = queryText(req, 'q')?.toLowerCase() ?? ''
    const items = (await readItems(list)).filter(({ name, code }) =>
      `${name} ${code}`.toLowerCase().includes(q),
    )
    const format = req.query['format']
    if (format === 'csv' || format === 'xlsx') {
      return sendFile(res, format, list.code, fileColumns(list), items, itemRow)
    }
    const after = queryText(req, 'after')
    const start = items.findIndex(({ code }) => code === after) + 1
    const shown = items.slice(start, start + pageSize)
    const next = items.length > start + pageSize ? shown.at(-1)!.code : null
    const columns = columnsOf(list)
    present(req, res, 'admin/reference-list', {
      data: { rows: shown.map(itemRow), next },
      title: t(`references.${list.code}.title`),
      lead: t(`references.${list.code}.lead`),
      q,
      action: req.path,
      newHref: `/admin/reference/${list.code}/new`,
      columns: columns.map((field) => ({
        label: fieldLabel(res, list, field.name),
        isNumber: isNumber(field.kind),
      })),
      rows: shown.map((item) => ({
        href: `/admin/reference/${list.code}/${item.code}`,
        name: item.name,
        isUnsure: !item.isConfirmed,
        isRetired: !item.isActive,
        cells: columns.map((field) => ({
          label: fieldLabel(res, list, field.name),
          text: shownValue(res, list, field, item.values[field.name]),
          isNumber: isNumber(field.kind),
        })),
      })),
      ...listLinks(req, after, next),
    })
  }
}

/** The form of a new item. */
export function newItemPage(list: ReferenceList) {
  return (req: Request, res: Response): void => {
    const view = formView(req, res)
    present(req, res, 'admin/reference-item', {
      ...view,
      ...formParts(res, list, view),
      isNew: true,
      codeHint: list.isCode
        ? res.locals.t(`references.${list.code}.codeHint`)
        : res.locals.t('references.codeHint'),
      action: `/admin/reference/${list.code}`,
      title: res.locals.t('references.newTitle'),
    })
  }
}

/** One item: its form, filled, and its history. */
export function itemPage(list: ReferenceList) {
  return async (req: Request, res: Response): Promise<void> => {
    const code = String(req.params['code'])
    const { item, history } = await lookAtItem(req.actor!, list, code)
    const row = itemRow(item)
    const view = formView(req, res, row, item.version)
    present(req, res, 'admin/reference-item', {
      ...view,
      ...formParts(res, list, view),
      conflict: view.conflict && {
        ...view.conflict,
        changes: view.conflict.changes.map((change, index) => ({
          ...change,
          label: fieldLabel(res, list, req.problem!.conflict!.changes[index]!.field),
        })),
      },
      data: row,
      record: { ...row, kind: 'reference' },
      action: `/admin/reference/${list.code}/${item.code}`,
      title: item.name,
      isUnsure: !item.isConfirmed,
      history: history.map((event) => historyStep(res, list, event)),
    })
  }
}

type History = Awaited<ReturnType<typeof lookAtItem>>['history'][number]

function historyStep(res: Response, list: ReferenceList, event: History) {
  const isFirst = event.act === 'reference.add'
  return {
    title: res.locals.t(isFirst ? 'references.history.added' : 'references.history.edited'),
    who: event.personName,
    at: event.at,
    changes: event.changes
      .filter(({ before }) => !isFirst || before !== null)
      .map(({ field, before, after }) => {
        const known = list.fields.find(({ name }) => name === field)
        return {
          label: fieldLabel(res, list, field),
          before: shownValue(res, list, known, before),
          after: shownValue(res, list, known, after),
        }
      }),
  }
}

function formParts(res: Response, list: ReferenceList, view: ReturnType<typeof formView>) {
  const { form } = view
  const isOn = (value: unknown) => value === true || value === 'on'
  return {
    fields: fieldsView(res, list, form, view.errors),
    isConfirmed: isOn(form['isConfirmed']),
    isRetired: isOn(form['isRetired']),
    listHref: `/admin/reference/${list.code}`,
    listTitle: res.locals.t(`references.${list.code}.title`),
  }
}

function fileColumns({ fields }: ReferenceList): string[] {
  const own = fields.map(({ name }) => name)
  return ['code', 'name', ...own, 'source', 'isConfirmed', 'isRetired', 'id', 'version']
}

const isNumber = (kind: string) => kind === 'whole' || kind === 'decimal' || kind === 'rupiah'

import type { Request, Response } from 'express'
import { fieldId, formView } from '../form-view.ts'

export interface Option {
  value: string
  label: string
  hint?: string
}

/** A box of a form, as an area's page describes it. */
export interface Box {
  kind:
    | 'text'
    | 'measure'
    | 'day'
    | 'area'
    | 'select'
    | 'choice'
    | 'file'
    | 'money'
    | 'hidden'
    | 'check'
    | 'sign'
  name: string
  label?: string
  hint?: string
  unit?: string
  value?: unknown
  isRequired?: boolean
  isMany?: boolean
  options?: Option[]
  accept?: string
  max?: string
}

/** Boxes that belong together, such as one line of many. */
export interface BoxGroup {
  legend?: string
  note?: string
  boxes: Box[]
  /** Holds `lat` and `lon`, which a phone can fill in. */
  isPlace?: boolean
}

export interface ActForm {
  /** The name of the act; null for a new record. */
  act: string
  action: string
  title?: string
  lead?: string
  send: string
  groups: BoxGroup[]
  version?: number
  isMultipart?: boolean
  isDanger?: boolean
  /** Unfolded at once: the act that comes next. */
  isNext?: boolean
}

export const photoKinds = 'image/jpeg,image/png,image/webp'
export const paperKinds = `application/pdf,${photoKinds}`

/**
 * A form as its view prints it. The one that was sent shows what was typed and what is wrong with
 * it; the others on the page stay as they were, with ids of their own.
 */
export function formOf(req: Request, res: Response, form: ActForm) {
  const isSent = req.problem !== undefined && req.path === form.action
  const view = isSent ? formView(req, res, {}, form.version) : null
  const prefix = isSent ? '' : `${form.act}-`
  return {
    ...form,
    requestId: view?.requestId,
    version: view ? view.version : form.version,
    questions: view?.questions ?? [],
    askExplanation: view?.askExplanation ?? false,
    isOpen: form.isNext || isSent,
    groups: form.groups.map((group) => ({
      ...group,
      boxes: group.boxes.map((box) => boxView(res, box, view, prefix)),
    })),
  }
}

type View = ReturnType<typeof formView>

function boxView(res: Response, box: Box, view: View | null, prefix: string) {
  const typed = view ? valueAt(view.form, box.name) : undefined
  const value = view && box.kind !== 'file' ? typed : box.value
  const chosen = new Set([value ?? ''].flat().map((each) => String(each as string)))
  return {
    ...box,
    [box.kind]: true,
    id: `${prefix}${fieldId(box.name)}`,
    label: box.label ?? res.locals.t(`fields.${shortName(box.name)}`),
    value: typeof value === 'string' || typeof value === 'number' ? value : '',
    error: view?.errors[box.name],
    options: box.options?.map((option) => ({
      ...option,
      isSelected: chosen.has(option.value),
      isChecked: chosen.has(option.value),
    })),
  }
}

/** `lines[0][quantity]` is called quantity. */
function shortName(name: string): string {
  return /\[(\w+)\]$/.exec(name)?.[1] ?? name
}

function valueAt(form: Record<string, unknown>, name: string): unknown {
  return name
    .split(/[[\]]+/)
    .filter(Boolean)
    .reduce<unknown>(
      (part, key) =>
        part !== null && typeof part === 'object' && Object.hasOwn(part, key)
          ? (part as Record<string, unknown>)[key]
          : undefined,
      form,
    )
}

/** What stands above the forms of a page: what is wrong, what somebody else changed. */
export function troubleOf(req: Request, res: Response) {
  const { errorList, conflict } = formView(req, res)
  return { errorList, conflict }
}

/** A table of a record page: the first column is its head on a phone. */
export interface Table {
  title?: string
  note?: string
  columns: { label: string; isNumber?: boolean }[]
  rows: {
    cells: (string | null | undefined)[]
    href?: string | null
    tag?: string
    tagKind?: string
  }[]
  open?: string
  empty?: string
}

/** A table with each cell under the name of its column, as a phone shows it. */
export function tableView(table: Table) {
  return {
    ...table,
    rows: table.rows.map((row) => ({
      ...row,
      cells: row.cells.map((text, index) => ({
        text: text ?? '–',
        label: table.columns[index]?.label ?? '',
        isHead: index === 0,
        isNumber: table.columns[index]?.isNumber ?? false,
      })),
    })),
  }
}

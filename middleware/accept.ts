import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { Actor } from '../domain/actor.ts'
import { changesSince } from '../domain/changes.ts'
import { MustAsk, OtherContent, RuleBroken, StaleVersion, WrongState } from '../domain/errors.ts'
import type { Fault } from '../domain/fault.ts'
import { digestOf, earlierResult, once } from '../domain/once.ts'
import { keepFiles, type FileRules, type KeptFiles } from './files.ts'
import { setFlash } from './flash.ts'
import type { Problem } from './problem.ts'

/** A form: what its fields may hold, which files may come along, and whether it edits a record. */
export interface Form<T> {
  fields: z.ZodType<T>
  files?: FileRules
  /** Forms that edit or move a record carry its version. */
  hasVersion?: boolean
}

/** What an act gets: who, the values of the form, the record it is about and the kept files. */
export interface Sent<T, R> {
  actor: Actor
  values: T
  record: R
  files: KeptFiles
  version: number
  /** Questions that were answered with `confirm`, and why. */
  confirmed: { codes: string[]; explanation: string | null }
  /** The human number that `draw` gave; empty without it. */
  number: string
}

/** The values of a form. */
export type FormOf<F> = F extends Form<infer T> ? T : never

/** Where to go when the act is done, and what to say there. */
export interface Done {
  to: string
  say?: string
  values?: Record<string, unknown>
  /** What the next page shows once and then forgets: a one-time link, an unmasked number. */
  showOnce?: { key: string; value: string }
}

/** Values of a record by the names of the fields that edit them. */
export type Standing = Record<string, string | number | null>

type Page = (req: Request, res: Response) => Promise<void> | void

/**
 * Takes a form: visible 404, shape 422, sent again, then the act in one transaction. Whatever is
 * wrong is shown on the page of the form with the words kept; done is answered with 303.
 */
export function accept<T, R = undefined>(
  form: Form<T>,
  act: (sent: Sent<T, R>) => Promise<Done>,
  options: {
    orShow: Page
    on?: (req: Request) => Promise<R>
    /** What the record says now, for the fields that an edit leaves out: those stay as they are. */
    standing?: (record: R, actor: Actor) => Standing
    /** Draws the new record's number, before the transaction, so that nobody waits for another. */
    draw?: () => Promise<string>
  },
): RequestHandler {
  return async (req, res) => {
    const actor = req.actor!
    const record = (options.on ? await options.on(req) : undefined) as R
    const body = req.body as Record<string, unknown>
    if (options.standing) req.body = withStanding(options.standing(record, actor), body, req)
    const shape = readShape(form, req.body as Record<string, unknown>)
    if ('faults' in shape) return showAgain(req, res, options.orShow, { faults: shape.faults })
    try {
      const digest = digestOf(req.path, { ...body, files: fileDigests(req) })
      const earlier = await earlierResult(actor.userId, shape.requestId, digest)
      if (earlier !== null) return setFlash(res, 'forms.alreadyDone').redirect(303, earlier)
      const files = await keepFiles(req.uploads, form.files ?? {})
      const number = options.draw ? await options.draw() : ''
      let done: Done = { to: '/' }
      const { location, isFirst } = await once(actor.userId, shape.requestId, digest, async () => {
        done = await act({ actor, record, files, number, ...shape })
        return done.to
      })
      if (!isFirst) setFlash(res, 'forms.alreadyDone')
      else if (done.say) setFlash(res, done.say, done.values)
      if (isFirst && done.showOnce) req.session.shownOnce = done.showOnce
      res.redirect(303, location)
    } catch (error) {
      const problem = await problemOf(error, req)
      if (!problem) throw error
      await showAgain(req, res, options.orShow, problem)
    }
  }
}

/** A form that names none of its fields changes nothing: it is wrong, and stays empty. */
function withStanding(standing: Standing, body: Record<string, unknown>, req: Request) {
  if (req.uploads.length === 0 && !Object.keys(standing).some((name) => name in body)) return body
  const said = Object.entries(standing).filter(([, value]) => value !== null)
  return { ...Object.fromEntries(said.map(([name, value]) => [name, String(value)])), ...body }
}

/** Shows the page of the form again with what is wrong, and the words kept. */
export async function showAgain(
  req: Request,
  res: Response,
  page: Page,
  problem: Partial<Problem>,
): Promise<void> {
  req.problem = {
    status: 422,
    typed: req.body as Record<string, unknown>,
    faults: {},
    questions: [],
    conflict: null,
    ...problem,
  }
  res.status(req.problem.status)
  await page(req, res)
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function readShape<T>(form: Form<T>, body: Record<string, unknown>) {
  const faults: Record<string, Fault> = {}
  const parsed = form.fields.safeParse(body)
  if (!parsed.success) Object.assign(faults, faultsOf(parsed.error))
  const requestId = body['requestId']
  if (typeof requestId !== 'string' || !uuid.test(requestId)) {
    faults['requestId'] = { key: 'forms.requestId' }
  }
  const typedVersion = body['version']
  if (form.hasVersion && !(typeof typedVersion === 'string' && /^\d{1,9}$/.test(typedVersion))) {
    faults['version'] = { key: 'forms.version' }
  }
  const version = Number(typedVersion)
  const confirmed = readConfirm(body, faults)
  if (!parsed.success || Object.keys(faults).length > 0) return { faults }
  return { values: parsed.data, requestId: (requestId as string).toLowerCase(), version, confirmed }
}

function readConfirm(body: Record<string, unknown>, faults: Record<string, Fault>) {
  const raw = body['confirm'] ?? []
  const codes = (Array.isArray(raw) ? raw : [raw]).filter((code) => typeof code === 'string')
  const explanation = body['explanation']
  if (explanation !== undefined && typeof explanation !== 'string') {
    faults['explanation'] = { key: 'forms.once' }
    return { codes, explanation: null }
  }
  if (explanation && explanation.length > 2000) {
    faults['explanation'] = {
      key: 'forms.tooLong',
      values: { max: 2000, count: explanation.length },
    }
  }
  return { codes, explanation: explanation?.trim() || null }
}

/** zod's issues by field name, in the words of `forms.*`: lines.0.quantity is lines[0][quantity]. */
export function faultsOf(error: z.ZodError): Record<string, Fault> {
  const faults: Record<string, Fault> = {}
  for (const issue of error.issues) {
    const [head, ...rest] = issue.path.map(String)
    const name = `${head ?? ''}${rest.map((part) => `[${part}]`).join('')}`
    const own = issue.code === 'custom'
    faults[name] ??= {
      key: own ? issue.message : 'forms.notValid',
      values: own ? (issue.params as Record<string, unknown>) : {},
    }
  }
  return faults
}

/** What the page should say about an error that a form can cause; null for every other error. */
async function problemOf(error: unknown, req: Request): Promise<Partial<Problem> | null> {
  if (error instanceof RuleBroken) return { faults: error.faults }
  if (error instanceof MustAsk) return { questions: error.questions, faults: error.faults }
  if (error instanceof OtherContent) {
    const conflict = { key: 'forms.otherContent', values: {}, changes: [], version: null }
    return { status: 409, conflict }
  }
  if (error instanceof StaleVersion) {
    const changes = await changesSince(error.recordId, error.sinceVersion, req.actor!)
    const conflict = { key: 'forms.stale', values: {}, changes, version: error.currentVersion }
    return { status: 409, conflict }
  }
  if (error instanceof WrongState) {
    const values = { status: error.status, act: error.act }
    const conflict = { key: 'forms.wrongState', values, changes: [], version: null }
    return { status: 409, conflict }
  }
  return null
}

function fileDigests(req: Request): string[] {
  return req.uploads.map(
    (file) => `${file.field}:${digestOf(file.field, { b: file.bytes.toString('base64') })}`,
  )
}

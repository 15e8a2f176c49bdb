import type { Request, Response } from 'express'
import type { Actor } from '../../domain/actor.ts'
import { today } from '../../domain/clock.ts'
import { yearOf } from '../../domain/dates.ts'
import { can } from '../../domain/permissions.ts'
import { attributes, cuppingForms } from '../../domain/processing/cupping-score.ts'
import {
  cuppersToChoose,
  listCuppings,
  readCupping,
  streamCuppings,
  type Cupping,
} from '../../domain/processing/service/cuppings.ts'
import {
  isCupper,
  panelNames,
  scoresOf,
  seesAll,
} from '../../domain/processing/service/cupping-scores.ts'
import { lotsToTest } from '../../domain/processing/service/quality-tests.ts'
import { sendFile } from '../files-out.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { listLinks, yearLinks } from '../list-links.ts'
import { queryText, queryYear } from '../query.ts'
import { cuppingRecord, sampleCards } from './cupping-view.ts'

function cuppingRow(cupping: Cupping) {
  return {
    id: String(cupping._id),
    number: null,
    status: cupping.status,
    version: cupping.version,
    heldOn: cupping.heldOn,
    formVersion: cupping.formVersion,
    samples: cupping.samples.length,
    cuppers: cupping.cupperIds.length,
    openedByName: cupping.openedByName,
  }
}

/** The sessions of a season. */
export async function cuppingsPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const thisYear = yearOf(today())
  const season = queryYear(req) ?? thisYear
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx')
    return sendFile(res, format, 'uji-cita-rasa', columns, streamCuppings(season), cuppingRow)
  const after = queryText(req, 'after')
  const { rows, next } = await listCuppings(season, after)
  const data = { rows: rows.map(cuppingRow), next }
  present(req, res, 'quality/cuppings', {
    data,
    title: t('quality.cupping.title'),
    canHold: can(req.actor!, 'cupping.hold'),
    rows: rows.map((cupping) => ({
      ...cuppingRow(cupping),
      statusLabel: t(`statuses.cupping.${cupping.status}`),
      statusKind: cupping.status === 'open' ? 'wait' : 'good',
      isMine: isCupper(req.actor!, cupping) && cupping.status === 'open',
    })),
    yearLinks: yearLinks(req, season),
    ...listLinks(req, after, next),
  })
}

const columns = ['heldOn', 'status', 'formVersion', 'samples', 'cuppers', 'openedByName', 'id']

/** The form of a new session. */
export async function newCuppingPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const [lots, cuppers] = await Promise.all([lotsToTest(), cuppersToChoose(req.actor!)])
  const first = { heldOn: today(), formVersion: 'sca-2004', cupperIds: cuppers.map(({ id }) => id) }
  const view = formView(req, res, first)
  const chosen = (name: string) => new Set([view.form[name] ?? []].flat().map(String))
  const [lotIds, cupperIds] = [chosen('lotIds'), chosen('cupperIds')]
  present(req, res, 'quality/new-cupping', {
    ...view,
    title: t('quality.cupping.new'),
    hasLots: lots.length > 0,
    formOptions: cuppingForms.map((form) => ({
      value: form,
      label: t(`quality.cupping.forms.${form}`),
      isChecked: view.form['formVersion'] === form,
    })),
    lotOptions: lots.map(({ _id, number, name, process }) => ({
      value: String(_id),
      label: [number, name].filter(Boolean).join(', '),
      hint: t(`quality.process.${process}`),
      isChecked: lotIds.has(String(_id)),
    })),
    cupperOptions: cuppers.map(({ id, fullName }) => ({
      value: id,
      label: fullName,
      isChecked: cupperIds.has(id),
    })),
  })
}

/** One session: blind until one's own scores are in, then everybody's. */
export async function cuppingPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const actor = req.actor!
  const cupping = await readCupping(actor, String(req.params['id']))
  const [scores, panel] = await Promise.all([scoresOf(cupping), panelNames(cupping)])
  const record = cuppingRecord(actor, cupping, scores)
  present(req, res, 'quality/cupping', {
    ...formView(req, res, {}, cupping.version),
    data: record,
    record,
    title: t('quality.cupping.recordTitle', { day: cupping.heldOn }),
    formWord: t(`quality.cupping.forms.${cupping.formVersion}`),
    status: {
      label: t(`statuses.cupping.${cupping.status}`),
      kind: cupping.status === 'open' ? 'wait' : 'good',
    },
    isOpen: cupping.status === 'open',
    isBlind: !seesAll(actor, cupping, scores),
    canScore: record.acts.includes('scores'),
    canClose: record.acts.includes('close'),
    panel: panel.map(({ id, fullName }) => {
      const done = scores.filter(({ cupperId }) => String(cupperId) === id).length
      return { fullName, text: t('quality.cupping.progress', { done, of: cupping.samples.length }) }
    }),
    cards: sampleCards(res, actor, cupping, scores),
  })
}

/** The sheet of one sample, on a phone beside the cups. */
export async function scorePage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const actor = req.actor!
  const cupping = await readCupping(actor, String(req.params['id']))
  const open = await openSamples(actor, cupping)
  const asked = queryText(req, 'sampleCode') ?? open[0] ?? ''
  const defaults = { sampleCode: asked, uniformCups: 5, cleanCups: 5, sweetCups: 5 }
  const view = formView(req, res, defaults)
  const codes = [...new Set([...open, String(view.form['sampleCode'] ?? '')])].filter(Boolean)
  const box = (name: string) => ({
    name,
    label: t(`quality.cupping.${name}`),
    value: view.form[name] ?? '',
    error: view.errors[name],
  })
  present(req, res, 'quality/score', {
    ...view,
    data: { sampleCodes: open },
    title: t('quality.cupping.score'),
    action: `/cuppings/${String(cupping._id)}/scores`,
    backHref: `/cuppings/${String(cupping._id)}`,
    sampleOptions: codes.map((code) => ({
      value: code,
      label: code,
      isChecked: code === view.form['sampleCode'],
    })),
    attributeBoxes: attributes.map(box),
    cupBoxes: ['uniformCups', 'cleanCups', 'sweetCups', 'taintCups', 'faultCups'].map(box),
  })
}

async function openSamples(actor: Actor, cupping: Cupping): Promise<string[]> {
  const scores = await scoresOf(cupping)
  const done = new Set(
    scores
      .filter(({ cupperId }) => String(cupperId) === actor.userId)
      .map(({ sampleCode }) => sampleCode),
  )
  return cupping.samples.map(({ sampleCode }) => sampleCode).filter((code) => !done.has(code))
}

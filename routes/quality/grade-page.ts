import type { Request, Response } from 'express'
import { judgeSample, sampleFaults, type Sample } from '../../domain/processing/sample.ts'
import { faultsOf, showAgain } from '../../middleware/accept.ts'
import type { Fault } from '../../domain/fault.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { nestedQuery, sampleFields } from './sample-form.ts'
import { resultView, sampleBoxes } from './sample-view.ts'

/** The public calculator of SNI 01-2907: the counts stand in the address, so a result can be sent on. */
export async function gradePage(req: Request, res: Response): Promise<void> {
  const asked = nestedQuery(req.query)
  const isAsked = Object.keys(asked).some((name) => !['lang', 'format'].includes(name))
  const read = readSample(asked)
  if ('faults' in read) return refuse(req, res, asked, read.faults)
  const result = judgeSample(read.sample)
  show(req, res, asked, isAsked ? resultView(res, result) : null, result)
}

function readSample(
  asked: Record<string, unknown>,
): { sample: Sample } | { faults: Record<string, Fault> } {
  const parsed = sampleFields.safeParse(asked)
  if (!parsed.success) return { faults: faultsOf(parsed.error) }
  const sample: Sample = parsed.data
  const faults = sampleFaults(sample)
  return Object.keys(faults).length > 0 ? { faults } : { sample }
}

async function refuse(
  req: Request,
  res: Response,
  asked: Record<string, unknown>,
  faults: Record<string, Fault>,
): Promise<void> {
  if (req.query['format'] === 'json') {
    const errors = Object.entries(faults).map(([name, { key, values }]) => [
      name,
      res.locals.t(key, values),
    ])
    res.status(422).json({ errors: Object.fromEntries(errors) as Record<string, string> })
    return
  }
  req.body = asked
  await showAgain(req, res, () => show(req, res, asked, null, null), { faults })
}

function show(
  req: Request,
  res: Response,
  asked: Record<string, unknown>,
  result: ReturnType<typeof resultView> | null,
  data: unknown,
): void {
  const view = formView(req, res, asked)
  present(req, res, 'quality/grade', {
    ...view,
    ...sampleBoxes(res, view.form, view.errors),
    data,
    result,
    title: res.locals.t('quality.grade.title'),
    layout: 'public',
  })
}

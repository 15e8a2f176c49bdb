import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { samplePurposes } from '../../domain/processing/coffee.ts'
import { baggedG } from '../../domain/processing/bags.ts'
import { readSchemes } from '../../domain/processing/service/reference.ts'
import { readLot } from '../../domain/processing/service/lot-read.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { assertOpen, headOf } from './lot-form-pages.ts'

type Act =
  'pack' | 'move' | 'sample' | 'write-off' | 'reject' | 'withdraw' | 'certify' | 'publish-price'

const asks: Record<Act, readonly string[]> = {
  pack: ['bags'],
  move: ['place'],
  sample: ['massKg', 'for'],
  'write-off': ['massKg', 'reason'],
  reject: ['reason'],
  withdraw: ['reason'],
  certify: ['scheme', 'certificateNumber', 'validUntil'],
  'publish-price': ['salePricePerKg'],
}

/** The page of a short act on a lot: one or two boxes. */
export function actPage(act: Act) {
  return async (req: Request, res: Response): Promise<void> => {
    const { t } = res.locals
    const lot = await readLot(req.actor!, String(req.params['id']))
    assertOpen(req, lot, act)
    const schemes = act === 'certify' ? await readSchemes() : []
    const view = formView(req, res, { place: lot.place }, lot.version)
    present(req, res, 'processing/lot-act', {
      ...view,
      ...headOf(lot, t),
      data: { id: String(lot._id), act },
      title: t(`lots.act.${act}.title`),
      lead: t(`lots.act.${act}.lead`),
      send: t(`lots.act.${act}.send`),
      action: `/lots/${String(lot._id)}/${act}`,
      has: Object.fromEntries(asks[act].map((field) => [field, true])),
      looseKg: (lot.massG - baggedG(lot.bags)) / 1000,
      today: today(),
      schemeOptions: schemes.map(({ code, name }) => ({
        value: code,
        label: name,
        isSelected: view.form['scheme'] === code,
      })),
      purposeOptions: samplePurposes.map((value) => ({
        value,
        label: t(`lots.purpose.${value}`),
        isChecked: view.form['for'] === value,
      })),
    })
  }
}

import express, { type Request, type Response } from 'express'
import { cratePlants } from '../../domain/seedlings/proposal.ts'
import { findBatch, type NurseryBatch } from '../../domain/seedlings/service/batches.ts'
import { findLot } from '../../domain/seedlings/service/lots.ts'
import { varietyNames } from '../../domain/seedlings/service/lists.ts'
import { may } from '../../middleware/may.ts'
import { Paper } from '../paper/paper.ts'
import { absolute, qrPng } from '../paper/qr.ts'
import { queryText } from '../query.ts'

export const labels = express.Router()

labels.get('/nursery-batches/:id/labels.pdf', may('nursery-batch.view'), labelSheet)

/** As many as ten sheets hold; a bed with more is printed in parts. */
const mostCrates = 200

/** Labels of a batch to cut out: one of its bed, and one of each crate; `?crates=` says how many. */
async function labelSheet(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const batch = await findBatch(req.actor!, String(req.params['id']))
  const [names, lot] = await Promise.all([
    varietyNames(),
    findLot(req.actor!, String(batch.seedLotId)),
  ])
  const here = `/nursery-batches/${String(batch._id)}`
  const lines = [
    names.get(batch.varietyCode) ?? batch.varietyCode,
    `${batch.lotNumber}, ${lot.certificateNumber}`,
    t('seedlings.labels.until', { day: say.dayShort(batch.validUntil) }),
  ]
  const bed = { title: batch.bed ?? batch.number, path: here }
  const crates = Array.from({ length: cratesOf(req, batch) }, (_, index) => ({
    title: `K-${index + 1}`,
    path: `${here}?crate=K-${index + 1}`,
  }))
  const printed = await Promise.all(
    [bed, ...crates].map(async ({ title, path }) => ({
      png: await qrPng(path),
      lines: [title, batch.number, ...lines],
    })),
  )
  new Paper({ title: t('seedlings.labels.title'), number: batch.number, foot: absolute(here) })
    .labels(printed)
    .send(res, `label-${batch.number}`)
}

/** As many as were asked for, else what the plants on hand need. */
function cratesOf(req: Request, { onHand }: NurseryBatch): number {
  const asked = Number(/^\d{1,3}$/.exec(queryText(req, 'crates') ?? '')?.[0] ?? NaN)
  return Math.min(mostCrates, Number.isNaN(asked) ? Math.ceil(onHand / cratePlants) : asked)
}

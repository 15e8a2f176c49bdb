import { IntakeModel } from '../../../models/intake.ts'
import { PlotModel } from '../../../models/plot.ts'
import type { Lot } from '../../../models/lot.ts'
import type { Actor } from '../../actor.ts'
import { now, today } from '../../clock.ts'
import { RuleBroken, type Question } from '../../errors.ts'
import { answersTo, type Confirmed } from '../../questions.ts'
import type { Certification } from '../certification.ts'
import { farmerShareOf, type FarmerShare } from '../farmer-share.ts'
import { judgeIndications } from '../indication.ts'
import { edgesInto } from './ancestry.ts'
import { inChunks } from './in-chunks.ts'
import { lotToMove, saveLot } from './lot-save.ts'
import { readIndications, readSchemes } from './reference.ts'

/** One lot carries no more certificates than these. */
const mostCertificates = 10

/**
 * Puts a certificate on a lot; one of the same scheme and number is replaced.
 * @throws {RuleBroken} for a scheme that is not in the list, or a certificate that has run out
 */
export async function certifyLot(
  actor: Actor,
  id: string,
  version: number,
  told: Certification,
): Promise<Lot> {
  const { lot, status } = await lotToMove(actor, id, version, 'certify')
  const schemes = await readSchemes()
  if (!schemes.some(({ code }) => code === told.scheme))
    throw new RuleBroken({ scheme: { key: 'forms.notThere' } })
  if (told.validUntil !== null && told.validUntil < today())
    throw new RuleBroken({ validUntil: { key: 'processing.rules.certificateOver' } })
  const others = lot.certifications.filter(
    (each) => each.scheme !== told.scheme || each.certificateNumber !== told.certificateNumber,
  )
  if (others.length >= mostCertificates) {
    const values = { max: mostCertificates }
    throw new RuleBroken({ scheme: { key: 'processing.rules.certificates', values } })
  }
  return saveLot(actor, lot, { status, certifications: [...others, told] }, { kind: 'certify' })
}

/**
 * Publishes what a kilogram of the lot is sold for, with what of it reached the farmers by their
 * weigh slips, as it is then.
 * @throws {RuleBroken} when the share cannot be worked out
 * @throws {MustAsk} when farmers were paid more than the price
 */
export async function publishPrice(
  actor: Actor,
  id: string,
  version: number,
  salePricePerKg: number,
  confirmed: Confirmed,
): Promise<Lot> {
  const { lot, status } = await lotToMove(actor, id, version, 'publish-price')
  const share = farmerShareOf(lot, await slipsOf(lot), salePricePerKg)
  if (!share) throw new RuleBroken({ salePricePerKg: { key: 'processing.rules.noShare' } })
  const answers = answersTo(actor, priceQuestions(share), confirmed)
  const sale = { ...share, publishedAt: now(), publishedByName: actor.fullName }
  const changes = { status, sale, answers: [...lot.answers, ...answers] }
  return saveLot(actor, lot, changes, { kind: 'publish-price' })
}

function priceQuestions({ farmerPerKg, salePricePerKg }: FarmerShare): Question[] {
  if (farmerPerKg <= salePricePerKg) return []
  const values = { farmerPerKg, salePricePerKg }
  return [{ code: 'below-cherry', key: 'processing.asks.below-cherry', values }]
}

async function slipsOf(lot: Lot) {
  const { intakeIds } = await edgesInto(lot._id)
  return inChunks(intakeIds, (some) =>
    IntakeModel.find({ _id: { $in: some } }, { plotId: 1, netG: 1, amountRupiah: 1 }).lean(),
  )
}

/** What the rules of each geographical indication say of a lot's plots, as they are kept now. */
export async function indicationsOf({ composition }: Lot) {
  const [plots, rules] = await Promise.all([
    inChunks(
      composition.map(({ plotId }) => plotId),
      (some) => PlotModel.find({ _id: { $in: some } }, { districtCode: 1, altitudeM: 1 }).lean(),
    ),
    readIndications(),
  ])
  const found = judgeIndications(plots, rules)
  return rules.map(({ name, minAltitudeM, maxAltitudeM }, index) => ({
    ...found[index]!,
    ...{ name, minAltitudeM, maxAltitudeM },
  }))
}

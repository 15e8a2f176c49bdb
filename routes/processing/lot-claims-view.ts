import type { Response } from 'express'
import type { FarmerShare } from '../../domain/processing/farmer-share.ts'
import type { lookAtLot } from '../../domain/processing/service/lot-read.ts'
import { formatMeasure, formatMoney } from '../../middleware/formats.ts'

type Found = Awaited<ReturnType<typeof lookAtLot>>

/** The certificates of a lot, by the name of their scheme. */
export function certificateLines({ lot, schemes }: Found) {
  return lot.certifications.map((each) => ({
    ...each,
    name: schemes.get(each.scheme) ?? each.scheme,
  }))
}

/** Which indication the lot keeps, and what keeps it out of the others. */
export function indicationLines({ indications }: Found, { locals: { t } }: Response) {
  return indications.map((each) => {
    const { minAltitudeM: min, maxAltitudeM: max, outside, tooLow, tooHigh, plots } = each
    const why = [
      outside > 0 && t('lots.indications.outside', { count: outside, plots }),
      tooLow > 0 && t('lots.indications.tooLow', { count: tooLow, min }),
      tooHigh > 0 && t('lots.indications.tooHigh', { count: tooHigh, max }),
    ].filter((text) => typeof text === 'string')
    return {
      name: each.name,
      fits: each.fits,
      text: each.fits ? t('lots.indications.fits', { min, max }) : why.join(' '),
    }
  })
}

/** A published price with every figure that leads to the farmers' share. */
export function saleView({ t, lang }: Pick<Response['locals'], 't' | 'lang'>, sale: FarmerShare) {
  const money = (rupiah: number) => formatMoney(lang, rupiah)
  return {
    share: formatMeasure(lang, sale.sharePct, '%'),
    price: money(sale.salePricePerKg),
    steps: [
      t('passport.share.cherry', { price: money(sale.cherryPricePerKg), slips: sale.slips }),
      t('passport.share.took', { kg: sale.cherryGPerKg / 1000 }),
      t('passport.share.farmer', { amount: money(sale.farmerPerKg) }),
      t('passport.share.sold', { price: money(sale.salePricePerKg) }),
    ],
  }
}

import type { Response } from 'express'
import type { PlotAdvice } from '../../domain/visits/plot-advice.ts'
import { formatNumber } from '../../middleware/formats.ts'

/** What the latest test of the garden's coffee says to the visit; null while none was tested. */
export function qualityView(res: Response, advice: PlotAdvice | null) {
  if (!advice) return null
  const { t, lang } = res.locals
  return {
    ...advice,
    text: t('visits.quality.text', {
      lot: advice.lotNumber,
      sharePct: advice.sharePct,
      grade: t(`quality.grades.${advice.grade}`),
      defects: formatNumber(lang, Number(advice.defects), 2),
    }),
    lines: advice.remedies.map(({ remedy, count }) =>
      t(`visits.quality.remedy.${remedy}`, { count }),
    ),
  }
}

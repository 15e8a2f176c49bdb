import type { Response } from 'express'
import type { Actor } from '../../domain/actor.ts'
import {
  attributes,
  cupCounts,
  panelOf,
  specialtyFrom,
} from '../../domain/processing/cupping-score.ts'
import type { Cupping } from '../../domain/processing/service/cuppings.ts'
import {
  isCupper,
  seesAll,
  type CuppingScore,
} from '../../domain/processing/service/cupping-scores.ts'

/** A session as data: what the reader may know of it now (service.md section 8). */
export function cuppingRecord(actor: Actor, cupping: Cupping, scores: CuppingScore[]) {
  const isOpen = seesAll(actor, cupping, scores)
  const mine = (score: CuppingScore) => String(score.cupperId) === actor.userId
  const visible = isOpen ? scores : scores.filter(mine)
  return {
    id: String(cupping._id),
    kind: 'cupping',
    number: null,
    status: cupping.status,
    version: cupping.version,
    acts: actsOf(actor, cupping, scores),
    heldOn: cupping.heldOn,
    formVersion: cupping.formVersion,
    lotIds: isOpen ? cupping.samples.map(({ lotId }) => String(lotId)) : null,
    cupperIds: cupping.cupperIds.map(String),
    samples: cupping.samples.map(({ sampleCode, lotId, lotNumber }) => {
      const own = visible.filter((score) => score.sampleCode === sampleCode)
      const panel = panelOf(own.map((score) => score.finalQuarters))
      return {
        sampleCode,
        lotId: isOpen ? String(lotId) : null,
        lotNumber: isOpen ? lotNumber : null,
        finalScore: isOpen ? panel.finalScore : null,
        spread: isOpen ? panel.spread : null,
        scores: own.map((score, index) => ({
          cupperId: String(score.cupperId),
          cupperName: score.cupperName,
          finalScore: score.finalQuarters / 4,
          isOutlier: isOpen ? panel.isOutlier[index] : null,
          note: score.note,
        })),
      }
    }),
  }
}

function actsOf(actor: Actor, cupping: Cupping, scores: CuppingScore[]): string[] {
  if (cupping.status !== 'open' || actor.role !== 'quality-officer') return []
  const own = scores.filter(({ cupperId }) => String(cupperId) === actor.userId)
  const acts = isCupper(actor, cupping) && own.length < cupping.samples.length ? ['scores'] : []
  const isScored = cupping.samples.every(({ sampleCode }) =>
    scores.some((score) => score.sampleCode === sampleCode),
  )
  return isScored ? [...acts, 'close'] : acts
}

/** The samples as cards: score, spread, who said what, and the radar of the panel's means. */
export function sampleCards(res: Response, actor: Actor, cupping: Cupping, scores: CuppingScore[]) {
  const { t } = res.locals
  const record = cuppingRecord(actor, cupping, scores)
  const isOpen = record.lotIds !== null
  return record.samples.map((sample) => {
    const sheets = scores.filter(({ sampleCode }) => sampleCode === sample.sampleCode)
    const shown = isOpen
      ? sheets
      : sheets.filter(({ cupperId }) => String(cupperId) === actor.userId)
    return {
      ...sample,
      title: t('quality.cupping.sample', { code: sample.sampleCode }),
      isSpecialty: (sample.finalScore ?? 0) >= specialtyFrom,
      chart: shown.length > 0 && radarOf(res, sample.sampleCode, shown),
    }
  })
}

function radarOf(res: Response, sampleCode: string, sheets: CuppingScore[]) {
  const { t } = res.locals
  const tasted = attributes.map((each) => t(`quality.cupping.${each}`))
  const counted = cupCounts.map((each) => t(`quality.cupping.${each}`))
  return {
    id: `radar-${sampleCode}`,
    kind: 'radar',
    title: t('quality.cupping.sample', { code: sampleCode }),
    note: t('quality.cupping.radarNote'),
    rowLabel: t('quality.cupping.attribute'),
    columns: [...tasted, ...counted].map((label) => ({ label })),
    series: sheets.map((sheet) => ({
      label: sheet.cupperName,
      values: [
        ...attributes.map((each) => sheet.quarters[each] / 4),
        ...cupCounts.map((each) => sheet[each] * 2),
      ],
    })),
  }
}

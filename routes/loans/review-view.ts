import type { Response } from 'express'
import type { Review } from '../../domain/loans/service/read-review.ts'
import type { Band } from '../../domain/harvests/yield.ts'
import { formatMeasure, formatMoney, formatMonth, formatNumber } from '../../middleware/formats.ts'
import { harvestRow, statusTag as harvestTag } from '../harvests/view.ts'
import { lotTag } from '../processing/view.ts'
import { visitRow } from '../visits/view.ts'
import { plotShapes } from './plot-shapes.ts'
import { statusTag } from './view.ts'
import { seedlingRequestWords } from './words.ts'

/** What the bank may see of the applicant, as data (service.md section 6, `review`). */
export function reviewData(review: Review) {
  return {
    plots: review.plots.map((plot) => ({
      id: String(plot._id),
      number: plot.number,
      name: plot.name,
      areaHa: plot.areaHa,
      altitudeM: plot.altitudeM,
      plantedYear: plot.plantedYear,
      varietyCode: plot.varietyCode,
      treeCount: plot.treeCount,
      landStatus: plot.landStatus,
      landDocumentNumber: plot.landDocumentNumber,
      stdbNumber: plot.stdbNumber,
      geometry: plot.geometry,
    })),
    harvests: review.harvests.map(harvestRow),
    visits: review.visits.map(visitRow),
    stock: stockData(review),
    seedlingRequest: review.seedlingRequest,
    earlierLoans: review.earlier,
    seasons: review.seasons,
    income: review.income,
  }
}

/** The same for the page: a map, tables and charts. */
export function reviewView(res: Response, review: Review) {
  const { t, lang } = res.locals
  const { income } = review
  return {
    farmer: review.farmer,
    plots: review.plots.map(
      ({ _id, name, number, areaHa, altitudeM, plantedYear, landStatus }) => ({
        id: String(_id),
        name,
        number,
        areaHa,
        altitudeM,
        plantedYear,
        landStatus: t(`applications.land.${landStatus}`),
      }),
    ),
    shapes: plotShapes(review.plots),
    seasonChart: seasonChart(res, review),
    harvests: review.harvests.slice(0, 12).map((harvest) => {
      const row = harvestRow(harvest)
      return {
        ...row,
        statusLabel: t(`statuses.harvest.${row.status}`),
        statusKind: harvestTag[row.status],
      }
    }),
    harvestCount: review.harvests.length,
    visits: review.visits.map((visit) => ({
      ...visitRow(visit),
      kindLabel: t(`visits.kind.${visit.kind}`),
    })),
    stock: stockView(res, review),
    earlier: review.earlier.map((loan) => ({
      ...loan,
      statusLabel: t(`statuses.loan.${loan.status}`),
      statusKind: statusTag[loan.status],
    })),
    seedlings: review.seedlingRequest && seedlingRows(res, review.seedlingRequest),
    stats: reviewStats(res, review),
    steps: income.steps.map((step) => ({
      ...step,
      perHaText: bandText(lang, step.kgPerHa, 'kg/ha'),
      cherryText: bandText(lang, step.cherryKg, 'kg'),
      worthText: moneyBand(lang, step.incomeRupiah),
      yields: step.seasons.map(({ season, kgPerHa }) => ({
        season,
        kgPerHa: formatMeasure(lang, kgPerHa, 'kg/ha'),
      })),
    })),
    price: income.price,
    months: income.months.map((row) => ({
      ...row,
      label: monthLabel(lang, row.month),
      incomeText: moneyBand(lang, row.income),
      leftText: moneyBand(lang, row.leftRupiah),
    })),
    monthChart: monthChart(res, review),
  }
}

/** The farmer's part of what still lies at processing units; kilograms. */
function stockData({ stock }: Review) {
  const lots = stock.lots.map(({ massG, id: _, ...lot }) => ({ ...lot, massKg: massG / 1000 }))
  return { lots, owedRupiah: stock.owedRupiah }
}

function stockView(res: Response, review: Review) {
  const { t } = res.locals
  const { lots, owedRupiah } = stockData(review)
  return {
    owedRupiah,
    lots: lots.map((lot) => ({
      ...lot,
      formLabel: t(`lots.form.${lot.form}`),
      gradeLabel: lot.grade && t(`quality.grades.${lot.grade}`),
      statusLabel: t(`statuses.lot.${lot.status}`),
      statusKind: lotTag[lot.status],
    })),
  }
}

/** What has become of the cited request for seedlings, in plants. */
function seedlingRows(res: Response, cited: NonNullable<Review['seedlingRequest']>) {
  const { t } = res.locals
  const plants = (count: number) => t('seedlings.plants', { count })
  return [
    { label: t('applications.record.seedlingRequest'), value: seedlingRequestWords(res, cited) },
    { label: t('seedlings.columns.verified'), value: plants(cited.verifiedQuantity) },
    { label: t('seedlings.columns.received'), value: plants(cited.receivedQuantity) },
    { label: t('seedlings.columns.planted'), value: plants(cited.plantedQuantity) },
  ]
}

function seasonChart(res: Response, review: Review) {
  const { t } = res.locals
  return {
    id: 'review-seasons',
    title: t('applications.review.seasons'),
    unit: 'kg',
    rowLabel: t('applications.review.season'),
    columns: review.seasons.map(({ season }) => ({ label: String(season) })),
    series: [
      {
        label: t('harvests.season.declared'),
        values: review.seasons.map(({ declaredKg }) => declaredKg),
      },
      {
        label: t('harvests.season.confirmed'),
        values: review.seasons.map(({ confirmedKg }) => confirmedKg),
      },
    ],
  }
}

function monthChart(res: Response, review: Review) {
  const { t, lang } = res.locals
  const { income } = review
  return {
    id: 'review-months',
    title: t('applications.review.against'),
    note: t('applications.review.againstNote'),
    unit: 'Rp',
    rowLabel: t('applications.review.month'),
    columns: income.months.map(({ month }) => ({ label: monthLabel(lang, month) })),
    series: [
      {
        label: t('applications.review.incomeMin'),
        values: income.months.map((row) => row.income.min),
      },
      {
        label: t('applications.review.incomeMax'),
        values: income.months.map((row) => row.income.max),
      },
      { label: t('applications.review.due'), values: income.months.map((row) => row.dueRupiah) },
    ],
  }
}

function monthLabel(lang: 'id' | 'en', month: string): string {
  return `${formatMonth(lang, month, 'short')} ${month.slice(0, 4)}`
}

/** What matters first: the season's income, the instalments of a year against it, and who confirmed. */
function reviewStats(res: Response, { income, seasons }: Review) {
  const { t, lang } = res.locals
  const yearly = income.months.slice(0, 12).reduce((sum, { dueRupiah }) => sum + dueRupiah, 0)
  const declared = seasons.reduce((sum, { declaredKg }) => sum + declaredKg, 0)
  const confirmed = seasons.reduce((sum, { confirmedKg }) => sum + confirmedKg, 0)
  const share = (part: number, whole: number) =>
    whole > 0 ? formatMeasure(lang, Math.round((part / whole) * 100), '%') : '–'
  return [
    {
      label: t('applications.review.expected'),
      value: t('applications.review.millions', {
        min: formatNumber(lang, income.total.min / 1_000_000, 1),
        max: formatNumber(lang, income.total.max / 1_000_000, 1),
      }),
    },
    { label: t('applications.review.yearly'), value: formatMoney(lang, yearly) },
    {
      label: t('applications.review.burden'),
      value: `${share(yearly, income.total.max)}–${share(yearly, income.total.min)}`,
      note: t('applications.review.burdenNote'),
    },
    { label: t('harvests.season.confirmedShare'), value: share(confirmed, declared) },
  ]
}

function bandText(lang: 'id' | 'en', { min, max }: Band, unit: string): string {
  return min === max
    ? formatMeasure(lang, min, unit)
    : `${formatNumber(lang, min)}–${formatMeasure(lang, max, unit)}`
}

function moneyBand(lang: 'id' | 'en', { min, max }: Band): string {
  return min === max
    ? formatMoney(lang, min)
    : `${formatMoney(lang, min)} – ${formatMoney(lang, max)}`
}

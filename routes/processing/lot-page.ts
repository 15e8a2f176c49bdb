import type { Request, Response } from 'express'
import {
  lookAtLot,
  type JournalLine,
  type SeenPart,
} from '../../domain/processing/service/lot-read.ts'
import type { LotTest } from '../../domain/processing/service/lot-quality.ts'
import { lotEvents } from '../../domain/processing/lot-status.ts'
import { ratioPct } from '../../domain/processing/step-judgement.ts'
import { mostMoistBp, w12G } from '../../domain/processing/moisture.ts'
import { placeName, regionName } from '../../domain/regions.ts'
import { formatNumber } from '../../middleware/formats.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { certificateLines, indicationLines, saleView } from './lot-claims-view.ts'
import { readingCurve } from './reading-curve.ts'
import { lotRecord, lotTag } from './view.ts'

type T = Response['locals']['t']
type Found = Awaited<ReturnType<typeof lookAtLot>>

/** One lot: what it is, of whom, what was done to it, and what can be done next. */
export async function lotPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const found = await lookAtLot(req.actor!, String(req.params['id']))
  const { lot } = found
  const record = lotRecord(found)
  present(req, res, 'processing/lot', {
    ...formView(req, res, {}, record.version),
    data: record,
    record,
    title: t('lots.record.title', {
      weight: lot.massG / 1000,
      form: t(`lots.form.${lot.form}`).toLowerCase(),
    }),
    status: { label: t(`statuses.lot.${lot.status}`), kind: lotTag[lot.status] },
    unitName: found.unitName,
    massKg: lot.massG / 1000,
    words: {
      form: t(`lots.form.${lot.form}`),
      process: t(`lots.process.${lot.process}`),
      grade: lot.grade && t(`quality.grades.${lot.grade}`),
    },
    certificates: certificateLines(found),
    indications: indicationLines(found, res),
    sale: lot.sale && saleView(res.locals, lot.sale),
    isMoist:
      lot.moistureBp !== null && lot.moistureBp > mostMoistBp && lot.form !== 'parchment-wet',
    outturnPct: outturnOf(found),
    parts: partsOf(found.composition, lot.massG, t),
    groupings: groupingsOf(found.composition, lot.massG, t),
    journal: found.entries.toReversed().map((line) => journalLine(line, res)),
    tests: found.tests.map((test) => testLine(test, res)),
    cuppings: found.cuppings,
    may: Object.fromEntries(found.acts.map((act) => [act, true])),
    links: linksOf(record.id, found, t),
    undoText:
      found.undoable && t('lots.record.undoes', { act: t(`lots.journal.${found.undoable.kind}`) }),
    samplesShown: record.samples.map((sample) => ({
      ...sample,
      purpose: t(`lots.purpose.${sample.for}`),
    })),
    bagsShown: record.bags.map((run) => ({ ...run, count: run.to - run.from + 1 })),
  })
}

/** Green or parchment at 12 % moisture from a hundred kilograms of cherry. */
function outturnOf({ lot }: Found): number | null {
  if (lot.cherryG === 0 || lot.moistureBp === null || lot.form === 'parchment-wet') return null
  return ratioPct(w12G(lot.massG, lot.moistureBp), lot.cherryG)
}

function linksOf(id: string, { acts }: Found, t: T) {
  const addressed = lotEvents.filter(
    (act) => act !== 'undo' && act !== 'ready' && acts.includes(act),
  )
  return addressed.map((act) => ({
    act,
    href: act === 'split' || act === 'merge' ? `/lots/${act}?lotId=${id}` : `/lots/${id}/${act}`,
    label: t(`lots.acts.${act}`),
    isMain: act === 'steps',
    isDanger: act === 'reject' || act === 'withdraw' || act === 'write-off',
  }))
}

function partsOf(composition: SeenPart[], massG: number, t: T) {
  return composition
    .toSorted((a, b) => b.massG - a.massG)
    .map((part) => ({
      farmer: part.farmerName ?? t('lots.record.others'),
      plot: part.plotName ?? '–',
      massKg: part.massG / 1000,
      sharePct: ratioPct(part.massG, massG),
    }))
}

const districtName = (villageCode: string) => regionName(villageCode.slice(0, 6))

/** The same grams by district, village and variety. */
function groupingsOf(composition: SeenPart[], massG: number, t: T) {
  const by = (title: string, keyOf: (part: SeenPart) => string | null) => {
    const sums = new Map<string, number>()
    for (const part of composition) {
      const key = keyOf(part) ?? t('lots.record.others')
      sums.set(key, (sums.get(key) ?? 0) + part.massG)
    }
    return {
      title,
      rows: [...sums].map(([label, sum]) => ({
        label,
        massKg: sum / 1000,
        sharePct: ratioPct(sum, massG),
      })),
    }
  }
  return [
    by(t('lots.record.byDistrict'), ({ villageCode }) => villageCode && districtName(villageCode)),
    by(t('lots.record.byVillage'), ({ villageCode }) => villageCode && placeName(villageCode)),
    by(t('lots.record.byVariety'), ({ varietyName }) => varietyName),
  ]
}

function testLine(test: LotTest, { locals: { t, lang } }: Response) {
  const defects = formatNumber(lang, Number(test.defects), 2)
  return { ...test, word: t(`quality.grades.${test.grade}`), defects }
}

/** A line of the journal in words. */
function journalLine(line: JournalLine, res: Response) {
  const { t } = res.locals
  const { step } = line
  const losses = Object.entries(step?.losses ?? {}).map(([kind, massG]) =>
    t('lots.journal.loss', { kind: t(`lots.losses.${kind}`).toLowerCase(), massKg: massG / 1000 }),
  )
  const details = step
    ? [
        step.moistureOutBp !== null &&
          t('lots.journal.moisture', { pct: step.moistureOutBp / 100 }),
        step.ph !== null && t('lots.journal.ph', { ph: step.ph }),
        step.dryingBed && t('lots.journal.bed', { bed: step.dryingBed }),
        step.weather && t(`lots.weather.${step.weather}`),
        step.turns && t('lots.journal.turns', { count: step.turns }),
        step.temperatureC !== null && t('lots.journal.temperature', { c: step.temperatureC }),
        ...losses,
        step.gainG > 0 && t('lots.journal.gain', { massKg: step.gainG / 1000 }),
      ].filter((text) => typeof text === 'string')
    : []
  return {
    title: step ? t(`lots.steps.${step.step}`) : t(`lots.journal.${line.kind}`),
    who: step?.operator ?? line.byName,
    from: step?.startedAt ?? null,
    at: step?.endedAt ?? line.at,
    mass:
      line.massBeforeG === line.massAfterG
        ? null
        : t('lots.journal.mass', {
            before: line.massBeforeG / 1000,
            after: line.massAfterG / 1000,
          }),
    details: details.join(' · '),
    text: step?.explanation ?? line.reason,
    curve: step && readingCurve(res, String(line._id), step.step, step.readings),
    undone: line.undoneAt && t('lots.journal.undone', { who: line.undoneByName }),
  }
}

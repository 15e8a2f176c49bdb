import type { Response } from 'express'
import { harvestForms } from '../../domain/harvests/yield.ts'
import { buyerKinds } from '../../domain/harvests/service/register.ts'
import type { Choices } from '../../domain/harvests/service/choices.ts'

/** The options of the harvest form, with what is chosen marked. */
export function formChoices(res: Response, choices: Choices, form: Record<string, unknown>) {
  const { t } = res.locals
  return {
    farmer: choices.farmer,
    farmers: choices.farmers,
    isForOther: choices.isForOther,
    q: choices.q,
    plotOptions: choices.plots.map((plot) => ({
      value: plot.id,
      label: plot.name,
      hint: t('harvests.fields.plotHint', {
        areaHa: plot.areaHa,
        altitudeM: plot.altitudeM,
        plantedYear: plot.plantedYear,
      }),
      isChecked: form['plotId'] === plot.id,
    })),
    formOptions: harvestForms.map((value) => ({
      value,
      label: t(`harvests.form.${value}`),
      hint: t(`harvests.formHint.${value}`),
      isChecked: form['form'] === value,
    })),
    buyerOptions: buyerKinds.map((value) => ({
      value,
      label: t(`harvests.buyer.${value}`),
      isChecked: form['buyerKind'] === value,
    })),
    lastPrice: choices.last?.pricePerKg ?? null,
  }
}

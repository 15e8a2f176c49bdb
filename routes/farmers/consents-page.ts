import type { Request, Response } from 'express'
import { can } from '../../domain/permissions.ts'
import { consentDecisions, consentPurposes, consentTexts } from '../../domain/farmers/consent.ts'
import { methodsFor } from '../../domain/farmers/consent-rules.ts'
import { consentsOf, isOwnRecord } from '../../domain/farmers/service/consents.ts'
import { lookAtFarmer } from '../../domain/farmers/service/read.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { consentLine } from './pages.ts'

/** What a farmer agrees to, purpose by purpose, in plain words; and all he ever decided. */
export async function consentsPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t } = res.locals
  const { farmer, farmerId } = await lookAtFarmer(actor, String(req.params['id']))
  const rows = await consentsOf(actor, farmerId)
  const isOwn = isOwnRecord(actor, farmer.id)
  const view = formView(req, res)
  const mayRecord = can(actor, 'consent.record') && farmer.status === 'active'
  present(req, res, 'farmers/consents', {
    ...view,
    data: { farmerId: farmer.id, consents: farmer.consents, rows, next: null },
    title: isOwn
      ? t('farmers.consent.own')
      : t('farmers.consent.title', { farmer: farmer.fullName }),
    lead: isOwn ? t('farmers.consent.ownLead') : t('farmers.consent.lead'),
    farmer,
    isOwn,
    action: `/farmers/${farmer.id}/consents`,
    purposes: consentPurposes.map((purpose) => ({
      ...consentLine(purpose, farmer.consents[purpose], t),
      text: t(consentTexts[purpose].textKey),
      since: rows.find((row) => row.purpose === purpose)?.decidedAt,
      mayGive: mayRecord && isOwn && farmer.consents[purpose] !== 'given',
      mayWithdraw: mayRecord && isOwn && farmer.consents[purpose] !== 'withdrawn',
      withdraw:
        farmer.consents[purpose] === 'given'
          ? t('farmers.consent.withdraw')
          : t('farmers.consent.decline'),
    })),
    history: rows.map((row) => ({
      ...row,
      title: t(consentTexts[row.purpose].titleKey),
      label: t(`farmers.consent.state.${row.decision}`),
      how: t(`farmers.consent.method.${row.method}`),
    })),
    showsForm: mayRecord && (!isOwn || req.problem !== undefined),
    ...options(view.form, isOwn, t),
  })
}

function options(form: Record<string, unknown>, isOwn: boolean, t: Response['locals']['t']) {
  const coded = (field: string, codes: readonly string[], labelOf: (code: string) => string) =>
    codes.map((value) => ({
      value,
      label: labelOf(value),
      isChecked: form[field] === value,
      isSelected: form[field] === value,
    }))
  return {
    purposeOptions: consentPurposes.map((value) => ({
      value,
      label: t(consentTexts[value].titleKey),
      isSelected: form['purpose'] === value,
    })),
    decisionOptions: coded('decision', consentDecisions, (code) =>
      t(`farmers.consent.decision.${code}`),
    ),
    methodOptions: coded('method', methodsFor(isOwn), (code) =>
      t(`farmers.consent.method.${code}`),
    ),
  }
}

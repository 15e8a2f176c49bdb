import type { Response } from 'express'
import type { Actor } from '../../domain/actor.ts'
import type { OfferedScheme } from '../../domain/loans/service/schemes.ts'
import { ratePctText } from '../../domain/loans/rate.ts'
import { can } from '../../domain/permissions.ts'

type Shown = OfferedScheme & { _id?: unknown }

/** A scheme as data: the fields of service.md section 6, for pages, JSON and files alike. */
export function schemeRow(actor: Actor, scheme: Shown) {
  return {
    id: String(scheme._id),
    number: scheme.code,
    code: scheme.code,
    status: scheme.status,
    version: scheme.version,
    acts: scheme._id && can(actor, 'scheme.edit') ? ['edit'] : [],
    name: scheme.name,
    bankId: String(scheme.bankId),
    bankName: scheme.bankName,
    ratePct: Number(ratePctText(scheme.ratePpm)),
    minRupiah: scheme.minRupiah,
    maxRupiah: scheme.maxRupiah,
    maxTermMonths: scheme.maxTermMonths,
    repayments: scheme.repayments,
    purposes: scheme.purposes,
    documents: scheme.documents,
    collateralAboveRupiah: scheme.collateralAboveRupiah,
    askAbovePerHaRupiah: scheme.askAbovePerHaRupiah,
    askAboveIncomePct: scheme.askAboveIncomePct,
    potRupiah: scheme.potRupiah,
    potLeftRupiah: scheme.potLeftRupiah,
  }
}

/** The codes of a scheme as words: `repayments` of the calculator, purposes and papers of here. */
export function wordsOf(res: Response, scheme: Shown) {
  const { t } = res.locals
  return {
    statusLabel: t(`schemes.status.${scheme.status}`),
    statusKind: scheme.status === 'open' ? ('good' as const) : ('plain' as const),
    repayments: scheme.repayments.map((code) => t(`calculator.method.${code}`)),
    purposes: scheme.purposes.map((code) => t(`schemes.purpose.${code}`)),
    documents: scheme.documents.map((code) => t(`schemes.document.${code}`)),
  }
}

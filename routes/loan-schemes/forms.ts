import { z } from 'zod'
import { documentKinds, loanPurposes } from '../../domain/loans/application.ts'
import { repaymentMethods } from '../../domain/loans/loan-terms.ts'
import { readRatePpm } from '../../domain/loans/rate.ts'
import { schemeStatuses } from '../../domain/loans/scheme.ts'
import type { SchemeTold } from '../../domain/loans/service/edit-scheme.ts'
import type { Form } from '../../middleware/accept.ts'
import { amount, choice, list, readBy, recordId, rupiah, text } from '../fields.ts'

const terms = {
  name: text(120).required(),
  ratePct: readBy(readRatePpm, 'schemes.faults.rate').required(),
  minRupiah: rupiah().required(),
  maxRupiah: rupiah().required(),
  maxTermMonths: amount(0).required(),
  repayments: list(choice(repaymentMethods).required()),
  purposes: list(choice(loanPurposes).required()),
  documents: list(choice(documentKinds).required()),
  collateralAboveRupiah: rupiah().optional(),
  askAbovePerHaRupiah: rupiah().optional(),
  askAboveIncomePct: amount(0).optional(),
  potRupiah: rupiah().required(),
  status: choice(schemeStatuses).required(),
}
const readCode = (value: string) => (/^[a-z][a-z0-9-]{2,39}$/.test(value) ? value : null)

const openingFields = z.object({
  ...terms,
  code: readBy(readCode, 'schemes.faults.code').required(),
  bankId: recordId().required(),
})
export const opening: Form<z.infer<typeof openingFields>> = { fields: openingFields }

const changeFields = z.object({ ...terms, reason: text(500).required() })
export const change: Form<z.infer<typeof changeFields>> = { fields: changeFields, hasVersion: true }

type Typed = Omit<z.infer<typeof changeFields>, 'reason'> & { reason?: string }

/** What the form says, as the use case takes it; a thing ticked twice counts once. */
export function toldIn(values: Typed): SchemeTold {
  const { ratePct, potRupiah, reason = null, ...others } = values
  return {
    terms: {
      name: others.name,
      ratePpm: ratePct,
      minRupiah: others.minRupiah,
      maxRupiah: others.maxRupiah,
      maxTermMonths: others.maxTermMonths,
      repayments: [...new Set(others.repayments)],
      purposes: [...new Set(others.purposes)],
      documents: [...new Set(others.documents)],
      collateralAboveRupiah: others.collateralAboveRupiah,
      askAbovePerHaRupiah: others.askAbovePerHaRupiah,
      askAboveIncomePct: others.askAboveIncomePct,
      status: others.status,
    },
    potRupiah,
    reason,
  }
}

import { isDay } from '../dates.ts'
import { promiseSteps } from '../loans/promises.ts'
import type { ReferenceList } from './list.ts'

/** Days on which offices and banks are closed; the code of an item is its day. */
export const holidayList: ReferenceList = { code: 'holiday', fields: [], isCode: isDay }

/** Working days within which each step of a loan application is promised; its steps are fixed. */
export const loanPromiseList: ReferenceList = {
  code: 'loan-promise',
  fields: [{ name: 'workingDays', kind: 'whole', min: 1, max: 60, isRequired: true }],
  isCode: (code) => (promiseSteps as readonly string[]).includes(code),
}

import type { ReferenceList } from './list.ts'
import { holidayList, loanPromiseList } from './loan-times.ts'
import { varietyList } from './variety.ts'

/** Every list of reference data that an office may edit. An area adds its own here, one line. */
export const referenceLists: readonly ReferenceList[] = [varietyList, holidayList, loanPromiseList]

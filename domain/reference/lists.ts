import { certificationList } from './certification.ts'
import { cherryPriceList } from './cherry-price.ts'
import { indicationList } from './indication.ts'
import type { ReferenceList } from './list.ts'
import { holidayList, loanPromiseList } from './loan-times.ts'
import { outturnList } from './outturn.ts'
import { processStepList } from './process-step.ts'
import {
  plantingCalendarList,
  seedlingCountsList,
  seedlingNextList,
  seedlingReadyList,
} from './seedling.ts'
import { varietyList } from './variety.ts'

/** Every list of reference data that an office may edit. An area adds its own here, one line. */
export const referenceLists: readonly ReferenceList[] = [
  varietyList,
  holidayList,
  loanPromiseList,
  processStepList,
  outturnList,
  cherryPriceList,
  indicationList,
  certificationList,
  seedlingReadyList,
  seedlingCountsList,
  seedlingNextList,
  plantingCalendarList,
]

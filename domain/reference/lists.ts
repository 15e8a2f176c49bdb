import type { ReferenceList } from './list.ts'
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
  seedlingReadyList,
  seedlingCountsList,
  seedlingNextList,
  plantingCalendarList,
]

import { districtCodesIn } from '../processing/indication.ts'
import { faultOfPair, type ReferenceList } from './list.ts'

/** Geographical indications: the districts and the height from which their coffee comes. */
export const indicationList: ReferenceList = {
  code: 'indication',
  fields: [
    { name: 'districtCodes', kind: 'text', isRequired: true },
    { name: 'minAltitudeM', kind: 'whole', unit: 'm', min: 0, max: 3000, isRequired: true },
    { name: 'maxAltitudeM', kind: 'whole', unit: 'm', min: 0, max: 3000, isRequired: true },
  ],
  check: (values) => ({
    ...faultOfPair(values, 'minAltitudeM', 'maxAltitudeM'),
    ...(districtCodesIn(values['districtCodes']) === null && {
      districtCodes: { key: 'references.rules.districts' },
    }),
  }),
}

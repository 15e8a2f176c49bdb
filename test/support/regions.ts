import type { Region } from '../../models/region.ts'

/** A handful of the real regions; the whole list takes seconds to load. */
export const testRegions: Region[] = [
  regency('3511', 'Bondowoso'),
  regency('3512', 'Situbondo'),
  district('351117', 'Pakem'),
  district('351118', 'Sumberwringin'),
  district('351119', 'Sempol'),
  district('351211', 'Arjasa'),
  district('351215', 'Sumbermalang'),
  village('3511182001', 'Sukorejo'),
  village('3511182005', 'Rejo Agung'),
  village('3511192001', 'Sempol'),
  village('3512112001', 'Kayumas'),
  village('3512152001', 'Tamankursi'),
]

function regency(_id: string, name: string): Region {
  return { _id, level: 'regency', name }
}
function district(_id: string, name: string): Region {
  return { _id, level: 'district', name }
}
function village(_id: string, name: string): Region {
  return { _id, level: 'village', name }
}

import { demoId } from '../../database/demo/id.ts'
import { nikOf } from '../../database/demo/people.ts'
import { serial } from './serial.ts'

/** What `penyuluh` types for a new farmer of Rejo Agung in the group Sumber Makmur. */
export function farmerForm(given: Record<string, string> = {}): Record<string, string> {
  return {
    nik: nikOf('351118', '1985-03-12', 'male', 5000 + serial()),
    fullName: 'Hosnan Efendi',
    gender: 'male',
    birthOn: '1985-03-12',
    phone: '0812-3456-7890',
    villageCode: '35.11.18.2005',
    address: 'Dusun Krajan, RT 3',
    groupId: groupOfPetani,
    ...given,
  }
}

export const groupOfPetani = String(demoId('organisation:sumber-makmur'))
export const groupOfPetani2 = String(demoId('organisation:kayumas-jaya'))

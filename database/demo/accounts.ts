import type { Types } from 'mongoose'
import type { Role } from '../../domain/permissions.ts'
import { demoId } from './id.ts'
import { demoGroups } from './places.ts'

type Extra = { districtCodes?: string[]; farmer?: string }
/** All demo accounts of service.md section 2. */
export const accounts: [
  username: string,
  fullName: string,
  role: Role,
  organisation: string,
  extra?: Extra,
][] = [
  ['petani', 'Sumarni', 'farmer', 'sumber-makmur', { farmer: 'petani' }],
  ['ketua', 'Slamet Riyadi', 'group-leader', 'sumber-makmur'],
  [
    'penyuluh',
    'Hadi Prayitno',
    'extension-officer',
    'dinas-bondowoso',
    { districtCodes: ['351117', '351118', '351119'] },
  ],
  ['dinas', 'Retno Kusumawati', 'regency-admin', 'dinas-bondowoso'],
  ['disbun', 'Heru Wicaksono', 'province-admin', 'disbun'],
  ['puslitkoka', 'Dr. Ucu Setiawan', 'seed-officer', 'puslitkoka'],
  ['mutu', 'Dewi Anggraini', 'quality-officer', 'puslitkoka'],
  ['mutu2', 'Yusianto', 'quality-officer', 'puslitkoka'],
  ['mutu3', 'Lestari Ayu', 'quality-officer', 'puslitkoka'],
  ['penangkar', 'Sutikno', 'nursery-keeper', 'nursery'],
  ['uph', 'Bambang Irawan', 'processor', 'uph'],
  ['eksportir', 'Maria Tan', 'exporter', 'exporter'],
  ['perhutani', 'Agus Mulyono', 'forester', 'kph-bondowoso'],
  ['analis', 'Rina Wulandari', 'loan-officer', 'bank-jatim'],
  ['komite', 'Teguh Santoso', 'loan-approver', 'bank-jatim'],
  ['analis2', 'Fajar Nugroho', 'loan-officer', 'bank-umkm'],
  ['komite2', 'Indah Permatasari', 'loan-approver', 'bank-umkm'],
  ['admin', 'Wahyu Prasetyo', 'administrator', 'disbun'],
  ['auditor', 'Endah Susilowati', 'auditor', 'disbun'],
  ['petani2', 'Misrani', 'farmer', 'kayumas-jaya', { farmer: 'petani2' }],
  ['ketua2', 'Moh. Hasyim', 'group-leader', 'kayumas-jaya'],
  [
    'penyuluh2',
    'Ratna Dewanti',
    'extension-officer',
    'dinas-situbondo',
    { districtCodes: ['351211', '351215'] },
  ],
  ['dinas2', 'Suryadi', 'regency-admin', 'dinas-situbondo'],
  ['uph2', 'Sitti Maryam', 'processor', 'uph-kayumas'],
]

/** Usernames of the leaders: two demo accounts, the others have not been invited yet. */
export function leaderUsername(groupKey: string): string {
  if (groupKey === 'sumber-makmur') return 'ketua'
  return groupKey === 'kayumas-jaya' ? 'ketua2' : `ketua-${groupKey}`
}

/** The ids of all accounts of the demo data. */
export function demoUserIds(): Types.ObjectId[] {
  const usernames = [
    ...accounts.map(([username]) => username),
    ...demoGroups.map(({ key }) => leaderUsername(key)),
  ]
  return [...new Set(usernames)].map((username) => demoId(`user:${username}`))
}

import type { Day } from './dates.ts'

/** A day on which offices and banks of East Java are closed. */
export interface Holiday {
  day: Day
  name: string
  /** The fixed ones are certain; the moving ones follow the yearly decree of three ministers (U). */
  isConfirmed: boolean
}

const fixed: [monthDay: string, name: string][] = [
  ['01-01', 'Tahun Baru'],
  ['05-01', 'Hari Buruh'],
  ['06-01', 'Hari Lahir Pancasila'],
  ['08-17', 'Hari Kemerdekaan'],
  ['12-25', 'Hari Natal'],
]

const moving: [day: Day, name: string][] = [
  ['2025-01-27', 'Isra Mikraj'],
  ['2025-01-29', 'Tahun Baru Imlek'],
  ['2025-03-29', 'Nyepi'],
  ['2025-03-31', 'Idulfitri'],
  ['2025-04-01', 'Idulfitri'],
  ['2025-04-18', 'Wafat Yesus Kristus'],
  ['2025-05-12', 'Waisak'],
  ['2025-05-29', 'Kenaikan Yesus Kristus'],
  ['2025-06-06', 'Iduladha'],
  ['2025-06-27', 'Tahun Baru Islam'],
  ['2025-09-05', 'Maulid Nabi'],
  ['2026-01-16', 'Isra Mikraj'],
  ['2026-02-17', 'Tahun Baru Imlek'],
  ['2026-03-19', 'Nyepi'],
  ['2026-03-20', 'Idulfitri'],
  ['2026-03-21', 'Idulfitri'],
  ['2026-04-03', 'Wafat Yesus Kristus'],
  ['2026-05-14', 'Kenaikan Yesus Kristus'],
  ['2026-05-27', 'Iduladha'],
  ['2026-05-31', 'Waisak'],
  ['2026-06-16', 'Tahun Baru Islam'],
  ['2026-08-25', 'Maulid Nabi'],
  ['2027-01-05', 'Isra Mikraj'],
  ['2027-02-06', 'Tahun Baru Imlek'],
  ['2027-03-08', 'Nyepi'],
  ['2027-03-10', 'Idulfitri'],
  ['2027-03-11', 'Idulfitri'],
  ['2027-03-26', 'Wafat Yesus Kristus'],
  ['2027-05-06', 'Kenaikan Yesus Kristus'],
  ['2027-05-17', 'Iduladha'],
  ['2027-05-20', 'Waisak'],
  ['2027-06-06', 'Tahun Baru Islam'],
  ['2027-08-15', 'Maulid Nabi'],
]

/** The first filling of the list of holidays; the province keeps it up to date by the yearly decree. */
export const firstHolidays: readonly Holiday[] = [
  ...['2025', '2026', '2027'].flatMap((year) =>
    fixed.map(([monthDay, name]) => ({ day: `${year}-${monthDay}`, name, isConfirmed: true })),
  ),
  ...moving.map(([day, name]) => ({ day, name, isConfirmed: false })),
].sort((a, b) => a.day.localeCompare(b.day))

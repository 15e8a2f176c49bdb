import type { Random } from './random.ts'

const women =
  'Sumarni Siti Aisyah|Nur Hasanah|Misyati|Sulastri|Suhartatik|Maimunah|Buk Rukmini|Endang Wahyuni|Halimatus|Sri Wahyuni|Juwariyah|Musrifa|Tutik Handayani|Saniya|Rohemah|Fatimah|Supiyati|Lilik Suryani|Nurul Komariyah|Suminten'
    .replace('Sumarni ', '')
    .replace('Buk ', '')
    .split('|')
const men =
  'Abdul Ghani|Ahmad Fauzi|Bambang Sutrisno|Busairi|Edi Santoso|Haryono|Imam Syafii|Jumadi|Kusnadi|Mahfud|Marsuki|Moh. Toyyib|Muhlis|Nawawi|Purwanto|Rahmat Hidayat|Rudi Hartono|Saiful Bahri|Samsul Arifin|Sugianto|Suwarno|Tohari|Untung Subagyo|Wagimin|Yusuf Effendi|Zainal Abidin|Ponidi|Kasim|Asmoro|Durahman'.split(
    '|',
  )
const byNames = ['', '', '', ' Efendi', ' Hadi', ' Rahayu', ' Wati', ' Santoso', ' Hariyanto', ' Ningsih']

/** A person who could live on the slope: name, gender, day of birth and a NIK that agrees with both. */
export function personOf(random: Random, serial: number, districtCode: string) {
  const gender = random.next() < 0.3 ? ('female' as const) : ('male' as const)
  const names = gender === 'female' ? women : men
  const by = gender === 'female' ? ['', '', ' Rahayu', ' Wati', ' Ningsih'] : byNames.slice(0, 5)
  const fullName = `${names[serial % names.length]!}${random.pick(by)}`
  const birthOn = birthDay(random)
  return { fullName, gender, birthOn, nik: nikOf(districtCode, birthOn, gender, serial + 1) }
}

function birthDay(random: Random): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${random.whole(1956, 1998)}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`
}

/** PP KK CC DDMMYY NNNN, with 40 added to the day of a woman. */
export function nikOf(districtCode: string, birthOn: string, gender: 'female' | 'male', serial: number) {
  const [year = '', month = '', day = ''] = birthOn.split('-')
  const dayPart = String(Number(day) + (gender === 'female' ? 40 : 0)).padStart(2, '0')
  return `${districtCode}${dayPart}${month}${year.slice(2)}${String(serial).padStart(4, '0')}`
}

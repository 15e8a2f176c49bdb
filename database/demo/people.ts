import type { Random } from './random.ts'

// Madurese and Javanese names of the slopes; enough that no two of the hundred are called the same
const women =
  'Siti Aisyah|Nur Hasanah|Misyati|Sulastri|Suhartatik|Maimunah|Rukmini|Endang Wahyuni|Halimatus Sakdiyah|Sri Wahyuni|Juwariyah|Musrifa|Tutik Handayani|Saniya|Rohemah|Fatimah Zahro|Supiyati|Lilik Suryani|Nurul Komariyah|Suminten|Hosniyah|Sutija|Yuliatin|Sri Lestari|Marwiyah|Khotijah|Ernawati|Sunarti|Buati|Wiwik Rahayu|Asiyah|Ngatini|Homsatun|Titin Kurniasih|Mutmainah'.split(
    '|',
  )
const men =
  'Abdul Ghani|Ahmad Fauzi|Bambang Sutrisno|Busairi|Edi Santoso|Haryono|Imam Syafii|Jumadi|Kusnadi|Mahfud|Marsuki|Moh. Toyyib|Muhlis|Nawawi|Purwanto|Rahmat Hidayat|Rudi Hartono|Saiful Bahri|Samsul Arifin|Sugianto|Suwarno|Tohari|Untung Subagyo|Wagimin|Yusuf Effendi|Zainal Abidin|Ponidi|Kasim|Asmoro|Durahman|Abdus Salam|Buang Hariyanto|Hasan Basri|Supriyadi|Sahrul|Mattasan|Misrawi|Eko Prasetyo|Jamaludin|Fathor Rosi|Sumardi|Nurhadi|Agus Budiono|Holil|Ruslan Efendi|Slamet Widodo|Sukarto|Moh. Ridwan|Artowi|Paidi|Sudarsono|Asrawi|Joko Purnomo|Muzammil|Suyitno|Abd. Rasyid|Bunawi|Sutrisno Hadi|Ach. Junaidi|Matrawi|Sarkawi|Gunawan|Didik Hermanto|Syamsuri|Kacung Suwito|Nurul Huda|Sahwan|Tumin|Rasidi|Hadi Siswanto|Moh. Yasin|Suparto|Burhanudin|Timbul Raharjo'.split(
    '|',
  )
const femalePlaces = [1, 4, 8]

/** A person who could live on the slope: name, gender, day of birth and a NIK that agrees with both. */
export function personOf(random: Random, serial: number, districtCode: string) {
  const ten = Math.floor(serial / 10)
  const place = serial % 10
  const before = femalePlaces.filter((each) => each < place).length
  const isFemale = femalePlaces.includes(place)
  const gender = isFemale ? ('female' as const) : ('male' as const)
  const fullName = isFemale
    ? women[(ten * femalePlaces.length + before) % women.length]!
    : men[(ten * (10 - femalePlaces.length) + place - before) % men.length]!
  const birthOn = birthDay(random)
  return { fullName, gender, birthOn, nik: nikOf(districtCode, birthOn, gender, serial + 1) }
}

function birthDay(random: Random): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${random.whole(1956, 1998)}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`
}

/** PP KK CC DDMMYY NNNN, with 40 added to the day of a woman. */
export function nikOf(
  districtCode: string,
  birthOn: string,
  gender: 'female' | 'male',
  serial: number,
) {
  const [year = '', month = '', day = ''] = birthOn.split('-')
  const dayPart = String(Number(day) + (gender === 'female' ? 40 : 0)).padStart(2, '0')
  return `${districtCode}${dayPart}${month}${year.slice(2)}${String(serial).padStart(4, '0')}`
}

import { usualNextNorm } from './next-programme.ts'
import { usualReadyNorm } from './readiness.ts'
import { usualCountMonths } from './survival.ts'

const [first, second, third, fourth] = usualCountMonths

const norms = [
  { list: 'seedling-ready', code: 'ready', name: 'Siap salur', values: { ...usualReadyNorm } },
  {
    list: 'seedling-counts',
    code: 'usual',
    name: 'Bulan hitung',
    values: { first, second, third, fourth },
  },
  {
    list: 'seedling-next',
    code: 'usual',
    name: 'Usulan program berikut',
    values: { ...usualNextNorm },
  },
]

// by the rains of the highlands of East Java, October to April (U)
const months: [name: string, advice: string, adviceEn: string][] = [
  [
    'Januari',
    'Hujan lebat: perdalam saluran air, tegakkan bibit yang miring, sulam yang mati.',
    'Heavy rain: clear the drains, set leaning plants upright, replace the dead.',
  ],
  [
    'Februari',
    'Pupuk pertama bila sudah berumur 3 bulan; siangi piringan selebar tajuk.',
    'First fertiliser for plants of 3 months; weed a ring as wide as the crown.',
  ],
  [
    'Maret',
    'Siangi piringan, periksa penggerek batang dan karat daun, pangkas wiwilan.',
    'Weed the ring, look for stem borer and leaf rust, take off water shoots.',
  ],
  [
    'April',
    'Pupuk kedua sebelum hujan berhenti; selesaikan sulam terakhir.',
    'Second fertiliser before the rain stops; finish the last replacements.',
  ],
  [
    'Mei',
    'Hujan berkurang: tutup piringan dengan mulsa, jangan cangkul lagi.',
    'Less rain: cover the ring with mulch, dig no more.',
  ],
  [
    'Juni',
    'Tambah mulsa, atur penaung agar tidak terlalu terbuka.',
    'Add mulch; keep enough shade.',
  ],
  [
    'Juli',
    'Kemarau: siram bila daun layu di pagi hari, jaga dari ternak.',
    'Dry season: water when leaves hang in the morning; keep livestock out.',
  ],
  [
    'Agustus',
    'Kemarau: siram bila perlu, pasang naungan sementara pada bibit muda.',
    'Dry season: water where needed, give young plants temporary shade.',
  ],
  [
    'September',
    'Buat lubang tanam 60 × 60 × 60 cm dan isi kompos, tanam penaung lebih dahulu.',
    'Dig planting holes of 60 × 60 × 60 cm, fill in compost; plant shade trees first.',
  ],
  [
    'Oktober',
    'Tutup lubang tanam sesudah hujan pertama; terima bibit dan hitung bersama ketua.',
    'Close the holes after the first rain; receive the plants and count them with the leader.',
  ],
  [
    'November',
    'Tanam saat hujan sudah tetap; padatkan tanah, beri ajir dan naungan.',
    'Plant once the rain is steady; firm the soil, give a stake and shade.',
  ],
  [
    'Desember',
    'Periksa yang baru ditanam, sulam yang mati, siangi piringan.',
    'Look at what was planted, replace the dead, weed the ring.',
  ],
]

/** Norms and the calendar of seedlings as they are first filled in; an office edits them. */
export const seedlingSeeds = [
  ...norms.map((norm) => ({ ...norm, source: '(U)', isConfirmed: false })),
  ...months.map(([name, advice, adviceEn], index) => ({
    list: 'planting-calendar',
    code: String(index + 1).padStart(2, '0'),
    name,
    values: { advice, adviceEn },
    source: '(U) kebiasaan setempat, belum dari buku',
    isConfirmed: false,
  })),
]

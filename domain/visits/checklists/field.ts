import type { ChecklistQuestion } from '../checklist.ts'
import { choice, number, options, pest, photo, text, yesNo } from './write.ts'

const borer = { id: 'bubuk buah kopi (PBKo)', en: 'coffee berry borer' }
const rust = { id: 'karat daun', en: 'leaf rust' }

/** The usual round through a garden. */
export const routine: ChecklistQuestion[] = [
  choice('pruning', 'Pangkasan', 'Pruning', {
    options: options(
      ['good', 'sudah, rapi', 'done, tidy'],
      ['partly', 'sebagian', 'in part'],
      ['none', 'belum', 'not yet'],
    ),
    issue: { kind: 'pruning', is: ['none'] },
  }),
  yesNo('suckers', 'Tunas air sudah dibuang?', 'Have water shoots been removed?', {
    when: { code: 'pruning', is: ['partly', 'none'] },
    issue: { kind: 'pruning', is: ['no'] },
  }),
  choice('shade', 'Penaung', 'Shade', {
    options: options(
      ['right', 'cukup, cahaya terpencar', 'enough, light is scattered'],
      ['thin', 'kurang', 'too little'],
      ['dense', 'terlalu rapat', 'too dense'],
    ),
    issue: { kind: 'shade', is: ['thin', 'dense'] },
    source: '[B11]',
  }),
  yesNo('slope', 'Kebun di lereng?', 'Does the garden lie on a slope?'),
  yesNo('terraces', 'Teras dan rorak terpelihara?', 'Are terraces and silt pits kept up?', {
    when: { code: 'slope', is: ['yes'] },
    issue: { kind: 'erosion', is: ['no'] },
    source: '[B11]',
  }),
  yesNo('fertilised', 'Dipupuk musim ini?', 'Fertilised this season?', {
    issue: { kind: 'nutrition', is: ['no'] },
  }),
  number('fertiliserKg', 'Pupuk per hektare', 'Fertiliser per hectare', {
    unit: 'kg',
    max: 5000,
    band: { min: 100, max: 1500 },
    when: { code: 'fertilised', is: ['yes'] },
    issue: { kind: 'nutrition' },
    source: '[A15]: 200 kg/ha',
  }),
  yesNo('weeds', 'Gulma mengganggu?', 'Are weeds a trouble?', {
    issue: { kind: 'weeds', is: ['yes'] },
  }),
  ...pest('borer', borer, false),
  ...pest('rust', rust, false),
  photo('gardenPhoto', 'Foto kebun', 'Photo of the garden'),
]

/** Pests and diseases, counted on thirty trees along the diagonals. */
export const pests: ChecklistQuestion[] = [
  number('treesSampled', 'Pohon yang diamati', 'Trees looked at', {
    unit: 'pohon',
    min: 1,
    max: 1000,
    band: { min: 30, max: 1000 },
    source: '(U): 30 pohon di garis diagonal',
  }),
  ...pest('borer', borer, true),
  choice('borerTrap', 'Perangkap atau petik bubuk', 'Traps or sanitary picking', {
    options: options(
      ['both', 'keduanya', 'both'],
      ['trap', 'perangkap saja', 'traps only'],
      ['picking', 'petik bubuk saja', 'sanitary picking only'],
      ['none', 'belum ada', 'none yet'],
    ),
    when: { code: 'borerSeen', is: ['yes'] },
    issue: { kind: 'borer', is: ['none'] },
  }),
  ...pest('rust', rust, true),
  yesNo('rustSprayed', 'Sudah disemprot fungisida?', 'Sprayed against it?', {
    when: { code: 'rustPct', atLeast: 10 },
    issue: { kind: 'rust', is: ['no'] },
  }),
  yesNo('nematodes', 'Tanda nematoda di akar?', 'Signs of nematodes on the roots?', {
    issue: { kind: 'losses', is: ['yes'] },
    source: '[B1]',
  }),
  photo('pestPhoto', 'Foto serangan', 'Photo of the damage', {
    when: { code: 'borerPct', atLeast: 5 },
  }),
  text('otherPests', 'Hama atau penyakit lain', 'Other pests or diseases'),
]

/** New trees in the ground. */
export const planting: ChecklistQuestion[] = [
  number('planted', 'Batang ditanam', 'Plants planted', {
    unit: 'batang',
    min: 1,
    max: 100_000,
    isRequired: true,
  }),
  number('spacing', 'Jarak tanam', 'Spacing', {
    unit: 'm',
    min: 0.5,
    max: 6,
    band: { min: 1.25, max: 2.75 },
    issue: { kind: 'boundary' },
    source: '[B11][B6]',
  }),
  yesNo('shadeFirst', 'Penaung sudah ada?', 'Are the shade trees there already?', {
    issue: { kind: 'shade', is: ['no'] },
    source: '[B11]: setahun sebelum kopi',
  }),
  number('leafPairs', 'Pasang daun bibit', 'Leaf pairs of the plants', {
    unit: 'pasang',
    max: 20,
    band: { min: 5, max: 8 },
    issue: { kind: 'losses' },
    source: '(U)',
  }),
  yesNo('manured', 'Lubang diberi pupuk kandang?', 'Manure in the holes?', {
    issue: { kind: 'nutrition', is: ['no'] },
  }),
  photo('plantingPhoto', 'Foto penanaman', 'Photo of the planting'),
]

/** What became of new trees, at 1, 3, 6 and 12 months. */
export const survival: ChecklistQuestion[] = [
  choice('monthsAfter', 'Umur setelah tanam', 'Months after planting', {
    options: options(
      ['1', '1 bulan', '1 month'],
      ['3', '3 bulan', '3 months'],
      ['6', '6 bulan', '6 months'],
      ['12', '12 bulan', '12 months'],
    ),
    source: '(U)',
  }),
  number('alivePct', 'Bibit hidup', 'Plants alive', {
    unit: '%',
    max: 100,
    band: { min: 80, max: 100 },
    isRequired: true,
    issue: { kind: 'losses' },
  }),
  choice('cause', 'Sebab utama kematian', 'Main cause of loss', {
    options: options(
      ['drought', 'kekeringan', 'drought'],
      ['pest', 'hama atau penyakit', 'pest or disease'],
      ['animals', 'ternak atau satwa', 'animals'],
      ['planting', 'cara tanam', 'way of planting'],
      ['other', 'lain-lain', 'other'],
    ),
  }),
  yesNo('gapsFilled', 'Sudah disulam?', 'Have the gaps been filled?', {
    when: { code: 'alivePct', atLeast: 0 },
    issue: { kind: 'losses', is: ['no'] },
    source: '(U): sulam 10 %',
  }),
  photo('survivalPhoto', 'Foto tanaman', 'Photo of the plants'),
]

import type { ChecklistQuestion } from '../checklist.ts'
import { choice, number, options, photo, text, yesNo } from './write.ts'

/** Picking, pulping, fermentation, drying, storing. */
export const postHarvest: ChecklistQuestion[] = [
  number('redShare', 'Buah merah yang dipetik', 'Red cherries picked', {
    unit: '%',
    max: 100,
    band: { min: 95, max: 100 },
    issue: { kind: 'picking' },
    source: '(U): 95 %',
  }),
  yesNo('floated', 'Buah dirambang?', 'Are cherries floated?', {
    issue: { kind: 'processing', is: ['no'] },
    source: '[F1]',
  }),
  number('hoursToPulp', 'Dari petik sampai kupas', 'From picking to pulping', {
    unit: 'jam',
    max: 240,
    band: { min: 0, max: 24 },
    issue: { kind: 'processing' },
    source: '(U): 24 jam',
  }),
  choice('process', 'Cara olah', 'Process', {
    options: options(
      ['washed', 'olah basah', 'washed'],
      ['wet-hulled', 'giling basah', 'wet-hulled'],
      ['honey', 'madu', 'honey'],
      ['natural', 'natural', 'natural'],
      ['sold', 'dijual gelondong', 'sold as cherry'],
    ),
    isRequired: true,
    source: '[F1]',
  }),
  number('fermentHours', 'Lama fermentasi', 'Hours of fermentation', {
    unit: 'jam',
    max: 240,
    band: { min: 8, max: 36 },
    when: { code: 'process', is: ['washed', 'wet-hulled'] },
    issue: { kind: 'processing' },
    source: '[F2][E9]',
  }),
  choice('dryingPlace', 'Tempat jemur', 'Where it is dried', {
    options: options(
      ['raised', 'para-para', 'raised beds'],
      ['dome', 'rumah jemur', 'drying dome'],
      ['concrete', 'lantai semen', 'concrete floor'],
      ['ground', 'tanah atau terpal', 'ground or tarpaulin'],
    ),
    when: { code: 'process', is: ['washed', 'wet-hulled', 'honey', 'natural'] },
    issue: { kind: 'drying', is: ['ground'] },
  }),
  number('layer', 'Tebal hamparan', 'Depth of the layer', {
    unit: 'cm',
    max: 50,
    band: { min: 0, max: 3 },
    when: { code: 'process', is: ['washed', 'wet-hulled', 'honey', 'natural'] },
    issue: { kind: 'drying' },
    source: '[F4]',
  }),
  number('moisture', 'Kadar air akhir', 'Final moisture', {
    unit: '%',
    max: 60,
    band: { min: 11, max: 12.5 },
    when: { code: 'process', is: ['washed', 'wet-hulled', 'honey', 'natural'] },
    issue: { kind: 'drying' },
    source: '[G1]',
  }),
  yesNo('pallets', 'Karung di atas palet, jauh dari dinding?', 'Bags on pallets, off the wall?', {
    when: { code: 'process', is: ['washed', 'wet-hulled', 'honey', 'natural'] },
    issue: { kind: 'storage', is: ['no'] },
    source: '[F7]',
  }),
  photo('processPhoto', 'Foto tempat olah', 'Photo of the place'),
]

/** What a bank wants to know of a farmer's garden and household. */
export const loanSurvey: ChecklistQuestion[] = [
  yesNo('livesThere', 'Pemohon tinggal di alamatnya?', 'Does the applicant live at the address?', {
    isRequired: true,
    issue: { kind: 'business', is: ['no'] },
  }),
  yesNo('gardenAsTold', 'Kebun sesuai catatan?', 'Is the garden as recorded?', {
    isRequired: true,
    issue: { kind: 'boundary', is: ['no'] },
  }),
  text('gardenDifference', 'Apa yang berbeda?', 'What differs?', {
    isRequired: true,
    when: { code: 'gardenAsTold', is: ['no'] },
  }),
  number('yearsInBusiness', 'Lama bertani kopi', 'Years of growing coffee', {
    unit: 'tahun',
    max: 80,
    band: { min: 0.5, max: 80 },
    issue: { kind: 'business' },
    source: '[I10]: 6 bulan',
  }),
  number('expectedCherryKg', 'Perkiraan panen berikut', 'Expected next harvest', {
    unit: 'kg',
    max: 200_000,
    source: '(U)',
  }),
  choice('stand', 'Keadaan tanaman', 'State of the stand', {
    options: options(
      ['good', 'baik', 'good'],
      ['fair', 'cukup', 'fair'],
      ['poor', 'kurang', 'poor'],
    ),
    isRequired: true,
    issue: { kind: 'business', is: ['poor'] },
  }),
  yesNo('otherIncome', 'Ada penghasilan lain?', 'Other income?'),
  text('otherIncomeWhat', 'Penghasilan apa?', 'Which?', {
    when: { code: 'otherIncome', is: ['yes'] },
  }),
  photo('housePhoto', 'Foto kebun dan pemohon', 'Photo of garden and applicant'),
]

/** Coffee under the stand of a state forest. */
export const forest: ChecklistQuestion[] = [
  yesNo('boundaryMarks', 'Pal batas masih ada?', 'Are the boundary marks there?', {
    isRequired: true,
    issue: { kind: 'boundary', is: ['no'] },
    source: '(U)',
  }),
  yesNo('felling', 'Ada tegakan ditebang?', 'Have trees of the stand been felled?', {
    isRequired: true,
    issue: { kind: 'shade', is: ['yes'] },
    source: '(U)',
  }),
  number('felled', 'Pohon ditebang', 'Trees felled', {
    unit: 'pohon',
    min: 1,
    max: 10_000,
    isRequired: true,
    when: { code: 'felling', is: ['yes'] },
  }),
  choice('undergrowth', 'Tanaman bawah', 'Undergrowth', {
    options: options(
      ['coffee', 'kopi saja', 'coffee only'],
      ['mixed', 'kopi dan tanaman lain', 'coffee and others'],
      ['bare', 'tanah terbuka', 'bare ground'],
    ),
    issue: { kind: 'erosion', is: ['bare'] },
  }),
  number('coverPct', 'Tutupan tajuk', 'Canopy cover', {
    unit: '%',
    max: 100,
    band: { min: 40, max: 100 },
    issue: { kind: 'shade' },
  }),
  photo('standPhoto', 'Foto tegakan', 'Photo of the stand'),
]

/** How a variety grows, as far as it decides spacing. */
export type Stature = 'dwarf' | 'tall' | 'any'

/** One arabica variety: the first filling of editable reference data, with where each fact was read. */
export interface Variety {
  code: string
  name: string
  stature: Stature
  /** Trees per hectare within which a garden is plausible; outside them the service asks. */
  minTreesPerHa: number
  maxTreesPerHa: number
  /** Metres above sea level, as recommended; null where no source tells. */
  minAltitudeM: number | null
  maxAltitudeM: number | null
  /** Kilograms of green coffee per hectare and year; null where no source tells. */
  minGreenKgPerHa: number | null
  maxGreenKgPerHa: number | null
  leafRust: 'resistant' | 'tolerant' | 'moderate' | 'susceptible' | 'unknown'
  decree: string | null
  /** Tags of domain.md section 2; (U) means from general knowledge. */
  source: string
  /** Whether every figure of this row has a source. */
  isConfirmed: boolean
}

/**
 * Plausible trees per hectare by stature: the densities of [B11] (dwarf 2.0 × 2.5 m to 2.0 × 2.0 m =
 * 2,000 to 2,500; tall 2.5 × 2.75 m to 2.5 × 2.5 m = 1,455 to 1,600), half of the lowest to one and a
 * half of the highest, for mixed gardens, gaps and dense rows such as Jampit's [B6]. Margin (U).
 */
const densities: Record<Stature, { minTreesPerHa: number; maxTreesPerHa: number }> = {
  dwarf: { minTreesPerHa: 1000, maxTreesPerHa: 3750 },
  tall: { minTreesPerHa: 730, maxTreesPerHa: 2400 },
  any: { minTreesPerHa: 730, maxTreesPerHa: 3750 },
}

type Facts = Partial<Omit<Variety, 'code' | 'name' | 'stature' | 'source'>>

function variety(
  code: string,
  name: string,
  stature: Stature,
  source: string,
  facts: Facts = {},
): Variety {
  return {
    code,
    name,
    stature,
    ...densities[stature],
    minAltitudeM: null,
    maxAltitudeM: null,
    minGreenKgPerHa: null,
    maxGreenKgPerHa: null,
    leafRust: 'unknown',
    decree: null,
    source,
    isConfirmed: false,
    ...facts,
  }
}

/** The varieties of domain.md section 2, in the order in which breeders recommend them [B1]. */
export const varieties: readonly Variety[] = [
  variety('sigarar-utang', 'Sigarar Utang', 'dwarf', '[B2][B3][B4]', {
    minAltitudeM: 700,
    maxAltitudeM: 1700,
    minGreenKgPerHa: 800,
    maxGreenKgPerHa: 2300,
    leafRust: 'susceptible',
    decree: 'Kepmentan 205/Kpts/SR.120/4/2005',
    isConfirmed: true,
  }),
  variety('andungsari-1', 'Andungsari 1 (AS 1)', 'dwarf', '[B5][B18] perawakan (U)', {
    minAltitudeM: 700,
    maxGreenKgPerHa: 2000,
    leafRust: 'tolerant',
  }),
  variety('andungsari-2k', 'Andungsari 2K (AS2K)', 'dwarf', '[B1] angka (U)', {
    minAltitudeM: 900,
    maxGreenKgPerHa: 2000,
    leafRust: 'moderate',
  }),
  variety('komasti', 'Komasti', 'dwarf', '[B1][B18] angka (U)', {
    minAltitudeM: 900,
    maxGreenKgPerHa: 2000,
    leafRust: 'moderate',
  }),
  variety('s-795', 'S 795', 'tall', '[B1] angka (U)', {
    minAltitudeM: 1000,
    minGreenKgPerHa: 1000,
    maxGreenKgPerHa: 1500,
    leafRust: 'moderate',
  }),
  variety('usda-762', 'USDA 762', 'tall', '[B6] angka lain (U)', {
    minAltitudeM: 1000,
    maxAltitudeM: 1500,
    minGreenKgPerHa: 800,
    maxGreenKgPerHa: 1200,
    leafRust: 'moderate',
  }),
  variety('kartika-1', 'Kartika 1', 'dwarf', '[B5][B7][B18]', {
    minAltitudeM: 1000,
    minGreenKgPerHa: 1500,
    maxGreenKgPerHa: 2000,
    leafRust: 'susceptible',
  }),
  variety('kartika-2', 'Kartika 2', 'dwarf', '[B5] angka seperti Kartika 1 (U)', {
    minAltitudeM: 1000,
    minGreenKgPerHa: 1500,
    maxGreenKgPerHa: 2000,
    leafRust: 'susceptible',
  }),
  variety('gayo-1', 'Gayo 1', 'tall', '[B8][B9] hasil diukur sebagai Timtim Aceh (U)', {
    maxGreenKgPerHa: 956,
    leafRust: 'tolerant',
    decree: 'Kepmentan 3998/Kpts/SR.120/12/2010',
  }),
  variety('gayo-2', 'Gayo 2', 'tall', '[B8][B9] hasil diukur sebagai Borbor (U)', {
    maxGreenKgPerHa: 909,
    leafRust: 'moderate',
    decree: 'Kepmentan 3999/Kpts/SR.120/12/2010',
  }),
  variety('bp-542a', 'BP 542A', 'any', '(U), tanpa angka'),
  variety('p-88', 'P 88', 'any', '(U), tanpa angka'),
  variety('ateng-super', 'Ateng Super', 'any', '[B9]: ternyata tidak mantap; tanpa angka'),
  variety('mixed', 'Campuran', 'any', 'beberapa varietas dalam satu kebun'),
  variety('unknown', 'Tidak diketahui', 'any', 'petani tidak tahu'),
]

/** A demo group: its village, a place on the slope, and its part of the hundred farmers. */
export interface DemoGroup {
  key: string
  name: string
  villageCode: string
  lat: number
  lon: number
  farmers: number
  leader: string
}

/** Twelve groups of two regencies; places near the real villages, names invented. */
export const demoGroups: readonly DemoGroup[] = [
  group(
    'sumber-makmur',
    'Kelompok Tani Sumber Makmur',
    '3511182005',
    -8.02,
    114.01,
    12,
    'Slamet Riyadi',
  ),
  group(
    'tunas-harapan',
    'Kelompok Tani Tunas Harapan',
    '3511182001',
    -8.03,
    114.03,
    9,
    'Abdul Wahid',
  ),
  group('usaha-tani', 'Kelompok Tani Usaha Tani II', '3511182006', -8.04, 114.0, 8, 'Hosnan'),
  group('tani-maju', 'Kelompok Tani Tani Maju', '3511192002', -8.0, 114.16, 8, 'Misnadi'),
  group('ijen-lestari', 'Kelompok Tani Ijen Lestari', '3511192001', -7.99, 114.18, 9, 'Sunarto'),
  group('sumber-karya', 'Kelompok Tani Sumber Karya', '3511192003', -8.05, 114.12, 8, 'Buhari'),
  group('andung-sari', 'Kelompok Tani Andung Sari', '3511172001', -7.92, 113.69, 7, 'Tolak Imam'),
  group(
    'kayumas-jaya',
    'Kelompok Tani Kayumas Jaya',
    '3512112001',
    -7.91,
    114.13,
    10,
    'Moh. Hasyim',
  ),
  group('curah-tatal', 'Kelompok Tani Curah Tatal', '3512112006', -7.9, 114.15, 7, 'Sahrawi'),
  group('rengganis', 'LMDH Rengganis', '3512152001', -7.91, 113.64, 8, 'Suparman'),
  group(
    'argopuro-subur',
    'Kelompok Tani Argopuro Subur',
    '3512152005',
    -7.9,
    113.61,
    7,
    'Mat Rawi',
  ),
  group('plalangan', 'Kelompok Tani Plalangan Makmur', '3512152009', -7.89, 113.66, 7, 'Juhari'),
]

function group(
  key: string,
  name: string,
  villageCode: string,
  lat: number,
  lon: number,
  farmers: number,
  leader: string,
): DemoGroup {
  return { key, name, villageCode, lat, lon, farmers, leader }
}

// Raung, Ijen, the ridge above Kayumas, Argopuro: height in metres and spread in degrees
const peaks = [
  [-8.12, 114.05, 2900, 0.08],
  [-8.06, 114.22, 1900, 0.09],
  [-7.97, 114.15, 1500, 0.06],
  [-7.98, 113.57, 2900, 0.085],
] as const

/** Metres above sea level of a place, near enough for demo data: a sum of four hills. */
export function heightAt(lat: number, lon: number): number {
  const hills = peaks.map(([y, x, top, spread]) => {
    const far = ((lat - y) ** 2 + (lon - x) ** 2) / (2 * spread ** 2)
    return top * Math.exp(-far)
  })
  return Math.round(hills.reduce((sum, hill) => sum + hill, 120))
}

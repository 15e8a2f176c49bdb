/** About one hectare (1.0046 ha) above Rejo Agung, as lines of `lat, lon`. */
export const hectare = [
  '-8.020000, 114.010000',
  '-8.020000, 114.010910',
  '-8.020906, 114.010910',
  '-8.020906, 114.010000',
].join('\n')

/** What `penyuluh` types for a new plot of one hectare. */
export function plotForm(given: Record<string, string> = {}): Record<string, string> {
  return {
    name: 'Lereng Timur',
    villageCode: '3511182005',
    landStatus: 'shm',
    landDocumentNumber: 'SHM 123/2005',
    areaHa: '1,0',
    plantedYear: '2015',
    varietyCode: 'sigarar-utang',
    treeCount: '2.000',
    pattern: 'mixed',
    shadeTrees: 'lamtoro',
    altitudeM: '1.200,5',
    soilType: 'andisol',
    stdbNumber: '',
    stdbIssuedOn: '',
    geometry: hectare,
    ...given,
  }
}

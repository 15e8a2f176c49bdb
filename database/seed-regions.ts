import { getDistricts, getRegencies, getVillages } from 'idn-area-data'
import { RegionModel, type Region } from '../models/region.ts'

/** East Java */
const province = '35'

/** Reads the regions of East Java from `idn-area-data` (data under ODbL) into the database, once. */
export async function seedRegions(): Promise<void> {
  const [regencies, districts, villages] = await Promise.all([
    getRegencies(),
    getDistricts(),
    getVillages(),
  ])
  const regions = [
    ...regionsOf(regencies, 'regency'),
    ...regionsOf(districts, 'district'),
    ...regionsOf(villages, 'village'),
  ]
  await RegionModel.insertMany(regions, { ordered: false })
}

function regionsOf(rows: { code: string; name: string }[], level: Region['level']): Region[] {
  return rows
    .filter((row) => row.code.startsWith(`${province}.`))
    .map((row) => ({ _id: row.code.replaceAll('.', ''), level, name: spoken(row.name) }))
}

/** "KABUPATEN BONDOWOSO" as people write it; villages come as they are. */
function spoken(name: string): string {
  const plain = name.replace(/^(KABUPATEN|Kabupaten) /, '')
  return plain === plain.toUpperCase()
    ? plain.toLowerCase().replace(/(^|[\s(-])\p{L}/gu, (letter) => letter.toUpperCase())
    : plain
}

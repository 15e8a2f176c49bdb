import { addDays } from '../../domain/dates.ts'
import type { IssueKind } from '../../domain/visits/kinds.ts'
import type { Findings } from '../../models/visit.ts'
import type { Random } from './random.ts'

type Said = { found: string; advice: string; doIt: string }
/** What an officer writes about each kind of finding. */
const said: Record<IssueKind, Said> = {
  borer: words(
    'Bubuk buah di banyak dompolan.',
    'Petik semua buah berlubang tiap dua minggu dan pasang perangkap.',
    'Petik bubuk dan pasang 20 perangkap',
  ),
  rust: words(
    'Karat di daun bawah.',
    'Pangkas cabang rapat dan semprot fungisida tembaga saat cerah.',
    'Semprot fungisida tembaga',
  ),
  pruning: words(
    'Tunas air dibiarkan tumbuh.',
    'Buang tunas air, sisakan satu batang utama.',
    'Pangkas dan buang tunas air',
  ),
  shade: words(
    'Penaung tidak merata.',
    'Tanam lamtoro di petak yang terbuka, pangkas yang terlalu rapat.',
    'Atur penaung',
  ),
  erosion: words(
    'Teras longsor di dua tempat.',
    'Perbaiki teras dan gali rorak sebelum hujan.',
    'Perbaiki teras',
  ),
  nutrition: words(
    'Daun pucat, pupuk kurang.',
    'Beri pupuk kandang dan 200 kg/ha pupuk majemuk di awal hujan.',
    'Pupuk di awal hujan',
  ),
  weeds: words(
    'Gulma menutup piringan.',
    'Bersihkan piringan, jangan cabut rumput di lereng.',
    'Bersihkan piringan',
  ),
  losses: words(
    'Beberapa tanaman mati.',
    'Sulam dengan bibit bersertifikat pada hujan pertama.',
    'Sulam tanaman mati',
  ),
  picking: words(
    'Masih banyak buah hijau terpetik.',
    'Petik merah saja, ulangi tiap sepuluh hari.',
    'Petik merah saja',
  ),
  processing: words(
    'Fermentasi terlalu lama.',
    'Cuci setelah 12 jam, kupas di hari petik.',
    'Catat jam fermentasi',
  ),
  drying: words(
    'Hamparan jemur terlalu tebal.',
    'Jemur di para-para, paling tebal 3 cm, sampai kadar air 12 %.',
    'Buat para-para',
  ),
  storage: words(
    'Karung di lantai dekat dinding.',
    'Taruh karung di atas palet, jauh dari dinding.',
    'Sediakan palet',
  ),
  boundary: words('Jarak tanam tidak sama.', 'Ikuti ajir, dua meter antarpohon.', 'Pasang ajir'),
  business: words(
    'Catatan usaha belum lengkap.',
    'Catat biaya dan hasil di buku kelompok.',
    'Lengkapi buku usaha',
  ),
}

function words(found: string, advice: string, doIt: string): Said {
  return { found, advice, doIt }
}

/** Findings and advice in plain words; where nothing was amiss, praise. */
export function adviceFor(
  random: Random,
  issues: IssueKind[],
): Pick<Findings, 'findings' | 'advice'> {
  const [first, second] = issues
  if (!first) {
    const findings = random.pick(['Kebun terawat baik.', 'Tidak ada yang mengkhawatirkan.'])
    return { findings, advice: 'Pertahankan. Terus petik merah dan catat panennya.' }
  }
  const both = second && second !== first ? [first, second] : [first]
  return {
    findings: both.map((issue) => said[issue].found).join(' '),
    advice: both.map((issue) => said[issue].advice).join(' '),
  }
}

/** What is to be done: by the farmer mostly, now and then by leader or officer. */
export function followUpsFor(
  random: Random,
  issues: IssueKind[],
  visitedOn: string,
): Findings['followUps'] {
  const open = { doneOn: null, note: null, doneByName: null }
  const own = issues.slice(0, 2).map((issue) => ({
    ...{
      what: said[issue].doIt,
      who: 'farmer' as const,
      dueOn: addDays(visitedOn, random.whole(10, 40)),
    },
    ...open,
  }))
  const draw = random.next()
  const dueOn = addDays(visitedOn, random.whole(7, 30))
  if (draw < 0.15)
    return [...own, { what: 'Ajak kelompok gotong royong', who: 'leader', dueOn, ...open }]
  if (draw < 0.3)
    return [...own, { what: 'Bawa contoh daun ke laboratorium', who: 'officer', dueOn, ...open }]
  return own
}

/** The pages and papers that our reference figures come from, by the marks that the seeds name. */
const pages: Record<string, string> = {
  A15: 'harianbangsa.net, November 2022',
  A18: 'harianbhirawa.co.id, Kanwil Kemenkumham awasi Kopi Java Ijen-Raung',
  A19: 'timesindonesia.co.id 134171',
  A20: 'filosofikopi.com, Desember 2016',
  A21: 'surabaya.inews.id 263492',
  B1: 'estatecrop.com, 333 varietas unggul kopi',
  B2: 'portalprobolinggo.pikiran-rakyat.com',
  B3: 'kopimat.com, Mei 2021',
  B4: 'botharpudhi.blogspot.com, Maret 2011 (BBP2TP Medan)',
  B5: 'ankow.blogspot.com, Desember 2011',
  B6: 'video.sindonews.com 1862',
  B7: 'animhosnan.blogspot.com, Januari 2014',
  B8: 'goresanpandanduri.blogspot.com, varietas kopi Gayo',
  B9: 'Hulupi dkk. 2013 (123dok.com)',
  B11: 'goresanpandanduri.blogspot.com, pengajiran dan jarak tanam',
  B18: 'bahan ajar kopi di GitHub (lemah)',
  E3: 'memoindonesia.com, 28 Juli 2018',
  E5: 'memoindonesia.com, panen kopi arabika di Bondowoso meningkat',
  E7: 'Panggabean 2011 (fadiljavapreanger.blogspot.com)',
  E8: 'indonesia-coffee.com, rendemen 2025',
  E9: 'matahari-gt.com, wet hulled',
  F1: 'Pedoman Teknis Pascapanen Kopi 2012 (scribd.com)',
  F2: 'library.sweetmarias.com, wet process',
  F3: 'coffeetgc.com, 10 November 2024',
  F4: 'aklcoffee.com',
  F7: 'Choiron, GMP kopi rakyat Sidomulyo Jember (adoc.pub)',
  G1: 'aeki-aice.org, mutu kopi',
  I10: 'rbtv.disway.id 40465',
}

/**
 * A source as an officer reads it: marks such as `[B11]` by the page that they stand for, `(U)` as
 * not confirmed.
 * @throws {Error} for a mark that stands for nothing
 */
export function cited(source: string): string {
  const named = source.replace(/\[([A-Z]\d+)\]/g, (_, mark: string) => {
    const page = pages[mark]
    if (!page) throw new Error(`The source ${mark} is not among the pages of domain/sources.ts`)
    return `${page}; `
  })
  return named
    .replaceAll('(U)', 'belum dipastikan')
    .replace(/;\s*(?=[,:;]|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

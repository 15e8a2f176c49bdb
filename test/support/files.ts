import sharp from 'sharp'

/** A small real photo, as a phone would send it. */
export async function smallPhoto(name = 'foto.jpg'): Promise<File> {
  const bytes = await sharp({
    create: { width: 40, height: 30, channels: 3, background: '#b3261e' },
  })
    .jpeg()
    .toBuffer()
  return new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' })
}

/** The least that is a PDF. */
export function smallPdf(name = 'surat.pdf'): File {
  return new File(['%PDF-1.4\n%%EOF\n'], name, { type: 'application/pdf' })
}

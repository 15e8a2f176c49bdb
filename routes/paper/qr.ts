import QRCode from 'qrcode'
import { config } from '../../config.ts'

/** A QR code of an address of this service, as PNG for papers. */
export async function qrPng(path: string): Promise<Buffer> {
  return QRCode.toBuffer(absolute(path), { margin: 1, width: 240, errorCorrectionLevel: 'M' })
}

/** The same as a data URL for pages. */
export async function qrDataUrl(path: string): Promise<string> {
  return QRCode.toDataURL(absolute(path), { margin: 1, width: 240, errorCorrectionLevel: 'M' })
}

/** The whole address of a page, as it must stand on paper and in messages. */
export function absolute(path: string): string {
  return `${config().baseUrl}${path}`
}

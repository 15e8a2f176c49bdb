import { randomInt } from 'node:crypto'

const letters = '0123456789abcdefghjkmnpqrstvwxyz'
/** 32^16: 80 bits, so that nobody finds a passport by trying. */
const length = 16

/** A code for the QR of a bag that cannot be guessed; letters that are easy to read out. */
export function passportCode(): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
}

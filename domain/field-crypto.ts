import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { config, SettingWrong } from '../config.ts'

/** A shorter tag would be taken too, and cheap to forge. Bytes. */
const authTagLength = 16

interface Keys {
  hash: Buffer
  current: string
  byVersion: Map<string, Buffer>
}

let keys: Keys | null = null

/**
 * Reads `FIELD_KEYS`: `hash:<base64>,2:<base64>,1:<base64>`. The first version named encrypts, all
 * of them decrypt; the hash key stays when the others rotate, since equality is looked up by it.
 * @throws {SettingWrong} when a key is missing or not 32 bytes
 */
export function parseFieldKeys(text: string): Keys {
  const parts = text.split(',').map((part) => part.trim().split(':'))
  const entries = parts.map(([name = '', key = '']) => [name, Buffer.from(key, 'base64')] as const)
  const versions = entries.filter(([name]) => /^\d+$/.test(name))
  const hash = entries.find(([name]) => name === 'hash')?.[1]
  if (!hash || versions.length === 0 || entries.some(([, key]) => key.length !== 32)) {
    throw new SettingWrong(
      'FIELD_KEYS must read hash:<key>,1:<key> with keys of 32 bytes in base64; README.md, "Keys", shows how.',
    )
  }
  return { hash, current: versions[0]![0], byVersion: new Map(versions) }
}

function fieldKeys(): Keys {
  keys ??= parseFieldKeys(config().fieldKeys)
  return keys
}

/** AES-256-GCM: `version.iv.tag.data`, all base64url. */
export function encryptField(text: string): string {
  const { current, byVersion } = fieldKeys()
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', byVersion.get(current)!, iv, { authTagLength })
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [
    current,
    ...[iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url')),
  ].join('.')
}

/** @throws when the key version is not known or the text was tampered with */
export function decryptField(stored: string): string {
  const [version = '', iv = '', tag = '', data = ''] = stored.split('.')
  const key = fieldKeys().byVersion.get(version)
  if (!key) throw new Error(`no field key of version ${version}`)
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), {
    authTagLength,
  })
  decipher.setAuthTag(Buffer.from(tag, 'base64url'))
  return decipher.update(data, 'base64url', 'utf8') + decipher.final('utf8')
}

/** Keyed hash for equality and uniqueness. */
export function hashField(text: string): string {
  return createHmac('sha256', fieldKeys().hash).update(text).digest('base64url')
}

/** True when the text was encrypted with a key that is no longer the current one. */
export function isOldCipher(stored: string): boolean {
  return !stored.startsWith(`${fieldKeys().current}.`)
}

/** The version of the key that encrypts now. */
export function currentKeyVersion(): string {
  return fieldKeys().current
}

/** Forgets the keys in hand, so that changed settings are read anew; for tests. */
export function forgetKeys(): void {
  keys = null
}

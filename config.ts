import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

/** Thrown when a setting is wrong; its message is one sentence that says what to do. */
export class SettingWrong extends Error {}

const port = z.coerce.number().int().min(0).max(65_535)
const settings = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  MONGODB_URI: z.string().startsWith('mongodb').optional(),
  BASE_URL: z.url().optional(),
  SESSION_SECRET: z.string().min(32).optional(),
  FIELD_KEYS: z.string().optional(),
  DEMO: z.enum(['0', '1']).optional(),
  CLOCK: z.iso.datetime({ offset: true }).optional(),
  SMTP_URL: z.string().startsWith('smtp').optional(),
  MAP_TILES_URL: z.string().startsWith('https://').optional(),
  CHROMIUM_PATH: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TRUST_PROXY: z.string().default(''),
})

const advice: Record<string, string> = {
  PORT: 'PORT must be a whole number from 0 to 65535, for example PORT=3000.',
  HOST: 'HOST must be an address to listen at, for example HOST=127.0.0.1.',
  DATA_DIR: 'DATA_DIR must be a folder, for example DATA_DIR=.data.',
  MONGODB_URI: 'MONGODB_URI must begin with mongodb:// or mongodb+srv://.',
  BASE_URL: 'BASE_URL must be a full address, for example BASE_URL=https://kopi.example.go.id.',
  SESSION_SECRET: 'SESSION_SECRET must have at least 32 characters.',
  DEMO: 'DEMO must be 0 or 1.',
  CLOCK: 'CLOCK must be a moment such as CLOCK=2026-08-15T02:00:00Z.',
  SMTP_URL: 'SMTP_URL must begin with smtp:// or smtps://.',
  MAP_TILES_URL:
    'MAP_TILES_URL must begin with https://, for example https://tile.example/{z}/{x}/{y}.png.',
  LOG_LEVEL: 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.',
}

/** The settings of one process; the table in README.md says what each means. */
export interface Config {
  isProduction: boolean
  port: number
  host: string
  dataDir: string
  mongodbUri: string | null
  baseUrl: string
  sessionSecret: string
  fieldKeys: string
  isDemo: boolean
  clockStart: Date | null
  smtpUrl: string | null
  mapTilesUrl: string | null
  chromiumPath: string | null
  logLevel: string
  trustProxy: string
}

/**
 * Reads and checks every setting. Secrets that are not given are made once and kept in
 * `DATA_DIR/secrets.json`; in production they must be given.
 * @throws {SettingWrong} with one sentence that says what to do
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(given)
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0])
    throw new SettingWrong(advice[name] ?? `${name} is not a valid setting.`)
  }
  const s = parsed.data
  const isProduction = s.NODE_ENV === 'production'
  if (isProduction && s.CLOCK)
    throw new SettingWrong('CLOCK is for trials only; unset it in production.')
  const dataDir = writableFolder(s.DATA_DIR)
  const secrets = readSecrets(dataDir, isProduction, s.SESSION_SECRET, s.FIELD_KEYS)
  return {
    isProduction,
    port: s.PORT,
    host: s.HOST,
    dataDir,
    mongodbUri: s.MONGODB_URI ?? null,
    baseUrl: (s.BASE_URL ?? `http://${s.HOST}:${s.PORT}`).replace(/\/$/, ''),
    ...secrets,
    isDemo: !isProduction && !s.MONGODB_URI && s.DEMO !== '0',
    clockStart: s.CLOCK ? new Date(s.CLOCK) : null,
    smtpUrl: s.SMTP_URL ?? null,
    mapTilesUrl: s.MAP_TILES_URL ?? null,
    chromiumPath: s.CHROMIUM_PATH ?? null,
    logLevel: s.LOG_LEVEL,
    trustProxy: s.TRUST_PROXY,
  }
}

function writableFolder(path: string): string {
  const folder = resolve(path)
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch {
    throw new SettingWrong(
      `DATA_DIR (${folder}) cannot be written; make it writable for this user or set DATA_DIR to another folder.`,
    )
  }
  return folder
}

function readSecrets(dataDir: string, isProduction: boolean, session?: string, keys?: string) {
  if (session && keys) return { sessionSecret: session, fieldKeys: keys }
  if (isProduction) {
    throw new SettingWrong(
      'In production SESSION_SECRET and FIELD_KEYS must be set; README.md, "Keys", shows how to make them.',
    )
  }
  const file = join(dataDir, 'secrets.json')
  if (!existsSync(file)) {
    const key = () => randomBytes(32).toString('base64')
    const made = { sessionSecret: key(), fieldKeys: `hash:${key()},1:${key()}` }
    writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600 })
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as {
    sessionSecret: string
    fieldKeys: string
  }
  return { sessionSecret: session ?? kept.sessionSecret, fieldKeys: keys ?? kept.fieldKeys }
}

let current: Config | null = null

/** The settings of this process, read once. */
export function config(): Config {
  current ??= readConfig(process.env)
  return current
}

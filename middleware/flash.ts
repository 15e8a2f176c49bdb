import type { Request, Response } from 'express'
import { cookieOf } from './cookies.ts'

const name = 'kabinet-said'

/** One sentence for the next page: a key under `locales`, never text, so that nothing can be slipped in. */
export function setFlash(
  res: Response,
  key: string,
  values: Record<string, unknown> = {},
): Response {
  const said = Buffer.from(JSON.stringify({ key, values })).toString('base64url')
  return res.cookie(name, said, { httpOnly: true, sameSite: 'lax', maxAge: 60_000 })
}

/** Takes the sentence, once. */
export function takeFlash(
  req: Request,
  res: Response,
): { key: string; values: Record<string, unknown> } | null {
  const said = cookieOf(req, name)
  if (!said) return null
  res.clearCookie(name, { httpOnly: true, sameSite: 'lax' })
  try {
    const { key, values } = JSON.parse(Buffer.from(said, 'base64url').toString()) as {
      key: unknown
      values: unknown
    }
    if (typeof key !== 'string' || !/^[a-zA-Z.]{3,60}$/.test(key)) return null
    return { key, values: values && typeof values === 'object' ? { ...values } : {} }
  } catch {
    return null
  }
}

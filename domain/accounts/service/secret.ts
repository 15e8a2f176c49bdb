import { hash, verify } from '@node-rs/argon2'

// argon2id with the memory and time that OWASP names as least (19 MiB, 2 passes, 1 lane)
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

let decoy: Promise<string> | null = null

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost)
}

/**
 * Whether the password is right. Without a hash (no such account, or none chosen yet) a decoy is
 * checked, so that the answer takes as long and tells nobody whether an account exists.
 */
export async function isRightPassword(
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  decoy ??= hashPassword('decoy')
  const isRight = await verify(passwordHash ?? (await decoy), password)
  return passwordHash !== null && isRight
}

import { UserModel, type User } from '../../models/user.ts'

/** The account of one of the cast. */
export async function userOf(username: string): Promise<User> {
  const user = await UserModel.findOne({ username }).lean()
  if (!user) throw new Error(`nobody is called ${username}`)
  return user
}

/** The id of the account of one of the cast. */
export async function idOf(username: string): Promise<string> {
  return String((await userOf(username))._id)
}

/** The path of the one-time link that a page shows; null when it shows none. */
export function linkOn(html: string): string | null {
  return /href="http:[^"]*?(\/invitations\/[\w-]{43})"/.exec(html)?.[1] ?? null
}

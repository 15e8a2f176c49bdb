import type { Fault } from '../fault.ts'

/** Shortest password a person may choose (service.md section 3). */
export const shortestPassword = 10

/** The commonest passwords of at least ten characters, and what people here would try. */
const commonest = new Set(
  `1234567890 12345678910 0123456789 9876543210 1111111111 0000000000 1122334455 1q2w3e4r5t
   qwertyuiop qwerty12345 qwerty1234 password12 password123 password1234 passw0rd123 iloveyou123
   abcdefghij abc1234567 asdfghjkl1 asdfghjkl123 zxcvbnm123 administrator admin12345 admin123456
   letmein1234 welcome123 welcome1234 football123 superman123 sunshine123 princess123 indonesia1
   indonesia123 indonesia45 bismillah1 bismillah123 katasandi1 katasandi123 rahasia123 rahasia1234
   sayangku123 kopiarabika kopi-arabika kopiarabika1 jawatimur1 jawatimur123 bondowoso1 bondowoso123
   situbondo1 situbondo123 kabinetarabika puslitkoka1 perhutani1`
    .trim()
    .split(/\s+/),
)

/** What is wrong with a new password, by field. */
export function passwordFaults(
  password: string,
  again: string,
  username: string,
): Record<string, Fault> {
  if ([...password].length < shortestPassword) {
    return { password: { key: 'accounts.password.short', values: { min: shortestPassword } } }
  }
  const lower = password.toLowerCase()
  if (commonest.has(lower) || new Set(lower).size < 4 || lower === username) {
    return { password: { key: 'accounts.password.common' } }
  }
  return password === again ? {} : { passwordAgain: { key: 'accounts.password.differ' } }
}

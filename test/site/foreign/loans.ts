import type { Cast } from '../../support/cast.ts'
import { Client } from '../../support/client.ts'
import { loanForm, schemes, sendLoan } from '../../support/factories/loan.ts'

/** An application of the second regency, at the bank that the first one's analyst does not work for. */
export async function foreignLoan({ petani2 }: Cast): Promise<string> {
  const client = await Client.as('petani2')
  const form = loanForm({ petani: petani2 }, { schemeCode: schemes.umkm })
  return (await sendLoan(client, form)).split('/').at(-1)!
}

import type { Client, Fields } from '../client.ts'
import type { Cast } from '../cast.ts'
import { smallPdf } from '../files.ts'

/** What a farmer asks for: Rp 10,000,000 over a year for fertiliser on the first garden. */
export function loanForm({ petani }: Pick<Cast, 'petani'>, given: Fields = {}): Fields {
  return {
    schemeCode: schemes.jatim,
    amountRupiah: '10.000.000',
    termMonths: '12',
    repayment: 'annuity',
    purpose: 'fertiliser',
    purposeNote: 'Pupuk untuk musim depan',
    plotIds: [String(petani.plots[0]._id)],
    ...given,
  }
}

/** The schemes of the two banks. */
export const schemes = { jatim: 'kopi-jatim', umkm: 'kopi-umkm' } as const

/** A loan as its page gives it as data, as far as tests read it. */
export interface LoanData {
  id: string
  number: string
  status: string
  version: number
  acts: string[]
  amountRupiah: number | null
  approvedRupiah: number | null
  conditions: { n: number; code: string; isMet: boolean }[]
  documents: { kind: string; href: string }[]
  review: { plots: unknown[]; harvests: unknown[]; visits: unknown[] } | null
  promisedOn: string | null
  journey: { act: string }[]
}

/** Does an act on a loan as somebody who has just opened its page; `…+file` sends a paper along. */
export async function act(client: Client, address: string, name: string, fields: Fields = {}) {
  const { version } = await client.data<LoanData>(address)
  const [verb, file] = name.split('+')
  const files: Record<string, File> = file ? { file: smallPdf() } : {}
  return client.post(`${address}/${verb!}`, { version: String(version), ...fields }, files)
}

/** Everything that an application needs, then sends it; gives its address. */
export async function sendLoan(client: Client, form: Fields): Promise<string> {
  const begun = await client.post('/loans', form)
  if (begun.status !== 303) throw new Error(`POST /loans: ${begun.status} ${begun.text}`)
  const address = begun.location!
  await addPapers(client, address, String(form['schemeCode']))
  await must(act(client, address, 'submit', { slikConsent: 'on', readTerms: 'on' }))
  return address
}

/** The papers that the scheme asks for. */
export async function addPapers(client: Client, address: string, code: string): Promise<void> {
  const scheme = await client.data<{ documents: string[] }>(`/loan-schemes/${code}`)
  for (const kind of scheme.documents) await must(act(client, address, 'documents+file', { kind }))
}

/** The acts of the office and the bank up to an analysis that advises to approve. */
export async function review(address: string, officer: Client, analyst: Client): Promise<void> {
  await must(act(officer, address, 'recommend', { reason: 'Kebun terawat' }))
  await must(act(analyst, address, 'take'))
  await must(act(analyst, address, 'check', { item: 'identity', result: 'ok' }))
  await must(act(analyst, address, 'check', { item: 'slik', result: 'ok', collectibility: '1' }))
  await must(act(analyst, address, 'analyse', analysisForm()))
}

/** What the analyst writes. */
export function analysisForm(given: Fields = {}): Fields {
  return {
    incomeRupiah: '40.000.000',
    costRupiah: '15.000.000',
    otherInstalmentsRupiah: '0',
    advice: 'approve',
    advisedRupiah: '10.000.000',
    advisedTermMonths: '12',
    note: 'Sanggup dibayar dari satu musim',
    ...given,
  }
}

/** @throws when the act was refused */
export async function must<A extends { status: number; text: string }>(answer: Promise<A>) {
  const given = await answer
  if (given.status !== 303) {
    const said = [...given.text.matchAll(/role="alert"[^]*?<\/div>/g)].map(([text]) => text)
    throw new Error(`answered ${given.status}: ${said.join(' ') || given.text.slice(0, 2000)}`)
  }
  return given
}

import { Client } from '../../support/client.ts'
import { makeHarvest } from '../../support/factories/harvest.ts'
import { act, loanForm, must, review, sendLoan } from '../../support/factories/loan.ts'
import type { PageSet } from './index.ts'

export const applyPages: PageSet = {
  area: 'applying for a loan',
  as: 'petani',
  prepare: async (cast) => {
    const petani = await Client.as('petani')
    const { location } = await petani.post('/loans', loanForm(cast))
    const steps = ['scheme', 'amount', 'purpose', 'documents', 'send']
    return [
      '/loans',
      '/loans/apply',
      '/loans/apply?schemeCode=kopi-jatim',
      location!,
      ...steps.map((step) => `${location!}?step=${step}`),
      `${location!}/edit`,
      `${location!}/documents`,
      `${location!}/withdraw`,
      '/account/looks',
    ]
  },
}

export const reviewPages: PageSet = {
  area: 'reviewing a loan',
  as: 'analis',
  prepare: async (cast) => {
    await makeHarvest(cast.petani.plots[0], { status: 'confirmed' })
    const [petani, officer, analyst] = await Promise.all(
      ['petani', 'penyuluh', 'analis'].map((name) => Client.as(name)),
    )
    const address = await sendLoan(petani!, loanForm(cast))
    await review(address, officer!, analyst!)
    const acts = ['check', 'check?item=slik', 'analyse', 'return']
    return [
      '/loans/queue',
      '/loans',
      '/loans/promises',
      address,
      ...acts.map((name) => `${address}/${name}`),
    ]
  },
}

export const decidePages: PageSet = {
  area: 'deciding about a loan',
  as: 'komite',
  prepare: async (cast) => {
    const [petani, officer, analyst] = await Promise.all(
      ['petani', 'penyuluh', 'analis'].map((name) => Client.as(name)),
    )
    const address = await sendLoan(petani!, loanForm(cast))
    await review(address, officer!, analyst!)
    return ['/', '/loans/queue', address, `${address}/approve`, `${address}/refuse`]
  },
}

export const recommendPages: PageSet = {
  area: 'recommending a loan',
  as: 'penyuluh',
  prepare: async (cast) => {
    const petani = await Client.as('petani')
    const address = await sendLoan(petani, loanForm(cast))
    await must(act(await Client.as('ketua'), address, 'withdraw', { reason: 'salah isi' }))
    const again = await sendLoan(petani, loanForm(cast))
    return [
      '/',
      `/farmers/${String(cast.petani.farmer._id)}/looks`,
      '/loans/queue',
      address,
      again,
      `${again}/recommend`,
      `${again}/decline-to-recommend`,
    ]
  },
}

import { Client } from '../../support/client.ts'
import { makeVisit } from '../../support/factories/visit.ts'
import type { PageSet } from './index.ts'

export const visitPages: PageSet = {
  area: 'visits',
  as: 'penyuluh',
  prepare: async ({ petani }) => {
    const [one, other] = petani.plots
    const done = await makeVisit(one, {
      visitedOn: '2026-08-10',
      advice: 'Pangkas setelah panen.',
      findings: 'Tunas air banyak.',
      followUps: [
        {
          what: 'Pangkas',
          who: 'farmer',
          dueOn: '2026-08-12',
          ...{ doneOn: null, note: null, doneByName: null },
        },
      ],
    })
    const planned = `/visits/${String((await makeVisit(one))._id)}`
    await makeVisit(other, { kind: 'pest' })
    const whom = `/visits/new?farmerId=${String(petani.farmer._id)}`
    return [
      '/visits',
      '/visits/calendar?month=2026-08',
      '/visits/calendar?month=2026-08&day=2026-08-20',
      '/visits/day-sheet?day=2026-08-20',
      '/visits/overview',
      '/visits/checklists',
      '/visits/new',
      whom,
      `${whom}&log=post-harvest`,
      '/visits/plan-group',
      `/visits/plan-group?groupId=${String(petani.farmer.groupId)}`,
      `/visits/${String(done._id)}`,
      planned,
      `${planned}/complete`,
      `${planned}/move`,
      `${planned}/cancel`,
    ]
  },
}

/** The pages of the one who reads the advice. */
export const visitReaderPages: PageSet = {
  area: 'visits of a farmer',
  as: 'petani',
  prepare: async ({ petani }) => {
    const { _id } = await makeVisit(petani.plots[0], {
      visitedOn: '2026-08-10',
      advice: 'Pangkas setelah panen.',
    })
    return ['/visits', '/visits/calendar?month=2026-08', `/visits/${String(_id)}`]
  },
}

/** The pages of who may rewrite the checklists. */
export const checklistPages: PageSet = {
  area: 'rewriting a checklist',
  as: 'disbun',
  prepare: async () => {
    const address = '/visits/checklists/routine'
    const disbun = await Client.as('disbun')
    await disbun.post(`${address}/questions/shade/move`, { version: '0', direction: 'up' })
    return [
      '/visits/checklists',
      address,
      `${address}/questions/new`,
      ...['number', 'yes-no', 'text'].map((each) => `${address}/questions/new?answer=${each}`),
      `${address}/questions/pruning`,
      `${address}/questions/suckers/condition`,
      `${address}/questions/gardenPhoto/condition?on=rustPct`,
    ]
  },
}

/** The pages of the office. */
export const visitOfficePages: PageSet = {
  area: 'visits of an office',
  as: 'dinas',
  prepare: async ({ petani }) => {
    const { _id } = await makeVisit(petani.plots[0], { visitedOn: '2026-08-10' })
    return ['/visits/overview', `/visits/${String(_id)}`, `/visits/${String(_id)}/return`]
  },
}

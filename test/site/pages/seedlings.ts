import { Client } from '../../support/client.ts'
import {
  batchOf,
  decreedRequest,
  done,
  idOf,
  openProgramme,
  plantedHandover,
  requestOf,
  sentHandover,
  sentLot,
} from '../../support/factories/seedling.ts'
import type { PageSet } from './index.ts'

export const seedPages: PageSet = {
  area: 'seed lots',
  as: 'puslitkoka',
  prepare: async () => {
    const lot = await sentLot({ quantity: '1000' }, '600')
    return [
      '/',
      '/seed-lots',
      '/seed-lots/new',
      lot,
      '/nursery-batches',
      `/seedlings/ledger?lotId=${idOf(lot)}`,
      '/seedlings',
    ]
  },
}

export const seedlingFigurePages: PageSet = {
  area: 'figures of seedlings',
  as: 'disbun',
  prepare: async (cast) => {
    const { planting } = await plantedHandover(cast)
    const { programmeId } = await (await Client.as('disbun')).data(planting)
    const next = `/seedling-programmes/${String(programmeId)}/next`
    return ['/seedlings', '/seedling-programmes/new', next]
  },
}

export const nurseryPages: PageSet = {
  area: 'nursery',
  as: 'penangkar',
  prepare: async () => {
    const keeper = await Client.as('penangkar')
    const lot = await sentLot({ quantity: '1000' }, '600')
    const batch = await batchOf(keeper, lot, '500')
    return ['/', '/nursery-batches', '/nursery-batches/new', batch, '/handovers', '/allocations']
  },
}

export const requestPages: PageSet = {
  area: 'seedling requests',
  as: 'petani',
  prepare: async ({ petani }) => {
    const programmeId = await openProgramme()
    const applicant = await Client.as('petani')
    const request = await requestOf(applicant, programmeId, petani.plots[0]._id, '20')
    return [
      '/seedling-programmes',
      `/seedling-programmes/${programmeId}`,
      '/seedling-requests',
      '/seedling-requests/new',
      `/farmers/${String(petani.farmer._id)}/seedlings`,
      `/seedling-requests/new?programmeId=${programmeId}`,
      request,
      '/plantings',
    ]
  },
}

export const allocationPages: PageSet = {
  area: 'allocation of seedlings',
  as: 'dinas',
  prepare: async ({ petani }) => {
    const programmeId = await openProgramme()
    const applicant = await Client.as('petani')
    const request = await decreedRequest(applicant, programmeId, petani.plots[0]._id, '20')
    const keeper = await Client.as('penangkar')
    const batch = await batchOf(keeper, await sentLot({ quantity: '100' }, '100'), '100')
    await done(keeper.post(`${batch}/ready`, { readyOn: '2026-08-15', version: '1' }))
    return [
      request,
      `/seedling-programmes/${programmeId}`,
      `/seedling-programmes/${programmeId}/decrees`,
      `/seedling-programmes/${programmeId}/candidates`,
      '/allocations',
      `/allocations/new?programmeId=${programmeId}`,
    ]
  },
}

export const receiptPages: PageSet = {
  area: 'receipts of seedlings',
  as: 'ketua',
  prepare: async (cast) => {
    const { receipt, planting } = await plantedHandover(cast)
    const applicant = await Client.as('petani')
    const { handover } = await sentHandover(applicant, cast.petani.plots[1]._id)
    const counted = { receivedOn: '2026-08-15', 'lines[0][received]': '100', version: '1' }
    await done((await Client.as('ketua')).post(`${handover}/receive`, counted))
    const [note, give] = [handover, `${handover}/distribute`]
    return ['/handovers', note, give, receipt, `${receipt}/proof`, planting]
  },
}

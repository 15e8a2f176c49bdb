import express, { type Request, type RequestHandler } from 'express'
import {
  allocate,
  findAllocation,
  type SeedlingAllocation,
} from '../../domain/seedlings/service/allocations.ts'
import { releaseAllocation } from '../../domain/seedlings/service/release.ts'
import { propose } from '../../domain/seedlings/service/propose.ts'
import { findProgramme } from '../../domain/seedlings/service/programmes.ts'
import { NotFound } from '../../domain/errors.ts'
import { accept, faultsOf, showAgain, type FormOf, type Sent } from '../../middleware/accept.ts'
import { inTurn } from '../../middleware/in-turn.ts'
import { may } from '../../middleware/may.ts'
import { allocationPage, allocationsPage } from './allocation-pages.ts'
import { newAllocationPage } from './allocation-form.ts'
import { allocationForm, proposalForm, reasonForm } from './forms.ts'

export const allocations = express.Router()

allocations.get('/allocations', may('seedling-allocation.view'), allocationsPage)
allocations.get('/allocations/new', may('seedling-allocation.make'), (req, res) =>
  newAllocationPage(req, res),
)
allocations.post(
  '/allocations',
  may('seedling-allocation.make'),
  inTurn(({ actor }) => `allocations:${actor?.regencyCode}`),
  accept(allocationForm, make, { orShow: (req, res) => newAllocationPage(req, res) }),
)
allocations.post('/allocations/propose', may('seedling-allocation.make'), proposalPage())
allocations.get('/allocations/:id', may('seedling-allocation.view'), allocationPage)
allocations.post(
  '/allocations/:id/release',
  may('seedling-allocation.release'),
  accept(reasonForm, release, { on, orShow: allocationPage }),
)

async function on(req: Request) {
  return findAllocation(req.actor!, String(req.params['id']))
}

async function make({ actor, values }: Sent<FormOf<typeof allocationForm>, undefined>) {
  const made = await allocate(actor, values)
  return {
    to: `/allocations/${String(made[0]!._id)}`,
    say: 'seedlings.said.allocation',
    values: { count: made.reduce((sum, { quantity }) => sum + quantity, 0) },
  }
}

async function release({
  actor,
  values,
  record,
  version,
}: Sent<FormOf<typeof reasonForm>, SeedlingAllocation>) {
  await releaseAllocation(actor, String(record._id), version, values.reason)
  return { to: `/allocations/${String(record._id)}`, say: 'seedlings.said.release' }
}

/** Shows a proposal as the filled form of `POST /allocations`; nothing is kept before that is sent. */
function proposalPage(): RequestHandler {
  return async (req, res) => {
    const read = proposalForm.fields.safeParse(req.body)
    const again = (faults: ReturnType<typeof faultsOf>) =>
      showAgain(req, res, (q, s) => newAllocationPage(q, s), { faults })
    if (!read.success) return again(faultsOf(read.error))
    const { programmeId } = read.data
    try {
      await findProgramme(programmeId)
    } catch (error) {
      if (!(error instanceof NotFound)) throw error
      return again({ programmeId: { key: 'forms.notThere' } })
    }
    const proposal = await propose(req.actor!, programmeId)
    await newAllocationPage(req, res, { programmeId, ...proposal })
  }
}

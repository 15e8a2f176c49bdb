import type { Cast } from '../../support/cast.ts'
import { makeVisit } from '../../support/factories/visit.ts'

export async function foreignVisit({ petani2 }: Cast): Promise<string> {
  return String((await makeVisit(petani2.plots[0], { visitedOn: '2026-08-10' }))._id)
}

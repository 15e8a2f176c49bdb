import type { Cast } from '../../support/cast.ts'

export async function foreignFarmer({ petani2 }: Cast): Promise<string> {
  return String(petani2.farmer._id)
}

export async function foreignPlot({ petani2 }: Cast): Promise<string> {
  return String(petani2.plots[0]._id)
}

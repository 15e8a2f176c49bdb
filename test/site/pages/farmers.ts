import { PlotModel } from '../../../models/plot.ts'
import type { PageSet } from './index.ts'

const ring = [
  [114.01, -8.02],
  [114.011, -8.02],
  [114.011, -8.021],
  [114.01, -8.02],
]

export const farmerPages: PageSet = {
  area: 'farmers and plots',
  as: 'penyuluh',
  prepare: async ({ petani }) => {
    const geometry = { type: 'Polygon', coordinates: [ring] }
    await PlotModel.updateOne({ _id: petani.plots[0]._id }, { $set: { geometry } })
    const farmer = `/farmers/${String(petani.farmer._id)}`
    const plot = `/plots/${String(petani.plots[0]._id)}`
    return [
      '/farmers',
      '/farmers/new',
      farmer,
      `${farmer}/edit`,
      `${farmer}/plots/new`,
      `${farmer}/consents`,
      '/plots',
      plot,
      `${plot}/edit`,
      '/search?q=sumarni',
    ]
  },
}

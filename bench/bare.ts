// The bare page that /harvests is measured against: Express, express-handlebars and the same query,
// nothing else. Run as a process of its own, so that its CPU time can be read.
import express from 'express'
import { engine } from 'express-handlebars'
import { join } from 'node:path'
import { config } from '../config.ts'
import { connect, disconnect } from '../database/connect.ts'
import { startEmbedded } from '../database/embedded.ts'
import { FarmerModel } from '../models/farmer.ts'
import { HarvestModel } from '../models/harvest.ts'
import { PlotModel } from '../models/plot.ts'
import { UserModel } from '../models/user.ts'

const database = await startEmbedded(config().dataDir)
await connect(database.uri('kabinet'))
const officer = (await UserModel.findOne({ username: 'penyuluh' }).lean())!
const scope = { districtCode: { $in: officer.districtCodes }, season: 2026 }

const app = express()
app.engine('.hbs', engine({ extname: '.hbs', defaultLayout: false }))
app.set('view engine', '.hbs')
app.set('views', join(import.meta.dirname, 'views'))
app.enable('view cache')
app.get('/harvests', async (_req, res) => {
  const found = await HarvestModel.find(scope).sort({ harvestedTo: -1, _id: -1 }).limit(26).lean()
  const waiting = await HarvestModel.countDocuments({ ...scope, status: 'declared' })
  const [farmers, plots] = await Promise.all([
    FarmerModel.find({ _id: { $in: found.map((h) => h.farmerId) } }, { fullName: 1 }).lean(),
    PlotModel.find({ _id: { $in: found.map((h) => h.plotId) } }, { name: 1 }).lean(),
  ])
  const names = new Map(farmers.map((farmer) => [String(farmer._id), farmer.fullName]))
  const plotNames = new Map(plots.map((plot) => [String(plot._id), plot.name]))
  const rows = found.slice(0, 25).map((harvest) => ({
    id: String(harvest._id),
    number: harvest.number,
    farmerName: names.get(String(harvest.farmerId)),
    plotName: plotNames.get(String(harvest.plotId)),
    harvestedTo: harvest.harvestedTo,
    weightKg: harvest.weightG / 1000,
    form: harvest.form,
    status: harvest.status,
  }))
  res.render('harvests', { rows, waiting })
})
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  console.log(`ready at http://127.0.0.1:${port}`)
})
process.on('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
  void disconnect()
    .then(() => database.stop())
    .then(() => process.exit(0))
})

// The bare page that a passport is measured against: Express and express-handlebars printing the same
// template from the same view model, read once; no database, no session. A process of its own.
import express from 'express'
import { engine } from 'express-handlebars'
import { join } from 'node:path'
import { config } from '../config.ts'
import { connect, disconnect } from '../database/connect.ts'
import { startEmbedded } from '../database/embedded.ts'
import { readPassport } from '../domain/processing/service/passport.ts'
import { loadRegions } from '../domain/regions.ts'
import { viewHelpers } from '../middleware/view-helpers.ts'
import { loadWords, translator } from '../middleware/words.ts'
import { LotModel } from '../models/lot.ts'
import { passportModel } from '../routes/processing/passport.ts'

const database = await startEmbedded(config().dataDir)
await connect(database.uri('kabinet'))
await Promise.all([loadWords(), loadRegions()])
const lot = await LotModel.findOne({ status: 'ready' }).lean()
const found = await readPassport(lot!.passportCode!)
const model = passportModel({ lang: 'id', t: translator('id') }, found)
await disconnect()
await database.stop()

const views = join(import.meta.dirname, '..', 'views')
const app = express()
app.engine(
  '.hbs',
  engine({
    extname: '.hbs',
    layoutsDir: join(views, 'layouts'),
    partialsDir: [join(views, 'components'), join(views, 'partials')],
    helpers: viewHelpers,
  }),
)
app.set('view engine', '.hbs')
app.set('views', views)
app.enable('view cache')
app.get('/passport/:code', (_req, res) => res.render('passport/passport', model))
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  console.log(`ready at http://127.0.0.1:${port}`)
})
process.on('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
})

import { join } from 'node:path'
import compression from 'compression'
import express, { type Express } from 'express'
import { engine } from 'express-handlebars'
import helmet from 'helmet'
import type { Logger } from 'pino'
import { config } from './config.ts'
import { registerListeners } from './domain/listeners.ts'
import { errorPage, notFound } from './middleware/errors.ts'
import { frameLocals, readLanguage } from './middleware/locals.ts'
import { requestContext, requestLog } from './middleware/logging.ts'
import { readActor, sessions } from './middleware/session.ts'
import { staticFiles } from './middleware/static.ts'
import { viewHelpers } from './middleware/view-helpers.ts'
import { quickAnswer } from './routes/calculator/quick-answer.ts'
import { health } from './routes/health.ts'
import { routes } from './routes/index.ts'

const views = join(import.meta.dirname, 'views')

/** Builds the service: every request walks through these lines from top to bottom. */
export function buildApp(log: Logger): Express {
  registerListeners()
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', trustProxy(config().trustProxy))
  app.set('query parser', 'simple')
  app.engine('.hbs', handlebars())
  app.set('view engine', '.hbs')
  app.set('views', views)
  app.enable('view cache')
  app.use(requestLog(log))
  app.use(requestContext)
  app.use(securityHeaders())
  app.use(compression())
  app.use(staticFiles())
  app.use(health())
  app.use(quickAnswer())
  app.use(sessions())
  app.use(readActor)
  app.use(readLanguage)
  app.use(frameLocals)
  app.use(routes())
  app.use(notFound)
  app.use(errorPage(log))
  return app
}

function handlebars() {
  return engine({
    extname: '.hbs',
    layoutsDir: join(views, 'layouts'),
    partialsDir: [join(views, 'components'), join(views, 'partials')],
    defaultLayout: 'public',
    helpers: viewHelpers,
  })
}

function securityHeaders() {
  const tiles = config().mapTilesUrl ? [new URL(config().mapTilesUrl!).origin] : []
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', ...tiles],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: config().baseUrl.startsWith('https:'),
    referrerPolicy: { policy: 'same-origin' },
  })
}

function trustProxy(text: string): boolean | number | string {
  if (text === '') return false
  return /^\d+$/.test(text) ? Number(text) : text
}

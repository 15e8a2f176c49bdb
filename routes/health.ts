import express, { type Router } from 'express'
import { pingDatabase } from '../database/health.ts'

/** `/healthz`: the process answers. `/readyz`: the database does too. Both without a session. */
export function health(): Router {
  const router = express.Router()
  router.get('/healthz', (_req, res) => {
    res.type('text').send('ok')
  })
  router.get('/readyz', async (_req, res) => {
    try {
      await pingDatabase()
      res.type('text').send('ok')
    } catch {
      res.status(503).type('text').send('database away')
    }
  })
  return router
}

import express, { type Router } from 'express'
import { accounts } from './accounts/index.ts'
import { farmers } from './farmers/index.ts'
import { checklists } from './checklists/index.ts'
import { calculator } from './calculator/index.ts'
import { admin } from './admin/index.ts'
import { harvests } from './harvests/index.ts'
import { home } from './home/index.ts'
import { plots } from './plots/index.ts'
import { loanSchemes } from './loan-schemes/index.ts'
import { loans } from './loans/index.ts'
import { intakes } from './processing/intake.ts'
import { lots } from './processing/lots.ts'
import { passport } from './processing/passport.ts'
import { unit } from './processing/unit.ts'
import { photos } from './photos.ts'
import { quality } from './quality/index.ts'
import { seedlings } from './seedlings/index.ts'
import { visits } from './visits/index.ts'
import { styleguide } from './styleguide.ts'

/** The table of contents of the service. Areas are mounted without a prefix: each line says its whole path. */
export function routes(): Router {
  const router = express.Router()
  router.use(home)
  router.use(accounts)
  router.use(farmers)
  router.use(plots)
  router.use(checklists) // before /visits/:id
  router.use(visits)
  router.use(harvests)
  router.use(quality)
  router.use(seedlings)
  router.use(admin)
  router.use(loanSchemes)
  router.use(calculator) // before /loans/:id
  router.use(loans)
  router.use(intakes)
  router.use(lots)
  router.use(unit)
  router.use(passport)
  router.use(photos)
  router.use(styleguide)
  return router
}

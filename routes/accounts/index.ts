import express from 'express'
import { account } from './account.ts'
import { groups } from './groups.ts'
import { invitations } from './invitations.ts'
import { organisations } from './organisations.ts'
import { signInRoutes } from './sign-in.ts'
import { users } from './users.ts'

/** Signing in, the own account, and who takes part: groups, organisations and their people. */
export const accounts = express.Router()
accounts.use(signInRoutes)
accounts.use(invitations)
accounts.use(account)
accounts.use(groups)
accounts.use(organisations)
accounts.use(users)

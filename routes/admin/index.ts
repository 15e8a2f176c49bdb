import express from 'express'
import { may } from '../../middleware/may.ts'
import { auditPage } from './audit-page.ts'
import { reference } from './reference.ts'

export const admin = express.Router()

admin.get('/admin/audit', may('audit.view'), auditPage)
admin.use(reference)

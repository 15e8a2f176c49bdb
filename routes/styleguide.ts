import express from 'express'
import { may } from '../middleware/may.ts'

export const styleguide = express.Router()

styleguide.get('/styleguide', may('styleguide.view'), (_req, res) => {
  const { t } = res.locals
  const message = t('rules.harvest.tooHeavy', { limitKg: 20_000 })
  res.render('styleguide/index', {
    title: 'Styleguide',
    tags: ['good', 'wait', 'bad', 'info', 'plain'].map((kind) => ({ kind, text: kind })),
    errors: { weightKg: message },
    errorList: [{ field: 'weightKg', href: '#f-weightKg', message }],
  })
})

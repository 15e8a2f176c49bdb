import express from 'express'
import { may } from '../../middleware/may.ts'
import { gradePage } from './grade-page.ts'

export const quality = express.Router()

quality.get('/quality/grade', may('public'), gradePage)

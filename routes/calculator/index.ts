import express from 'express'
import { may } from '../../middleware/may.ts'
import { calculatorPage } from './page.ts'

export const calculator = express.Router()

calculator.get('/loans/calculator', may('public'), calculatorPage)

import express, { type Request, type Response, type Router } from 'express'
import { today } from '../../domain/clock.ts'
import { scheduleOrFaults } from '../../domain/loans/schedule-rules.ts'
import { may } from '../../middleware/may.ts'
import { readTerms } from './forms.ts'

/** Answers kept, oldest first; a schedule is the same for everybody and for ever. */
const kept = new Map<string, Buffer>()
const mostKept = 300
const longestAddress = 600

/**
 * Answers the calculator's JSON before anybody asks who the reader is, since it is the same for all:
 * mounted ahead of the sessions. Pages and wrong parameters, which need the reader's language, walk
 * on to `calculatorPage`.
 */
export function quickAnswer(): Router {
  const router = express.Router()
  router.get('/loans/calculator', may('public'), (req, res, next) => {
    const answer = answerTo(req)
    if (answer) send(res, answer)
    else next()
  })
  return router
}

function answerTo(req: Request): Buffer | null {
  const day = today() // stands for a day of payout that is not given
  const key = `${day} ${req.url}`
  const known = kept.get(key)
  if (known) return known
  const { query } = req
  if (query['format'] !== 'json') return null
  const asked = readTerms(query, day)
  const found = 'terms' in asked ? scheduleOrFaults(asked.terms) : asked
  if ('faults' in found) return null
  const answer = Buffer.from(JSON.stringify(found.answer))
  if (key.length <= longestAddress) keep(key, answer)
  return answer
}

function keep(key: string, answer: Buffer): void {
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
  kept.set(key, answer)
}

function send(res: Response, answer: Buffer): void {
  res.set({
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(answer.length),
    'Cache-Control': 'no-cache',
  })
  res.end(answer)
}

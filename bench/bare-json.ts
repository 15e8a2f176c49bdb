// The bare answer that the calculator is measured against: Express and the JSON of the same schedule,
// nothing else. Run as a process of its own, as the service is.
import express from 'express'
import { plainTerms } from '../domain/loans/loan-terms.ts'
import { scheduleOrFaults } from '../domain/loans/schedule-rules.ts'

const found = scheduleOrFaults({
  ...plainTerms,
  principalRupiah: 20_000_000,
  ratePpm: 60_000,
  instalments: 60,
  disbursedOn: '2026-01-31',
})
if ('faults' in found) throw new Error('the terms of the bench are sound')
const { answer } = found

const app = express()
app.get('/', (_req, res) => void res.json(answer))
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  console.log(`ready at http://127.0.0.1:${port}`)
})
process.on('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
})

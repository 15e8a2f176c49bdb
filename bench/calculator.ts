import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import autocannon from 'autocannon'
import express from 'express'
import { buildApp } from '../app.ts'
import { effectiveRates } from '../domain/loans/effective-rate.ts'
import { plainTerms, type LoanTerms } from '../domain/loans/loan-terms.ts'
import { drawUpSchedule } from '../domain/loans/schedule.ts'
import { makeLog } from '../middleware/logging.ts'

/** What a bench found: `ratio` against its `limit`, both named in `detail`. */
export interface Finding {
  name: string
  ratio: number
  limit: string
  holds: boolean
  detail: string
}

const leastPerSecond = 20_000
const leastShare = 0.5
const seconds = 3
const connections = 16

/**
 * Schedules of 60 instalments a second, and the calculator's JSON against a bare Express answer of
 * the same size. Needs an open database connection and the words (`database/connect.ts`,
 * `middleware/words.ts`), as the service does.
 */
export async function calculatorBench(): Promise<Finding[]> {
  return [schedulesPerSecond(), await calculatorAgainstExpress()]
}

function schedulesPerSecond(): Finding {
  for (let warm = 0; warm < 2_000; warm += 1) drawUpSchedule(sixty(warm))
  const begunAt = performance.now()
  let count = 0
  for (; performance.now() - begunAt < 2_000; count += 1) drawUpSchedule(sixty(count))
  const perSecond = Math.round((count * 1000) / (performance.now() - begunAt))
  const ratio = perSecond / leastPerSecond
  return {
    name: 'schedule of 60 instalments',
    ratio,
    limit: `at least 1 (${leastPerSecond} a second)`,
    holds: ratio >= 1,
    detail: `${perSecond} schedules a second`,
  }
}

async function calculatorAgainstExpress(): Promise<Finding> {
  const schedule = drawUpSchedule(sixty(0))
  const { yearlyPct } = effectiveRates(sixty(0), schedule)
  const answer = { ...schedule, effectiveRatePct: yearlyPct }
  const bare = await listen(express().get('/', (_req, res) => void res.json(answer)))
  const service = await listen(buildApp(makeLog('silent')))
  const [bareRates, ourRates]: [number[], number[]] = [[], []]
  try {
    await requestsPerSecond(bare.origin, 1)
    await requestsPerSecond(`${service.origin}${calculation}`, 1)
    for (let round = 0; round < 3; round += 1) {
      bareRates.push(await requestsPerSecond(bare.origin))
      ourRates.push(await requestsPerSecond(`${service.origin}${calculation}`))
    }
  } finally {
    bare.server.close()
    service.server.close()
  }
  const ratio = middle(ourRates) / middle(bareRates)
  return {
    name: 'calculator JSON of 60 instalments',
    ratio,
    limit: `at least ${leastShare} of a bare Express answer`,
    holds: ratio >= leastShare,
    detail: `${Math.round(middle(ourRates))} against ${Math.round(middle(bareRates))} requests a second`,
  }
}

function sixty(turn: number): LoanTerms {
  return {
    ...plainTerms,
    principalRupiah: 20_000_000 + turn,
    ratePpm: 60_000,
    instalments: 60,
    disbursedOn: '2026-01-31',
  }
}

const calculation =
  '/loans/calculator?format=json&principalRupiah=20000000&ratePct=6&method=annuity&instalments=60&disbursedOn=2026-01-31'

async function listen(app: RequestListener): Promise<{ server: Server; origin: string }> {
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function requestsPerSecond(url: string, duration = seconds): Promise<number> {
  const result = await autocannon({ url, connections, duration, workers: 1 })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url} did not answer with success`)
  return result.requests.average
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

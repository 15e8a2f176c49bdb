import { chromium } from 'playwright-core'
import { atMost, type Bench } from './bench.ts'
import type { Stage } from './stage.ts'

interface Visit {
  bytes: number
  requests: number
}

/** Bytes over the wire and requests of the front page, at a first and at a second visit. */
export async function frontPageBench(stage: Stage): Promise<Bench[]> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    const page = await (await browser.newContext()).newPage()
    const wire = await page.context().newCDPSession(page)
    await wire.send('Network.enable')
    const visit = async (): Promise<Visit> => {
      const seen: Visit = { bytes: 0, requests: 0 }
      const received = ({ encodedDataLength }: { encodedDataLength: number }) => {
        seen.bytes += encodedDataLength
        if (encodedDataLength > 0) seen.requests++
      }
      wire.on('Network.loadingFinished', received)
      await page.goto(`${stage.origin}/`, { waitUntil: 'networkidle' })
      wire.off('Network.loadingFinished', received)
      return seen
    }
    const first = await visit()
    const second = await visit()
    const kB = ({ bytes }: Visit) => bytes / 1024
    return [
      atMost(
        'front page, first visit: share of 60 kB',
        kB(first) / 60,
        1,
        `${kB(first).toFixed(1)} kB`,
      ),
      atMost(
        'front page, first visit: share of 6 requests',
        first.requests / 6,
        1,
        `${first.requests} requests`,
      ),
      atMost(
        'front page, second visit: share of 12 kB',
        kB(second) / 12,
        1,
        `${kB(second).toFixed(1)} kB`,
      ),
    ]
  } finally {
    await browser.close()
  }
}

import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { setStage, type Cast } from '../support/cast.ts'
import { send, useBrowsers } from '../support/browser.ts'
import { useDatabase } from '../support/database.ts'

const pdf = {
  name: 'surat.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
}
const pick = (page: Page, name: string, value: string) =>
  page.check(`[name=${name}][value="${value}"]`, { force: true })

describe('a loan, from the application on the phone to the decision of the committee', () => {
  useDatabase()
  const { openAs } = useBrowsers()
  let cast: Cast
  beforeEach(async () => {
    cast = await setStage()
  })

  for (const [width, hasScript] of [
    [360, true],
    [360, false],
    [1280, true],
    [1280, false],
  ] as const) {
    it(`is led through at ${width} px ${hasScript ? 'with' : 'without'} script`, async function () {
      this.timeout(120_000)
      const farmer = await openAs('petani', { width, hasScript })
      const address = await apply(farmer, String(cast.petani.plots[0]._id), hasScript)

      const officer = await openAs('penyuluh', { width, hasScript })
      await officer.goto('/loans/queue')
      await officer.click(`main a[href="${address}"]`)
      await fillReason(officer, `${address}/recommend`, 'Kebun terawat')

      const analyst = await openAs('analis', { width, hasScript })
      await lookThrough(analyst, address)

      const approver = await openAs('komite', { width, hasScript })
      await approver.goto('/loans/queue')
      await approver.click(`main a[href="${address}"]`)
      await approver.click(`main a[href="${address}/approve"]`)
      await approver.fill('[name=reason]', 'Hasil panen cukup')
      await send(approver, `${address}/approve`)
      await approver.waitForSelector('main[data-status=approved]')

      await farmer.goto('/inbox')
      await farmer.goto(address)
      await send(farmer, `${address}/accept-offer`)
      await farmer.waitForSelector('main[data-status=offer-accepted]')
      expect(await farmer.textContent('main')).to.include('Hasil panen cukup')
      expect(await farmer.getAttribute('main', 'data-number')).to.match(/^PJ-2026-/)
    })
  }
})

/** Scheme, amount and term, purpose and gardens, papers, check and send; saved at each step. */
async function apply(page: Page, plotId: string, hasScript: boolean): Promise<string> {
  await page.goto('/loans/apply')
  await pick(page, 'schemeCode', 'kopi-umkm')
  await pick(page, 'schemeCode', 'kopi-jatim')
  await send(page, '/loans')
  await page.waitForURL(/\/loans\/[0-9a-f]{24}$/)
  const address = new URL(page.url()).pathname
  await page.fill('[name=amountRupiah]', '10.000.000')
  await page.fill('[name=termMonths]', '12')
  await pick(page, 'repayment', 'annuity')
  // with script it is said while one types, without once the step is saved
  const live = page.locator('[data-cost]:visible', { hasText: '860.664' })
  if (hasScript) await live.waitFor()
  else expect(await live.count()).to.equal(0)
  await send(page, address)
  await page.waitForSelector('[name=purpose]')
  expect(await page.textContent('main')).to.include('860.664')
  await pick(page, 'purpose', 'fertiliser')
  await pick(page, 'plotIds', plotId)
  await send(page, address)
  for (const kind of ['identity', 'land', 'group-letter']) {
    await page.waitForSelector('[name=kind]')
    await page.selectOption('[name=kind]', kind)
    await page.setInputFiles('[name=file]', pdf)
    await send(page, `${address}/documents`)
    await page.waitForSelector('.flash')
    await page.goto(`${address}?step=documents`)
  }
  await page.goto(address)
  await page.check('[name=slikConsent]', { force: true })
  await page.check('[name=readTerms]', { force: true })
  await send(page, `${address}/submit`)
  await page.waitForSelector('main[data-status=submitted]')
  return address
}

async function fillReason(page: Page, address: string, reason: string): Promise<void> {
  await page.click(`main a[href="${address}"]`)
  await page.fill('[name=reason]', reason)
  await send(page, address)
  await page.waitForSelector('main[data-record=loan] .timeline')
}

/** The analyst takes it, notes two checks and writes the analysis. */
async function lookThrough(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await send(page, `${address}/take`)
  await page.waitForSelector('main[data-status=in-review]')
  for (const item of ['identity', 'slik']) {
    await page.goto(`${address}/check?item=${item}`)
    await pick(page, 'result', 'ok')
    if (item === 'slik') await page.fill('[name=collectibility]', '1')
    await send(page, `${address}/check`)
    await page.waitForSelector('.timeline')
  }
  await page.goto(`${address}/analyse`)
  await page.fill('[name=incomeRupiah]', '40.000.000')
  await page.fill('[name=costRupiah]', '15.000.000')
  await page.fill('[name=otherInstalmentsRupiah]', '0')
  await pick(page, 'advice', 'approve')
  await send(page, `${address}/analyse`)
  await page.waitForSelector('.timeline')
}

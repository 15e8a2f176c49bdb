import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { demoId } from '../../database/demo/id.ts'
import { signOn, useBrowsers } from '../support/browser.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { useDatabase } from '../support/database.ts'
import { smallPhoto } from '../support/files.ts'

/** Presses the button of the form that goes to an address, and comes to where it leads. */
async function send(page: Page, action: string, to: RegExp): Promise<void> {
  await page.click(`main form[action="${action}"] button[type=submit]`)
  await page.waitForURL(to)
}

/** Opens from the work list what waits under these words. */
async function take(page: Page, words: string): Promise<void> {
  await page.goto('/')
  await page.locator('main a', { hasText: words }).first().click()
}

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name="${name}"]`, value)
}

const pathOf = (page: Page) => new URL(page.url()).pathname
const choose = (page: Page, name: string, value: string) =>
  page.selectOption(`[name="${name}"]`, value)

describe('a seedling, from the certified lot to the tree that lives', () => {
  useDatabase()
  const browsers = useBrowsers()
  let cast: Cast
  beforeEach(async () => {
    cast = await setStage()
  })
  for (const hasScript of [true, false]) {
    it(`goes through seven hands ${hasScript ? 'with' : 'without'} script`, async function () {
      this.timeout(180_000)
      const openAs = (username: string, width: 360 | 1280) =>
        browsers.openAs(username, { width, hasScript })
      const lotNumber = await registerAndSend(await openAs('puslitkoka', 1280))
      const nursery = await openAs('penangkar', 1280)
      await sowAndDeclare(nursery)
      const programme = await setUp(await openAs('disbun', 1280))

      const farmer = await openAs('petani', 360)
      await ask(farmer)
      const officer = await openAs('penyuluh', 360)
      await verify(officer)
      const office = await openAs('dinas', 1280)
      await decreeAndShare(office, programme)

      await take(nursery, 'bibit ke')
      await send(nursery, '/handovers', /\/handovers\/[0-9a-f]{24}$/)
      const leader = await openAs('ketua', 360)
      await countAndGive(leader, cast.petani.farmer.nikLast4, hasScript)

      await take(farmer, 'Tanam bibit')
      await send(farmer, '/plantings', /\/plantings\/[0-9a-f]{24}$/)
      const planting = pathOf(farmer)
      await officer.goto(planting)
      await officer.click('main a[href^="/survival-counts/new"]')
      await fill(officer, { alive: '55', cause: 'kekeringan' })
      await send(officer, '/survival-counts', /\/survival-counts\/[0-9a-f]{24}$/)

      await farmer.goto(`/plots/${String(cast.petani.plots[0]._id)}`)
      expect(await farmer.textContent('main')).to.include(lotNumber)
      await farmer.goto(planting)
      expect(await farmer.textContent('.stats')).to.include('55')
      expect(await farmer.evaluate(() => document.documentElement.scrollWidth)).to.equal(360)
    })
  }
})

async function registerAndSend(page: Page): Promise<string> {
  await page.goto('/seed-lots/new')
  await choose(page, 'varietyCode', 'sigarar-utang')
  await page.check('[name=form][value=polybag]', { force: true })
  await fill(page, {
    sourceGarden: 'KP Andungsari',
    quantity: '1.000',
    certificateNumber: 'SMB/2026/0117',
    issuer: 'BBPPTP Surabaya',
    issuedOn: '2026-01-10',
    validUntil: '2027-01-09',
  })
  await send(page, '/seed-lots', /\/seed-lots\/[0-9a-f]{24}$/)
  const lot = pathOf(page)
  await choose(page, 'nurseryId', String(demoId('organisation:nursery')))
  await page.fill(`form[action="${lot}/send"] [name=quantity]`, '400')
  await send(page, `${lot}/send`, /\/seed-lots\//)
  return (await page.getAttribute('main', 'data-number'))!
}

async function sowAndDeclare(page: Page): Promise<void> {
  await take(page, 'Semai kiriman lot')
  await fill(page, { quantity: '400', bed: 'B1' })
  await send(page, '/nursery-batches', /\/nursery-batches\/[0-9a-f]{24}$/)
  const ready = `${pathOf(page)}/ready`
  await page.locator('details', { has: page.locator(`form[action="${ready}"]`) }).click()
  await send(page, ready, /\/nursery-batches\//)
  await page.waitForSelector('main[data-status=ready]')
}

async function setUp(page: Page): Promise<string> {
  await page.goto('/seedling-programmes/new')
  await fill(page, { name: 'Bantuan bibit 2026', opensOn: '2026-07-01', closesOn: '2026-12-31' })
  await choose(page, 'varieties[0][code]', 'sigarar-utang')
  await choose(page, 'quotas[0][regencyCode]', '3511')
  await fill(page, { 'varieties[0][quantity]': '5.000', 'quotas[0][quantity]': '5.000' })
  await send(page, '/seedling-programmes', /\/seedling-programmes\/[0-9a-f]{24}$/)
  return pathOf(page)
}

async function ask(page: Page): Promise<void> {
  await page.goto('/seedling-requests/new')
  await choose(page, 'lines[0][varietyCode]', 'sigarar-utang')
  await page.fill('[name="lines[0][quantity]"]', '60')
  await send(page, '/seedling-requests', /\/seedling-requests\/[0-9a-f]{24}$/)
}

async function verify(page: Page): Promise<void> {
  await take(page, 'Periksa usulan bibit')
  await fill(page, { lat: '-8,02', lon: '114,01' })
  await send(page, `${pathOf(page)}/verify`, /\/seedling-requests\//)
  await page.waitForSelector('main[data-status=verified]')
}

async function decreeAndShare(page: Page, programme: string): Promise<void> {
  await page.goto(`${programme}/decrees`)
  await fill(page, { number: '188.45/120/2026', signer: 'Kepala Dinas' })
  await send(page, `${programme}/decrees`, /\/seedling-decrees\/[0-9a-f]{24}$/)
  await take(page, 'Bagi bibit untuk')
  await send(page, '/allocations/propose', /\/allocations\/propose$/)
  await send(page, '/allocations', /\/allocations\/[0-9a-f]{24}$/)
}

async function countAndGive(page: Page, nikLast4: string, hasScript: boolean): Promise<void> {
  await take(page, 'Hitung kiriman bibit')
  await send(page, `${pathOf(page)}/receive`, /\/handovers\//)
  await page.locator('main a', { hasText: 'Serahkan 60 batang' }).click()
  await fill(page, { lat: '-8,02', lon: '114,01', nikLast4 })
  if (hasScript) await signOn(page)
  else {
    const buffer = Buffer.from(await (await smallPhoto()).arrayBuffer())
    const thumb = { name: 'jempol.jpg', mimeType: 'image/jpeg', buffer }
    await page.setInputFiles('input[type=file][name=signature]', thumb)
  }
  await send(page, pathOf(page), /\/receipts\/BA-/)
}

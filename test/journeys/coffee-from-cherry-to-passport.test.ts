import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { send, useBrowsers } from '../support/browser.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { useDatabase } from '../support/database.ts'

const pick = (page: Page, name: string, value: string) =>
  page.check(`[name="${name}"][value="${value}"]`, { force: true })
const pathOf = (page: Page) => new URL(page.url()).pathname

async function fillAll(page: Page, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await page.fill(`[name="${name}"]`, value)
}

describe('coffee, from the scales to the passport on the bag', () => {
  useDatabase()
  const { open, openAs } = useBrowsers()
  let cast: Cast
  beforeEach(async () => {
    cast = await setStage()
  })

  for (const [width, hasScript] of [
    [360, true],
    [1280, false],
  ] as const) {
    it(`goes through four hands at ${width} px ${hasScript ? 'with' : 'without'} script`, async function () {
      this.timeout(120_000)
      const unit = await openAs('uph', { width, hasScript })
      const slip = await weigh(unit, cast)

      const farmer = await openAs('petani', { width, hasScript })
      await farmer.goto(slip)
      await send(farmer, `${slip}/agree`)
      await farmer.waitForSelector('.flash')

      const lot = await process(unit, slip)
      const officer = await openAs('mutu', { width, hasScript })
      await test(officer, lot)
      await bringToMarket(unit, lot)

      const visitor = await (await open({ width, hasScript })).newPage()
      await visitor.goto((await unit.getAttribute('main a[href^="/passport/"]', 'href'))!)
      const passport = await visitor.innerText('main')
      expect(passport).to.include('Mutu 1').and.include('Rejo Agung').and.include('100\u00a0%')
      expect(passport).not.to.include('Sumarni')
      await farmer.goto(slip)
      expect(await farmer.innerText('main')).to.include('Mutu 1')
    })
  }
})

/** A slip of 100 kg for the farmer's number, without a harvest; it prints on paper and till roll. */
async function weigh(page: Page, cast: Cast): Promise<string> {
  await page.goto('/processing/intake/new')
  await page.fill('[name=farmer]', cast.petani.farmer.number)
  await page.click('form[action="/processing/intake/new"] button')
  await page.waitForSelector('[name=grossKg]')
  await pick(page, 'harvestId', '')
  await page.selectOption('[name=plotId]', String(cast.petani.plots[0]._id))
  await fillAll(page, {
    receivedAt: '2026-08-01T09:00',
    grossKg: '101,5',
    tareKg: '1,5',
    redPct: '96',
  })
  await send(page, '/processing/intake')
  await page.waitForSelector('main[data-record=intake]')
  const slip = pathOf(page)
  for (const size of ['', '?size=80mm']) {
    const paper = await page.request.get(`${slip}/slip.pdf${size}`)
    expect(paper.headers()['content-type']).to.include('application/pdf')
    expect((await paper.body()).subarray(0, 5).toString()).to.equal('%PDF-')
  }
  return slip
}

/** A natural lot of the slip, dried and hulled, with a sample before the quality officers. */
async function process(page: Page, slip: string): Promise<string> {
  await page.goto('/lots/new')
  await pick(page, 'intakeIds', slip.split('/').at(-1)!)
  await pick(page, 'process', 'natural')
  await page.fill('[name=name]', 'Rejo natural')
  await send(page, '/lots')
  await page.waitForSelector('main[data-record=lot]')
  const lot = pathOf(page)
  await step(page, lot, 'dry', {
    startedAt: '2026-08-01T13:00',
    endedAt: '2026-08-12T13:00',
    massOutKg: '36',
    moisturePct: '11',
    'losses[water]': '64',
  })
  await step(page, lot, 'hull', {
    startedAt: '2026-08-13T08:00',
    endedAt: '2026-08-13T10:00',
    massOutKg: '18',
    moisturePct: '11',
    'losses[parchment]': '18',
  })
  await page.click(`main a[href="${lot}/sample"]`)
  await page.fill('[name=massKg]', '1')
  await pick(page, 'for', 'test')
  await send(page, `${lot}/sample`)
  await page.waitForSelector('.flash')
  return lot
}

async function step(
  page: Page,
  lot: string,
  code: string,
  values: Record<string, string>,
): Promise<void> {
  await page.click(`main a[href="${lot}/steps"]`)
  await pick(page, 'step', code)
  await fillAll(page, values)
  await send(page, `${lot}/steps`)
  await page.waitForSelector('main[data-record=lot] .timeline')
}

/** The officer finds the sample in the list of work and counts it. */
async function test(page: Page, lot: string): Promise<void> {
  await page.goto('/')
  await page.click(`main a[href="/quality-tests/new?lotId=${lot.split('/').at(-1)}"]`)
  await fillAll(page, {
    sampledOn: '2026-08-14',
    moisturePct: '11,2',
    impurityPct: '0,1',
    'defects[broken]': '20',
    'sieve[6.5]': '290',
    'sieve[6.0]': '10',
  })
  await send(page, '/quality-tests')
  await page.waitForSelector('main[data-record="quality-test"]')
  expect(await page.innerText('main')).to.include('Mutu 1')
}

/** Three bags of five kilograms, and the word that the lot is ready. */
async function bringToMarket(page: Page, lot: string): Promise<void> {
  await page.goto(`${lot}/pack`)
  await fillAll(page, { bags: '3', bagKg: '5' })
  await send(page, `${lot}/pack`)
  await page.waitForSelector('main[data-record=lot]')
  await send(page, `${lot}/ready`)
  await page.waitForSelector('main[data-status=ready]')
}

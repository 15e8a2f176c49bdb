import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { readPlotGeometry } from '../../domain/farmers/plot-geometry.ts'
import { PlotModel } from '../../models/plot.ts'
import { cornersIn } from '../../public/js/plot-outline.js'
import { setStage } from '../support/cast.ts'
import { openBrowser, pageOf } from '../support/browser.ts'
import { useDatabase } from '../support/database.ts'
import { farmerForm, groupOfPetani } from '../support/farmer-form.ts'
import { hectare } from '../support/plot-form.ts'

describe('a farmer and his plot, from the phone of the officer', () => {
  useDatabase()
  let petani: unknown
  beforeEach(async () => {
    petani = (await setStage()).petani.farmer._id
  })

  for (const hasScript of [true, false]) {
    it(`are registered at 360 px ${hasScript ? 'by drawing on the map' : 'without script'}`, async function () {
      this.timeout(60_000)
      const phone = await openBrowser({ width: 360, height: 900, hasScript })
      const page = await pageOf(phone, 'penyuluh')
      const wrong: string[] = []
      page.on('pageerror', (error) => wrong.push(error.message))
      page.on('console', (said) => said.type() === 'error' && wrong.push(said.text()))

      await registerFarmer(page, hasScript)
      expect(await page.getAttribute('main', 'data-number')).to.match(/^PT-\d{6}$/)
      await page.click('main a[href$="/plots/new"]')
      await registerPlot(page, hasScript)

      expect(await page.getAttribute('main', 'data-number')).to.match(/^KB-\d{6}$/)
      const plot = await PlotModel.findOne({ name: 'Curah Macan' }).lean()
      expect(plot!.geometry!.coordinates[0]).to.have.length(5)
      expect(plot!.mappedAreaHa).to.be.greaterThan(0)
      expect(wrong.join('\n')).to.equal('')
      await phone.close()
    })
  }

  it('are walked around: each corner is where the phone is, and can be moved on the map', async function () {
    this.timeout(40_000)
    const phone = await openBrowser({ width: 1280, hasScript: true })
    await phone.grantPermissions(['geolocation'])
    const page = await pageOf(phone, 'penyuluh')
    const outline = () => page.inputValue('[name=geometry]')
    await page.goto(`/farmers/${String(petani)}/plots/new`)
    await page.locator('.plotmap__canvas').waitFor({ state: 'visible' })

    const seen: string[] = []
    for (const line of hectare.split('\n')) {
      const [latitude = 0, longitude = 0] = line.split(', ').map(Number)
      await phone.setGeolocation({ latitude, longitude })
      await page.click('[data-map-act=here]')
      await page.waitForFunction(
        (before) => document.querySelector('textarea')?.value !== before,
        seen.at(-1) ?? '',
      )
      seen.push(await outline())
    }
    await page.click('.leaflet-pm-icon-edit')
    await drag(page, '.plotmap__canvas .marker-icon')
    await page.waitForFunction(
      (before) => document.querySelector('textarea')?.value !== before,
      seen.at(-1),
    )
    const moved = await outline()
    await page.click('[data-map-act=back]')

    expect(seen.slice(0, 2)).to.deep.equal(['-8.02, 114.01', '-8.02, 114.01\n-8.02, 114.01091'])
    expect(readPlotGeometry(seen[3]!)).to.have.property('polygon')
    expect(readPlotGeometry(moved)).to.have.property('polygon')
    expect(cornersIn(await outline())).to.have.length(cornersIn(moved).length - 1)
    await phone.close()
  })

  it('are seen on a map where fingers and mice find them', async function () {
    this.timeout(40_000)
    const desk = await openBrowser({ width: 1280, hasScript: true })
    const page = await pageOf(desk, 'penyuluh')
    const plot = await PlotModel.findOne({ districtCode: '351118' }).lean()
    const corners = hectare.split('\n').map((line) => line.split(', ').map(Number).toReversed())
    const geometry = { type: 'Polygon', coordinates: [[...corners, corners[0]]] }
    await PlotModel.updateOne({ _id: plot!._id }, { $set: { geometry } })

    await page.goto('/plots')
    await page.click('.plotmap__canvas path.plotmap__shape')
    await page.waitForURL(`/plots/${String(plot!._id)}`)
    // the picture of the server stands until the script has drawn its map
    await page.waitForSelector('.plotmap__canvas path.plotmap__shape')

    expect(await page.locator('.plotmap__canvas path.plotmap__shape').count()).to.equal(1)
    await desk.close()
  })
})

/** By hand, forty pixels up and left. */
async function drag(page: Page, what: string): Promise<void> {
  const box = (await page.locator(what).first().boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x - 40, y - 40, { steps: 6 })
  await page.mouse.up()
}

async function goOn(page: Page, hasScript: boolean): Promise<void> {
  if (hasScript) await page.click('button[data-move="1"]')
}

async function registerFarmer(page: Page, hasScript: boolean): Promise<void> {
  const form = farmerForm()
  await page.goto('/farmers/new')
  await page.fill('[name=nik]', form['nik']!)
  await page.fill('[name=fullName]', 'Hosnan Efendi')
  await page.check('[name=gender][value=male]', { force: true })
  await page.fill('[name=birthOn]', '1985-03-12')
  await goOn(page, hasScript)
  await page.fill('[name=villageCode]', 'rejo agung')
  await goOn(page, hasScript)
  await page.selectOption('[name=groupId]', groupOfPetani)
  await page.click('main button[type=submit]:visible')
  await page.waitForURL(/\/farmers\/[0-9a-f]{24}$/)
}

async function registerPlot(page: Page, hasScript: boolean): Promise<void> {
  await page.fill('[name=name]', 'Curah Macan')
  await page.selectOption('[name=landStatus]', 'shm')
  await goOn(page, hasScript)
  if (hasScript) {
    await draw(page)
    await page.click('[data-map-act=area]')
    expect(await page.inputValue('[name=areaHa]')).to.match(/^\d+,\d\d$/)
  } else {
    await page.fill('[name=geometry]', hectare)
    await page.fill('[name=areaHa]', '1')
  }
  await page.fill('[name=altitudeM]', '1200')
  await goOn(page, hasScript)
  const areaHa = Number((await page.inputValue('[name=areaHa]')).replace(',', '.'))
  await page.selectOption('[name=varietyCode]', 'sigarar-utang')
  await page.fill('[name=plantedYear]', '2015')
  await page.fill('[name=treeCount]', String(Math.round(areaHa * 2000)))
  await page.check('[name=pattern][value=mixed]', { force: true })
  await goOn(page, hasScript)
  await page.click('main button[type=submit]:visible')
  await page.waitForURL(/\/plots\/[0-9a-f]{24}$/)
}

/** Four corners by finger; the last tap on the first corner closes the outline. */
async function draw(page: Page): Promise<void> {
  const canvas = page.locator('.plotmap__canvas')
  await canvas.waitFor({ state: 'visible' })
  await zoomIn(page)
  await page.click('.leaflet-pm-icon-polygon')
  const at = [
    { x: 120, y: 120 },
    { x: 220, y: 120 },
    { x: 220, y: 220 },
    { x: 120, y: 220 },
  ]
  for (const position of [...at, at[0]!]) await canvas.click({ position })
  await page.waitForFunction(`document.querySelector('[name=geometry]').value.includes('Polygon')`)
}

/** From the slopes as a whole to something the size of a garden. */
async function zoomIn(page: Page): Promise<void> {
  for (let step = 0; step < 7; step++) {
    await page.click('.leaflet-control-zoom-in')
    await page.waitForTimeout(300)
  }
}

import { expect } from 'chai'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { ReceiptModel } from '../../models/receipt.ts'
import { openBrowser, pageOf, signOn } from '../support/browser.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { done, sentHandover } from '../support/factories/seedling.ts'
import { smallPhoto } from '../support/files.ts'

describe('the receipt of seedlings, signed at 360 px', function () {
  this.timeout(60_000)
  useDatabase()
  let cast: Cast
  let address: string
  beforeEach(async () => {
    cast = await setStage()
    const { farmer, plots } = cast.petani
    const { handover } = await sentHandover(await Client.as('petani'), plots[0]._id)
    const ketua = await Client.as('ketua')
    const counted = { receivedOn: '2026-08-15', 'lines[0][received]': '100', version: '1' }
    await done(ketua.post(`${handover}/receive`, counted))
    address = `${handover}/distribute?farmerId=${String(farmer._id)}&varietyCode=sigarar-utang`
  })

  const send = (page: Page) => page.click('form[action$="/distribute"] button[type=submit]')

  /** How much of the kept signature is ink, of 1. */
  async function inkOf(page: Page): Promise<number> {
    const { signatureId } = (await ReceiptModel.findOne().lean())!
    const file = await page.request.get(`/photos/${String(signatureId)}`)
    const data = await sharp(await file.body())
      .greyscale()
      .raw()
      .toBuffer()
    return data.filter((value) => value < 128).length / data.length
  }

  it('is drawn with the finger; the drawing and the place stay when the form comes back', async () => {
    const phone = await openBrowser({ width: 360, hasScript: true })
    await phone.grantPermissions(['geolocation'])
    await phone.setGeolocation({ latitude: -8.021, longitude: 114.013, accuracy: 6 })
    const page = await pageOf(phone, 'ketua')
    await page.goto(address)

    await page.click('[data-place-act] button')
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[name=lat]')!.value)
    await page.fill('[name=nikLast4]', '0000')
    await signOn(page)
    await send(page)
    await page.waitForSelector('[role=alert]')
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[type=hidden][name=signature]')!.value,
    )
    await page.fill('[name=nikLast4]', cast.petani.farmer.nikLast4)
    await send(page)
    await page.waitForURL(/\/receipts\/BA-/)

    expect(await inkOf(page)).to.be.within(0.005, 0.2)
    expect(await ReceiptModel.findOne().lean()).to.include({ lat: -8.021, lon: 114.013 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(360)
    await phone.close()
  })

  it('takes a cleared drawing for none, and a photo of the thumbprint in its place', async () => {
    const phone = await openBrowser({ width: 360, hasScript: true })
    const page = await pageOf(phone, 'ketua')
    await page.goto(address)
    await page.fill('[name=lat]', '-8,02')
    await page.fill('[name=lon]', '114,01')
    await page.fill('[name=nikLast4]', cast.petani.farmer.nikLast4)
    await signOn(page)
    await page.click('.sign button')

    await send(page)
    await page.waitForSelector('[role=alert] a[href="#f-signature"]')
    await page.setInputFiles('input[type=file][name=signature]', await thumbprint())
    await send(page)
    await page.waitForURL(/\/receipts\/BA-/)

    expect((await ReceiptModel.findOne().lean())!.signatureId).to.be.an('object')
    await phone.close()
  })

  it('is proven without script by a photo of the thumbprint', async () => {
    const phone = await openBrowser({ width: 360, hasScript: false })
    const page = await pageOf(phone, 'ketua')
    await page.goto(address)

    await page.fill('[name=lat]', '-8,02')
    await page.fill('[name=lon]', '114,01')
    await page.fill('[name=nikLast4]', cast.petani.farmer.nikLast4)
    await page.setInputFiles('input[type=file][name=signature]', await thumbprint())
    await send(page)
    await page.waitForURL(/\/receipts\/BA-/)

    expect(await page.locator('.sign').count()).to.equal(0)
    expect((await ReceiptModel.findOne().lean())!.quantity).to.equal(100)
    await phone.close()
  })

  async function thumbprint() {
    const buffer = Buffer.from(await (await smallPhoto()).arrayBuffer())
    return { name: 'jempol.jpg', mimeType: 'image/jpeg', buffer }
  }
})

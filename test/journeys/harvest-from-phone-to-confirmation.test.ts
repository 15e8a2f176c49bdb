import { expect } from 'chai'
import { setStage, type Cast } from '../support/cast.ts'
import { openBrowser, pageOf } from '../support/browser.ts'
import { useDatabase } from '../support/database.ts'

describe('a harvest, from the phone on the slope to the leader', () => {
  useDatabase()
  let cast: Cast
  beforeEach(async () => {
    cast = await setStage()
  })

  for (const hasScript of [true, false]) {
    it(`is registered and confirmed at 360 px ${hasScript ? 'with' : 'without'} script`, async function () {
      this.timeout(40_000)
      const farmer = await openBrowser({ width: 360, hasScript })
      const leader = await openBrowser({ width: 1280, hasScript })
      const page = await pageOf(farmer, 'petani')

      await page.goto('/harvests/new')
      await page.check(`[name=plotId][value="${String(cast.petani.plots[0]._id)}"]`, {
        force: true,
      })
      await page.fill('[name=harvestedFrom]', '2026-08-10')
      await page.fill('[name=harvestedTo]', '2026-08-11')
      const goOn = page.locator('button[data-next]:visible, button:visible', { hasText: 'Lanjut' })
      if (hasScript) await goOn.first().click()
      await page.fill('[name=weightKg]', '120,5')
      await page.check('[name=form][value=cherry-red]', { force: true })
      if (hasScript) await goOn.first().click()
      const answers = hasScript ? await page.innerText('[data-answers]') : ''
      if (hasScript) {
        await page.click('[data-answers] div:has-text("Berat") button')
        await page.fill('[name=weightKg]', '121,5')
        await goOn.first().click()
        expect(await page.innerText('[data-answers]')).to.include('121,5 kg')
      }
      await page.check('[name=buyerKind][value=processor]', { force: true })
      await page.click('main button[type=submit]:visible')
      await page.waitForURL(/\/harvests\/[0-9a-f]{24}$/)

      const number = await page.getAttribute('main', 'data-number')
      const address = new URL(page.url()).pathname
      const desk = await pageOf(leader, 'ketua')
      await desk.goto(address)
      await desk.click(`form[action="${address}/confirm"] button`)
      await desk.waitForSelector('main[data-status=confirmed]')
      await page.reload()

      expect(number).to.match(/^PN-2026-/)
      if (hasScript) expect(answers).to.include('10 Agustus 2026').and.include('120,5 kg')
      expect(await page.getAttribute('main', 'data-status')).to.equal('confirmed')
      await farmer.close()
      await leader.close()
    })
  }
})

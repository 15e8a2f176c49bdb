import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { askedCodes } from '../../public/js/skip.js'
import { shippedChecklists } from '../../domain/visits/checklists/all.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { openBrowser, pageOf } from '../support/browser.ts'
import { useDatabase } from '../support/database.ts'

const press = (page: Page, words: string) =>
  page.locator('main button:visible', { hasText: words }).first().click()
const pick = (page: Page, name: string, value: string) =>
  page.check(`[name="${name}"][value="${value}"]`, { force: true })

/** The codes of the questions that stand there to be answered. */
async function shownCodes(page: Page): Promise<string[]> {
  const shown = page.locator('[data-question]:not([hidden])')
  return shown.evaluateAll((blocks) =>
    blocks.map((block) => (block as HTMLElement).dataset['question'] ?? ''),
  )
}

describe('a visit, from the plan to the day it is closed', () => {
  useDatabase()
  let cast: Cast
  beforeEach(async () => {
    cast = await setStage()
  })

  for (const width of [360, 1280] as const) {
    for (const hasScript of [true, false]) {
      it(`goes its way at ${width} px ${hasScript ? 'with' : 'without'} script`, async function () {
        this.timeout(60_000)
        const context = await openBrowser({ width, hasScript })
        const other = await openBrowser({ width, hasScript })
        const isStepped = hasScript && width === 360
        const goOn = async (page: Page) => {
          if (isStepped) await press(page, 'Lanjut')
        }

        const officer = await pageOf(context, 'penyuluh')
        await officer.goto('/visits/new')
        await officer.click(`main a[href$="${String(cast.petani.farmer._id)}"]`)
        await pick(officer, 'plotId', String(cast.petani.plots[0]._id))
        await pick(officer, 'kind', 'routine')
        await officer.fill('[name=plannedOn]', '2026-08-15')
        await press(officer, 'Rencanakan')
        await officer.waitForSelector('main[data-status=planned]')
        const address = new URL(officer.url()).pathname

        await officer.goto('/')
        await officer.click(`main a[href="${address}"]`)
        await officer.click(`main a[href="${address}/complete"]`)
        await officer.fill('[name=visitedOn]', '2026-08-15')
        await goOn(officer)
        await pick(officer, 'answers[pruning]', 'none')
        await pick(officer, 'answers[borerSeen]', 'yes')
        const { questions } = shippedChecklists.routine
        const answers = { pruning: 'none', borerSeen: 'yes' }
        const all = questions.map(({ code }) => code)
        expect(await shownCodes(officer)).to.deep.equal(
          hasScript ? askedCodes(questions, answers) : all,
        )
        await officer.fill('[name="answers[borerPct]"]', '7,5')
        await goOn(officer)
        await officer.fill('[name=findings]', 'Bubuk buah di dompolan bawah.')
        await officer.fill('[name=advice]', 'Petik buah berlubang tiap dua minggu.')
        await goOn(officer)
        await officer.fill('[name="followUps[0][what]"]', 'Petik bubuk')
        await officer.selectOption('[name="followUps[0][who]"]', 'farmer')
        await officer.fill('[name="followUps[0][dueOn]"]', '2026-08-29')
        await press(officer, 'Simpan kunjungan')
        await officer.waitForSelector('main[data-status=done]')

        const farmer = await pageOf(other, 'petani')
        await farmer.click(`main a[href="${address}"]`)
        await farmer.fill('[name=comment]', 'Siap, Pak.')
        await press(farmer, 'Sudah saya baca')
        await farmer.waitForSelector('main[data-version="3"]')
        await farmer.click('main details summary:has-text("Sudah dikerjakan")')
        await farmer.fill('[name=doneOn]', '2026-08-15')
        await press(farmer, 'Tandai selesai')
        await farmer.waitForSelector('main[data-status=closed]')

        await officer.goto(address)
        expect(await officer.textContent('main'))
          .to.include('Siap, Pak.')
          .and.include('7,5')
        await context.close()
        await other.close()
      })
    }
  }
})

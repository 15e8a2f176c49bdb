import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { attributes } from '../../domain/processing/cupping-score.ts'
import { LotModel } from '../../models/lot.ts'
import { UserModel } from '../../models/user.ts'
import { send, useBrowsers } from '../support/browser.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { useDatabase } from '../support/database.ts'
import { makeLot } from '../support/factories/lot-record.ts'

const cuppers = ['mutu', 'mutu2', 'mutu3']

describe('a cupping of three', () => {
  useDatabase()
  const { openAs } = useBrowsers()
  let cast: Cast
  beforeEach(async () => {
    cast = await setStage()
  })

  for (const width of [360, 1280] as const) {
    it(`stays blind until one's own scores are in, and scores both lots, at ${width} px`, async function () {
      this.timeout(120_000)
      const lots = [
        await makeLot(cast.petani.plots[0], { isBeforeQuality: true }),
        await makeLot(cast.petani2.plots[0], { isBeforeQuality: true }),
      ]
      const pages: Page[] = []
      for (const username of cuppers) pages.push(await openAs(username, { width, hasScript: true }))
      const [first, second] = [pages[0]!, pages[1]!]

      const session = await hold(
        first,
        lots.map(({ _id }) => String(_id)),
      )
      await scoreAll(first, session, '7,50')
      await second.goto(session)
      const blind = await second.innerText('main')
      await scoreAll(second, session, '8,00')
      const open = await second.innerText('main')
      await scoreAll(pages[2]!, session, '8,25')
      await first.goto(session)
      await send(first, `${session}/close`)
      await first.waitForSelector('main[data-status=closed]')

      expect(blind).not.to.include(lots[0]!.number)
      expect(open).to.include(lots[0]!.number).and.include('82,50')
      // seven attributes and thirty points for clean, even, sweet cups: 82.5, 86 and 87.75
      const scores = (await LotModel.find().lean()).map(({ cupScore }) => cupScore)
      expect(scores).to.deep.equal([85.42, 85.42])
      expect(await first.innerText('main')).to.include('85,42')
      expect(await first.locator('canvas').count()).to.be.greaterThan(0)
    })
  }

  async function hold(page: Page, lotIds: string[]): Promise<string> {
    const people = await UserModel.find({ username: { $in: cuppers } }, { _id: 1 }).lean()
    await page.goto('/cuppings/new')
    await page.fill('[name=heldOn]', '2026-08-15')
    await page.check('[name=formVersion][value="sca-2004"]', { force: true })
    for (const id of lotIds) await page.check(`[name=lotIds][value="${id}"]`, { force: true })
    for (const { _id } of people)
      await page.check(`[name=cupperIds][value="${String(_id)}"]`, { force: true })
    await send(page, '/cuppings')
    await page.waitForURL(/\/cuppings\/[0-9a-f]{24}$/)
    return new URL(page.url()).pathname
  }

  /** Every sample with the same score in each attribute, and all cups right. */
  async function scoreAll(page: Page, session: string, score: string): Promise<void> {
    for (let sample = 0; sample < 2; sample++) {
      await page.goto(`${session}/scores`)
      await page.check('[name=sampleCode]:not([disabled]) >> nth=0', { force: true })
      for (const name of attributes) await page.fill(`[name=${name}]`, score)
      for (const name of ['uniformCups', 'cleanCups', 'sweetCups'])
        await page.fill(`[name=${name}]`, '5')
      await send(page, `${session}/scores`)
      await page.waitForSelector('main[data-record=cupping]')
    }
  }
})

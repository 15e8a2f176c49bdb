import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect } from 'chai'
import type { AxeResults } from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { setStage } from '../support/cast.ts'
import { openBrowser, pageOf } from '../support/browser.ts'
import { useDatabase } from '../support/database.ts'
import { pageSets } from './pages/index.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

describe('every page has no finding of axe and does not scroll sideways at 360 px:', () => {
  useDatabase()

  for (const { area, as, prepare } of pageSets) {
    it(`${area}, as ${as ?? 'a visitor'}`, async function () {
      this.timeout(120_000)
      const cast = await setStage()
      const paths = await prepare(cast)
      // tall, so that the bar at the bottom of a phone does not lie over a box that is scrolled past it
      const context = await openBrowser({ width: 360, height: 5000, hasScript: true })
      const page = await open(context, as)

      const findings: string[] = []
      for (const path of paths) findings.push(...(await look(page, path)))

      expect(findings).to.deep.equal([])
      await context.close()
    })
  }
})

async function open(context: BrowserContext, as: string | null): Promise<Page> {
  return as === null ? context.newPage() : pageOf(context, as)
}

/** What is wrong with a page; a page that is not there is wrong, too. */
async function look(page: Page, path: string): Promise<string[]> {
  const answer = await page.goto(path)
  const status = answer?.status() ?? 0
  if (status !== 200 && path !== '/nowhere') return [`${path}: answered ${status}`]
  // injected by the test, past the page's own policy
  const found = (await page.evaluate(
    `${axe}; axe.run({ runOnly: ${JSON.stringify(rules)} })`,
  )) as AxeResults
  const findings = found.violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html ?? ''}`)
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  return isWide ? [...findings, `${path}: scrolls sideways`] : findings
}

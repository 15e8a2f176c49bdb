import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect } from 'chai'
import type { AxeResults } from 'axe-core'
import { PlotModel } from '../../models/plot.ts'
import { makeHarvest } from '../support/factories/harvest.ts'
import { setStage } from '../support/cast.ts'
import { openBrowser, pageOf } from '../support/browser.ts'
import { useDatabase } from '../support/database.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const mapped = [
  [114.01, -8.02],
  [114.011, -8.02],
  [114.011, -8.021],
  [114.01, -8.02],
]

describe('every page, for everybody', () => {
  useDatabase()

  it('has no finding of axe and does not scroll sideways at 360 px', async function () {
    this.timeout(60_000)
    const cast = await setStage()
    const { _id: plotId } = cast.petani.plots[0]
    const geometry = { type: 'Polygon', coordinates: [mapped] }
    await PlotModel.updateOne({ _id: plotId }, { $set: { geometry } })
    const { _id } = await makeHarvest(cast.petani.plots[0])
    // tall, so that the bar at the bottom of a phone does not lie over a box that is scrolled past it
    const context = await openBrowser({ width: 360, height: 2600, hasScript: true })
    const visitor = await context.newPage()
    const seen: string[] = []
    const look = async (page: typeof visitor, path: string) => {
      await page.goto(path)
      // injected by the test, past the page's own policy
      const found = (await page.evaluate(
        `${axe}; axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
      )) as AxeResults
      for (const { id, nodes } of found.violations)
        seen.push(`${path}: ${id} ${nodes[0]?.html ?? ''}`)
      const isWide = await page.evaluate(
        () => document.documentElement.scrollWidth > window.innerWidth,
      )
      if (isWide) seen.push(`${path}: scrolls sideways`)
    }

    for (const path of ['/', '/sign-in', '/nowhere']) await look(visitor, path)
    const ketua = await pageOf(context, 'ketua')
    const record = `/harvests/${String(_id)}`
    for (const path of [
      '/',
      '/harvests',
      '/harvests/new',
      `/harvests/new?farmerId=${String(cast.petani.farmer._id)}`,
      '/harvests/season',
      record,
      `${record}/dispute`,
      `${record}/void`,
      `${record}/correct`,
      '/inbox',
      '/villages?q=kayumas',
      '/styleguide',
    ]) {
      await look(ketua, path)
    }

    const officer = await openBrowser({ width: 360, height: 3600, hasScript: true })
    const penyuluh = await pageOf(officer, 'penyuluh')
    const farmer = `/farmers/${String(cast.petani.farmer._id)}`
    const plot = `/plots/${String(cast.petani.plots[0]._id)}`
    for (const path of [
      '/farmers',
      '/farmers/new',
      farmer,
      `${farmer}/edit`,
      `${farmer}/plots/new`,
      '/plots',
      plot,
      `${plot}/edit`,
    ]) {
      await look(penyuluh, path)
    }

    expect(seen).to.deep.equal([])
    await officer.close()
    await context.close()
  })
})

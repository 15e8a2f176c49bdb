import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { demoPassword } from '../../database/demo/organisations.ts'
import { origin } from './client.ts'

let browser: Browser | null = null

/** Flags that keep Chromium quiet and small on a machine without a screen. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

async function theBrowser(): Promise<Browser> {
  browser ??= await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: flags,
  })
  return browser
}

after(async () => {
  await browser?.close()
})

interface Device {
  width: 360 | 1280
  hasScript: boolean
  height?: number
}

/** A phone (360 px) or desk (1280 px), with or without script. */
export async function openBrowser(options: Device): Promise<BrowserContext> {
  return (await theBrowser()).newContext({
    viewport: { width: options.width, height: options.height ?? 740 },
    javaScriptEnabled: options.hasScript,
    baseURL: await origin(),
  })
}

/** A page on which one of the cast is signed in. */
export async function pageOf(context: BrowserContext, username: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.fill('[name=username]', username)
  await page.fill('[name=password]', demoPassword)
  await page.click('main button[type=submit]')
  await page.waitForURL((url) => url.pathname === '/')
  return page
}

/** Browsers for the tests of a `describe`; each is closed when its test has ended. */
export function useBrowsers() {
  let opened: BrowserContext[] = []
  afterEach(async () => {
    for (const context of opened) await context.close()
    opened = []
  })
  const open = async (device: Device) => {
    const context = await openBrowser(device)
    opened.push(context)
    return context
  }
  return {
    open,
    openAs: async (username: string, device: Device) => pageOf(await open(device), username),
  }
}

/** Presses the button of the form that goes to an address. */
export async function send(page: Page, action: string): Promise<void> {
  await page.click(`form[action="${action}"] button[type=submit]:visible`)
}

/** Draws a signature with the finger on the pad of the page. */
export async function signOn(page: Page): Promise<void> {
  const pad = page.locator('.sign__pad')
  await pad.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await pad.boundingBox())!
  await page.mouse.move(x + width * 0.2, y + height * 0.7)
  await page.mouse.down()
  for (let step = 1; step <= 12; step++)
    await page.mouse.move(
      x + width * (0.2 + step * 0.05),
      y + height * (step % 2 === 1 ? 0.3 : 0.7),
      { steps: 3 },
    )
  await page.mouse.up()
}

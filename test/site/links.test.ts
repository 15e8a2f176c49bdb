import { expect } from 'chai'
import { Client } from '../support/client.ts'
import { setStage } from '../support/cast.ts'
import { useDatabase } from '../support/database.ts'
import { pageSets } from './pages/index.ts'

const isOwn = (href: string) => href.startsWith('/') && !href.startsWith('//')

describe('every link and form of every page leads somewhere:', () => {
  useDatabase()

  for (const { area, as, prepare } of pageSets) {
    it(`${area}, as ${as ?? 'a visitor'}`, async function () {
      this.timeout(60_000)
      // a page that is not there links to itself in the other language
      const paths = (await prepare(await setStage())).filter((path) => path !== '/nowhere')
      const client = as === null ? new Client() : await Client.as(as)

      const asked = new Map<string, number>()
      const dead: string[] = []
      for (const path of paths) {
        const { text } = await client.get(path)
        for (const href of addressesOf(text)) {
          if (!asked.has(href)) asked.set(href, (await client.get(href)).status)
          if (asked.get(href)! >= 400) dead.push(`${path} links to ${href}: ${asked.get(href)}`)
        }
        for (const action of actionsOf(text)) {
          const status = await actionStatus(client, action)
          if (status === 404 || status >= 500) dead.push(`${path} sends to ${action}: ${status}`)
        }
      }

      expect(dead).to.deep.equal([])
      expect(asked.size).to.be.greaterThan(2)
    })
  }
})

const attribute = (name: string, text: string) =>
  [...text.matchAll(new RegExp(`\\s${name}="([^"]+)"`, 'g'))].map(([, value]) =>
    value!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
  )

/** Where links, pictures, styles and scripts of a page lead, without fragments. */
function addressesOf(html: string): Set<string> {
  const all = [...attribute('href', html), ...attribute('src', html)]
  return new Set(all.filter(isOwn).map((href) => href.replace(/#.*$/, '')))
}

/** Where the forms of a page that change something send to. */
function actionsOf(html: string): Set<string> {
  const forms = html.match(/<form\b[^>]*method="post"[^>]*>/gi) ?? []
  return new Set(forms.flatMap((form) => attribute('action', form)).filter(isOwn))
}

/** An empty form is refused by whoever is there to refuse it; nobody there is 404. */
async function actionStatus(client: Client, action: string): Promise<number> {
  if (action === '/sign-out') return 303
  return (await client.post(action, { _csrf: 'forged' })).status
}

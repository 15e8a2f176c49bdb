// npm start, and with --watch npm run dev.
import { follow } from './follow.mjs'
import { ready } from './ready.mjs'
import { runMain } from './ready/step.mjs'

const watched =
  'app.ts server.ts config.ts routes domain models middleware database jobs views locales public'

await runMain(async () => {
  const node = await ready()
  const args = process.argv.slice(2)
  if (args.includes('--watch')) {
    const paths = watched.split(' ').map((path) => `--watch-path=${path}`)
    const rest = args.filter((arg) => arg !== '--watch')
    return follow(node, ['--watch', ...paths, 'server.ts', ...rest], { isApart: true })
  }
  const line = ['--import', './scripts/with-parent.mjs']
  return follow(node, [...line, 'server.ts', ...args], { isApart: true, hasLine: true })
})

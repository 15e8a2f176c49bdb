// npm run check: types, lint and format.
import { runChecks } from './checks.mjs'
import { ready } from './ready.mjs'
import { runMain } from './ready/step.mjs'

await runMain(async () => {
  await ready({ isForDevelopers: true, isDatabaseEmbedded: false })
  const { failed } = await runChecks()
  return failed === 0 ? 0 : 1
})

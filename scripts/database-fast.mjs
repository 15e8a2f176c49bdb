// npm run database:fast: builds the faster server, which reads the same files.
import { follow } from './follow.mjs'
import { Refusal, run, runMain } from './ready/step.mjs'

const args =
  'install secantus-mdb --version 0.5.3-beta.196 --ignore-rust-version --root .data'.split(' ')

await runMain(async () => {
  const version = await run('cargo', ['--version']).catch(() => '')
  if (!version) {
    throw new Refusal(
      'cargo is missing: install Rust 1.95 or newer from https://rustup.rs and run `npm run database:fast` again; without it the service runs on the slower server.',
    )
  }
  console.error(`Building with ${version.trim()}: about 7 minutes on two cores.`)
  return follow('cargo', args)
})

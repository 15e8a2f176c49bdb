import { writeFileSync } from 'node:fs'
import Mocha from 'mocha'

/** Mocha's own reporter, which also leaves counts and failures for scripts/test.mjs. */
export default class Reporter extends Mocha.reporters.Spec {
  /**
   * @param {Mocha.Runner} runner
   * @param {Mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options)
    const file = process.env.TEST_RESULTS
    /** @type {string[]} */
    const complaints = []
    runner.on('fail', (test, error) => {
      complaints.push(`${test.fullTitle()}\n${error.stack ?? error.message}`)
    })
    runner.once('end', () => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {}
      if (file) writeFileSync(file, JSON.stringify({ passes, failures, pending, complaints }))
    })
  }
}

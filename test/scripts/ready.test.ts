import { expect } from 'chai'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findChromium } from '../../scripts/chromium.mjs'
import { count } from '../../scripts/mocha.mjs'
import { checkNode, steps, wantsFrom } from '../../scripts/ready.mjs'
import { isDatabaseReady, venvFor } from '../../scripts/ready/database.mjs'
import { isInstalled } from '../../scripts/ready/packages.mjs'
import { checkout, pinnedNode } from '../../scripts/ready/places.mjs'
import { isAboutNetwork, Refusal, run } from '../../scripts/ready/step.mjs'

describe('making this machine ready', () => {
  it('refuses a Node that is too old, in one sentence', () => {
    expect(() => checkNode('18.20.4')).to.throw(Refusal, /^Node 20 or newer is needed/)
    expect(() => checkNode('20.0.0')).not.to.throw()
    expect(() => checkNode('24.21.0')).not.to.throw()
  })

  it('finds nothing to do where these tests run', () => {
    const wants = wantsFrom({})

    expect(steps.map((step) => step.isReady(wants))).to.deep.equal([true, true])
    expect(existsSync(pinnedNode)).to.equal(true)
  })

  it('reads the settings as the service does', () => {
    expect(wantsFrom({})).to.deep.equal({
      isForDevelopers: true,
      isDatabaseEmbedded: true,
      dataDir: join(checkout, '.data'),
    })
    expect(
      wantsFrom({ NODE_ENV: 'production', MONGODB_URI: 'mongodb://db', DATA_DIR: '/var/kabinet' }),
    ).to.deep.equal({
      isForDevelopers: false,
      isDatabaseEmbedded: false,
      dataDir: resolve('/var/kabinet'),
    })
  })

  it('uses the embedded database of the checkout for a DATA_DIR without one', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'kabinet-ready-'))

    const venv = venvFor(dataDir)
    const isReady = isDatabaseReady({ isDatabaseEmbedded: true, dataDir })
    rmSync(dataDir, { recursive: true })

    expect(venv).to.equal(join(checkout, '.data', 'venv'))
    expect(isReady).to.equal(true)
  })

  describe('packages', () => {
    const wanted = {
      packages: {
        '': { version: '0.1.0' },
        'node_modules/express': { version: '5.3.0' },
        'node_modules/mocha': { version: '12.0.3', dev: true },
        'node_modules/fsevents': { version: '2.3.3', optional: true },
      },
    }
    const express = { 'node_modules/express': { version: '5.3.0' } }
    const mocha = { 'node_modules/mocha': { version: '12.0.3' } }

    it('are there when all that this machine needs is there in the same version', () => {
      expect(isInstalled(wanted, { packages: { ...express, ...mocha } }, true)).to.equal(true)
      expect(isInstalled(wanted, { packages: express }, false)).to.equal(true)
    })

    it('are not there when one is missing or of another version', () => {
      const older = { 'node_modules/express': { version: '5.2.0' } }

      expect(isInstalled(wanted, { packages: express }, true)).to.equal(false)
      expect(isInstalled(wanted, { packages: older }, false)).to.equal(false)
      expect(isInstalled(wanted, {}, false)).to.equal(false)
      expect(isInstalled({}, {}, false)).to.equal(false)
    })
  })

  it('tells a missing network from other troubles', () => {
    expect(isAboutNetwork('npm error code EAI_AGAIN')).to.equal(true)
    expect(isAboutNetwork('NewConnectionError: [Errno 111] Connection refused')).to.equal(true)
    expect(isAboutNetwork('ERROR: No matching distribution found for SecantusDB')).to.equal(false)
  })

  it('hands on what a failing program said', async () => {
    const code = 'console.error("first\\nlast"); process.exit(2)'

    const error = await run(process.execPath, ['-e', code]).catch((error: Error) => error)

    expect(error).to.include({ message: 'last', output: 'first\nlast\n' })
  })
})

describe('npm test', () => {
  it('counts a run that went well', () => {
    const results = { passes: 3, failures: 0, pending: 0, complaints: [] }

    expect(count(results, 'exit 0')).to.deep.equal({ passed: 3, failed: 0, complaints: [] })
  })

  it('calls a run failed that skipped, ran nothing, or broke off after its tests', () => {
    const results = { passes: 3, failures: 0, pending: 0, complaints: [] }

    const skipped = count({ ...results, failures: 1, pending: 2, complaints: ['why'] }, 'exit 1')
    const empty = count({ ...results, passes: 0 }, 'exit 0')
    const broken = count(results, 'exit 7')

    expect(skipped.failed).to.equal(3)
    expect(skipped.complaints[0]).to.equal('why')
    expect(empty.failed).to.equal(1)
    expect(broken.failed).to.equal(1)
    expect(broken.complaints).to.deep.equal(['The tests passed, but then: exit 7.'])
  })

  it('looks for Chromium at CHROMIUM_PATH, and nowhere else when that is set', () => {
    expect(findChromium({ CHROMIUM_PATH: process.execPath })).to.equal(process.execPath)
    expect(findChromium({ CHROMIUM_PATH: '/nowhere/chromium', PATH: '/usr/bin' })).to.equal(null)
  })
})

import { expect } from 'chai'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { identityOf, isRunning, pidOf, withLock } from '../../database/process-lock.mjs'

describe('the lock between processes', () => {
  let folder: string
  let file: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kabinet-lock-'))
    file = join(folder, 'lock')
  })

  afterEach(() => rmSync(folder, { recursive: true }))

  it('knows that this process runs, and that a dead one does not', async () => {
    const child = spawn(process.execPath, ['-e', ''])
    const identity = identityOf(child.pid ?? 0)
    const ranBefore = isRunning(identity)

    await once(child, 'exit')

    expect(ranBefore).to.equal(true)
    expect(isRunning(identity)).to.equal(false)
    expect(isRunning(identityOf(process.pid))).to.equal(true)
    expect(pidOf(identity)).to.equal(child.pid)
  })

  it('is not misled by a process number that was used again', function () {
    if (process.platform !== 'linux') return

    expect(isRunning(`${process.pid} 1`)).to.equal(false)
  })

  for (const nonsense of ['', 'x', '0', '-1', '1.5']) {
    it(`takes "${nonsense}" for no process`, () => {
      expect(isRunning(nonsense)).to.equal(false)
    })
  }

  it('lets one in at a time', async () => {
    let inside = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++inside)
      await sleep(5)
      inside--
    }

    await Promise.all([1, 2, 3].map(() => withLock(file, work)))

    expect(most).to.equal(1)
    expect(existsSync(file)).to.equal(false)
  })

  it('is free again after work that failed', async () => {
    const failing = withLock(file, () => Promise.reject(new Error('broken')))
    const message = await failing.catch((error: Error) => error.message)

    expect(message).to.equal('broken')
    expect(await withLock(file, () => Promise.resolve('done'))).to.equal('done')
  })

  it('is taken over from a holder that died', async () => {
    writeFileSync(file, '999999999 1')

    expect(await withLock(file, () => Promise.resolve('done'))).to.equal('done')
  })
})

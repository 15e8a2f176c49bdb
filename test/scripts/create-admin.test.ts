import { expect } from 'chai'
import { spawn } from 'node:child_process'
import mongoose from 'mongoose'
import { config } from '../../config.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { OrganisationModel } from '../../models/organisation.ts'
import { UserModel } from '../../models/user.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { root } from '../support/sources.ts'

const chosen = { password: 'pagi-dingin-di-ijen', passwordAgain: 'pagi-dingin-di-ijen' }

describe('npm run create-admin', function () {
  this.timeout(30_000)
  useDatabase()

  /** Runs the command on the database of this test. */
  function run(...flags: string[]): Promise<{ code: number | null; said: string; wrong: string }> {
    const { host, port } = mongoose.connection
    const { sessionSecret, fieldKeys, dataDir } = config()
    const uri = `mongodb://${host}:${port}/${mongoose.connection.name}?directConnection=true&retryWrites=false`
    const child = spawn(process.execPath, ['scripts/create-admin.ts', ...flags], {
      cwd: root,
      env: {
        ...process.env,
        MONGODB_URI: uri,
        SESSION_SECRET: sessionSecret,
        FIELD_KEYS: fieldKeys,
        DATA_DIR: dataDir,
        BASE_URL: 'https://kopi.example',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [said, wrong] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (wrong += chunk.toString()))
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, said, wrong })))
  }

  it('makes the province, an administrator and a link that works once', async () => {
    const { code, said, wrong } = await run('--name', 'Kepala Dinas', '--username', 'kepala')

    expect([code, wrong]).to.deep.equal([0, ''])
    const link = /https:\/\/kopi\.example(\/invitations\/[\w-]{43})/.exec(said)![1]!
    const kepala = new Client()
    await kepala.post(link, chosen)
    expect(await kepala.data('/account')).to.include({ username: 'kepala', role: 'administrator' })
    expect((await new Client().get(link)).status).to.equal(404)
    expect(await OrganisationModel.find({}, { _id: 0, kind: 1 }).lean()).to.deep.equal([
      { kind: 'province' },
    ])
    expect(await AuditEventModel.findOne({ act: 'user.register' }).lean()).to.include({
      personName: 'system',
      recordNumber: 'kepala',
    })
  })

  it('takes the province that there is, and no name twice', async () => {
    await run('--name', 'Kepala Dinas', '--username', 'kepala')

    const second = await run('--name', 'Wakil', '--username', 'wakil')
    const again = await run('--name', 'Kepala Lain', '--username', 'kepala')

    expect([second.code, again.code]).to.deep.equal([0, 1])
    expect(again.wrong.trim()).to.equal('This username is taken. Choose another one.')
    expect(await OrganisationModel.countDocuments()).to.equal(1)
    expect(await UserModel.countDocuments()).to.equal(2)
  })

  it('says in one sentence what it needs', async () => {
    const [nothing, strange] = [await run(), await run('--password', 'x')]

    expect([nothing.code, strange.code]).to.deep.equal([1, 1])
    for (const { wrong } of [nothing, strange]) {
      expect(wrong.trim().split('\n')).to.have.length(1)
      expect(wrong).to.include('--username')
    }
    expect(await UserModel.countDocuments()).to.equal(0)
  })
})

import { expect } from 'chai'
import { demoId } from '../../database/demo/id.ts'
import { reservePot } from '../../domain/loans/service/pot.ts'
import { schemeOf, schemesOnOffer } from '../../domain/loans/service/schemes.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { LoanSchemeModel } from '../../models/loan-scheme.ts'
import { LoanSchemeVersionModel } from '../../models/loan-scheme-version.ts'
import { PotEntryModel } from '../../models/pot-entry.ts'
import { setStage } from '../support/cast.ts'
import { Client, type Fields } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'

const change: Fields = {
  name: 'Kredit Kopi Arabika 6 % Bank Jatim',
  ratePct: '5,5',
  minRupiah: '2.000.000',
  maxRupiah: '75.000.000',
  maxTermMonths: '24',
  repayments: ['annuity', 'bullet-harvest'],
  purposes: ['fertiliser'],
  documents: ['identity'],
  askAbovePerHaRupiah: '50.000.000',
  potRupiah: '6.000.000.000',
  status: 'open',
  reason: 'Bunga turun',
  version: '1',
}

describe('loan schemes', () => {
  useDatabase()
  beforeEach(setStage)

  it('are read by everybody signed in, by the names of service.md', async () => {
    for (const username of ['petani', 'analis2', 'auditor', 'uph']) {
      const reader = await Client.as(username)

      const { rows, next } = await reader.data<{ rows: Record<string, unknown>[]; next: null }>(
        '/loan-schemes',
      )

      expect(
        rows.map((row) => row['code']),
        username,
      ).to.deep.equal(['kopi-jatim', 'kopi-umkm', 'tunda-jual-umkm'])
      expect(next).to.equal(null)
      expect(rows[0]).to.deep.include({
        name: 'Kredit Kopi Arabika 6 % Bank Jatim',
        bankId: String(demoId('organisation:bank-jatim')),
        ratePct: 6,
        minRupiah: 1_000_000,
        maxRupiah: 100_000_000,
        maxTermMonths: 36,
        purposes: ['seedlings', 'fertiliser', 'tools', 'working-capital', 'delayed-sale'],
        documents: ['identity', 'land', 'group-letter'],
        potRupiah: 5_000_000_000,
        potLeftRupiah: 5_000_000_000,
        acts: [],
      })
    }
  })

  it('are found by part of their name and go into files', async () => {
    const petani = await Client.as('petani')

    const found = await petani.data<{ rows: { code: string }[] }>('/loan-schemes?q=UMKM')
    const file = await petani.get('/loan-schemes?q=tunda&format=csv')

    expect(found.rows.map(({ code }) => code)).to.deep.equal(['kopi-umkm', 'tunda-jual-umkm'])
    expect(file.text.split('\n')[0]).to.match(/^code,name,status,bankId/)
    expect(file.text).to.contain('tunda-jual-umkm')
    expect(file.text).not.to.contain('kopi-jatim')
  })

  it('are looked for by whatever was typed, control characters too', async () => {
    const petani = await Client.as('petani')

    const found = await petani.get('/loan-schemes?q=%00kopi-%07umkm&format=json')

    expect(found.status).to.equal(200)
    expect(found.text).to.contain('kopi-umkm').and.not.to.contain('kopi-jatim')
  })

  it('have a page, and none where there is no scheme', async () => {
    const petani = await Client.as('petani')

    const page = await petani.get('/loan-schemes/kopi-umkm')
    const record = await petani.data('/loan-schemes/kopi-umkm')
    const absent = await petani.get('/loan-schemes/kopi')

    expect(page.record).to.include({ record: 'loan-scheme', number: 'kopi-umkm', version: '1' })
    expect(page.text).to.contain('Rp\u00a050.000.000')
    expect(record).to.include({ code: 'kopi-umkm', status: 'open', version: 1 })
    expect(absent.status).to.equal(404)
  })

  it('lead a farmer or a leader to an application, and nobody else', async () => {
    const link = 'href="/loans/apply?schemeCode'
    const leads = async (username: string) =>
      (await (await Client.as(username)).get('/loan-schemes/kopi-umkm')).text.includes(link)

    expect([await leads('petani'), await leads('ketua')]).to.deep.equal([true, true])
    expect([await leads('penyuluh'), await leads('analis')]).to.deep.equal([false, false])
    await LoanSchemeModel.updateOne({ code: 'kopi-umkm' }, { $set: { status: 'closed' } })
    expect(await leads('petani')).to.equal(false)
  })

  it('are changed by the province only', async () => {
    for (const username of ['petani', 'komite', 'admin']) {
      const other = await Client.as(username)

      const answer = await other.post('/loan-schemes/kopi-jatim', change)

      expect(answer.status, username).to.equal(403)
    }
    const disbun = await Client.as('disbun')
    expect((await disbun.post('/loan-schemes/none', change)).status).to.equal(404)
  })

  it('become a new version, and the one before stays as it was', async () => {
    const disbun = await Client.as('disbun')

    const answer = await disbun.post('/loan-schemes/kopi-jatim', change)

    expect(answer).to.include({ status: 303, location: '/loan-schemes/kopi-jatim' })
    const now = await schemeOf('kopi-jatim')
    const before = await schemeOf('kopi-jatim', 1)
    expect(now).to.include({ version: 2, ratePpm: 55_000, maxRupiah: 75_000_000 })
    expect(now).to.include({ potRupiah: 6_000_000_000, potLeftRupiah: 6_000_000_000 })
    expect(before).to.include({ version: 1, ratePpm: 60_000, maxRupiah: 100_000_000 })
    expect(await schemeOf('kopi-jatim', 3)).to.equal(null)
    const event = await AuditEventModel.findOne({ act: 'scheme.edit' }).lean()
    expect(event).to.include({ recordNumber: 'kopi-jatim', note: 'Bunga turun' })
    expect(event!.changes.map(({ field }) => field)).to.include.members(['ratePct', 'potRupiah'])
    const entry = await PotEntryModel.findOne({ kind: 'changed' }).lean()
    expect(entry).to.include({ amountRupiah: 1_000_000_000, leftRupiah: 6_000_000_000 })
  })

  it('let no version be rewritten', async () => {
    let refusal = ''
    try {
      await LoanSchemeVersionModel.updateOne({ schemeCode: 'kopi-jatim' }, { ratePpm: 1 })
    } catch (error) {
      refusal = String(error)
    }

    expect(refusal).to.contain('only ever added')
  })

  it('say what is wrong at its field, and change nothing', async () => {
    const disbun = await Client.as('disbun')
    const wrong = {
      ...change,
      ratePct: '6,12345',
      repayments: 'murabahah',
      maxRupiah: 'banyak',
      reason: '',
    }
    const unsound = {
      ...change,
      minRupiah: '80.000.000',
      purposes: [],
      collateralAboveRupiah: '50.000.000',
    }

    const shape = await disbun.post('/loan-schemes/kopi-jatim', wrong)
    const rule = await disbun.post('/loan-schemes/kopi-jatim', unsound)

    expect([shape.status, rule.status]).to.deep.equal([422, 422])
    for (const field of ['ratePct', 'maxRupiah', 'reason']) {
      expect(shape.text).to.contain(`href="#f-${field}"`)
    }
    for (const field of ['minRupiah', 'purposes', 'collateralAboveRupiah']) {
      expect(rule.text).to.contain(`href="#f-${field}"`)
    }
    expect(await schemeOf('kopi-jatim')).to.include({ version: 1 })
  })

  it('refuse a stale form, and show what the other person changed', async () => {
    const disbun = await Client.as('disbun')
    await disbun.post('/loan-schemes/kopi-jatim', change)

    const answer = await disbun.post('/loan-schemes/kopi-jatim', { ...change, ratePct: '4' })

    expect(answer.status).to.equal(409)
    expect(answer.text).to.contain('<ins>5.5</ins>')
    expect(await schemeOf('kopi-jatim')).to.include({ version: 2, ratePpm: 55_000 })
  })

  it('are not stale because the pot has moved, and keep what it holds', async () => {
    const disbun = await Client.as('disbun')
    const loanId = demoId('loan:test')
    await reservePot(null, 'kopi-jatim', 50_000_000, loanId)

    const tooSmall = await disbun.post('/loan-schemes/kopi-jatim', {
      ...change,
      potRupiah: '49.999.999',
    })
    const enough = await disbun.post('/loan-schemes/kopi-jatim', {
      ...change,
      potRupiah: '60.000.000',
    })

    expect(tooSmall.status).to.equal(422)
    expect(tooSmall.text).to.contain('href="#f-potRupiah"')
    expect(enough.status).to.equal(303)
    expect(await schemeOf('kopi-jatim')).to.include({
      potRupiah: 60_000_000,
      potLeftRupiah: 10_000_000,
    })
  })

  it('are opened by the province, once a code', async () => {
    const disbun = await Client.as('disbun')
    const { reason, version, ...terms } = change
    const bankId = String(demoId('organisation:bank-umkm'))
    const fresh = { ...terms, code: 'bibit-umkm', bankId }
    void [reason, version]

    const opened = await disbun.post('/loan-schemes', fresh)
    const again = await disbun.post('/loan-schemes', fresh)
    const noBank = await disbun.post('/loan-schemes', {
      ...fresh,
      code: 'lain',
      bankId: String(demoId('organisation:uph')),
    })

    expect(opened).to.include({ status: 303, location: '/loan-schemes/bibit-umkm' })
    expect(await schemeOf('bibit-umkm')).to.include({ version: 1, bankName: 'Bank UMKM Jatim' })
    expect(again.status).to.equal(422)
    expect(again.text).to.contain('href="#f-code"')
    expect(noBank.status).to.equal(422)
    expect(noBank.text).to.contain('href="#f-bankId"')
  })

  it('are on offer while they are open', async () => {
    const disbun = await Client.as('disbun')
    await disbun.post('/loan-schemes/kopi-jatim', { ...change, status: 'closed' })

    const offered = await schemesOnOffer()

    expect(offered.map(({ code }) => code)).to.deep.equal(['kopi-umkm', 'tunda-jual-umkm'])
    expect(offered[0]).to.include({ bankName: 'Bank UMKM Jatim', version: 1 })
  })

  it('show how the pot moved to the province and to their own bank only', async () => {
    const pageFor = async (username: string) =>
      (await (await Client.as(username)).get('/loan-schemes/kopi-jatim')).text

    expect(await pageFor('disbun')).to.contain('Dana dibuka')
    expect(await pageFor('komite')).to.contain('Dana dibuka')
    expect(await pageFor('komite2')).not.to.contain('Dana dibuka')
    expect(await pageFor('petani')).not.to.contain('Dana dibuka')
  })
})

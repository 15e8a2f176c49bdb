import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { config } from '../../config.ts'
import { decryptField, encryptField, forgetKeys, isOldCipher } from '../../domain/field-crypto.ts'
import { encryptedFields, rotateKeys } from '../../domain/key-rotation.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { FarmerModel } from '../../models/farmer.ts'
import { UserModel } from '../../models/user.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { useDatabase } from '../support/database.ts'
import { makeFarmer } from '../support/factories/farmer.ts'
import { sourcesOf } from '../support/sources.ts'

const silent = () => undefined

describe('the rotation of field keys', () => {
  useDatabase()
  let cast: Cast
  let before: string
  beforeEach(async () => {
    cast = await setStage()
    before = config().fieldKeys
    await UserModel.updateOne({ username: 'petani' }, { phoneCipher: encryptField('+62812') })
  })
  afterEach(() => use(before))

  function use(fieldKeys: string) {
    config().fieldKeys = fieldKeys
    forgetKeys()
  }

  function addKey(): string {
    const [hash = '', ...versions] = before.split(',')
    const key = `2:${randomBytes(32).toString('base64')}`
    use([hash, key, ...versions].join(','))
    return [hash, key].join(',')
  }

  const nikOf = async (id: unknown) =>
    (await FarmerModel.findById(id, { nikCipher: 1 }).lean())!.nikCipher

  it('encrypts everything anew, after which the old key may go', async () => {
    const nik = decryptField(await nikOf(cast.petani.farmer._id))
    const newKeys = addKey()

    const fields = await rotateKeys(silent)
    use(newKeys)

    const cipher = await nikOf(cast.petani.farmer._id)
    const user = await UserModel.findOne({ username: 'petani' }).lean()
    expect(fields).to.be.at.least(3)
    expect(cipher).to.match(/^2\./)
    expect(decryptField(cipher)).to.equal(nik)
    expect(decryptField(user!.phoneCipher!)).to.equal('+62812')
    for (const farmer of await FarmerModel.find().lean()) {
      expect(isOldCipher(farmer.nikCipher)).to.equal(false)
    }
  })

  it('does nothing the second time, and changes no version of a record', async () => {
    addKey()
    await rotateKeys(silent)
    const { version, updatedAt } = (await FarmerModel.findById(cast.petani.farmer._id).lean())!

    const again = await rotateKeys(silent)

    const farmer = await FarmerModel.findById(cast.petani.farmer._id).lean()
    expect(again).to.equal(0)
    expect(farmer).to.deep.include({ version, updatedAt })
    expect(version).to.equal(cast.petani.farmer.version)
  })

  it('goes on where it was broken off, in small transactions, and tells how far it is', async () => {
    for (let n = 0; n < 60; n++) {
      await makeFarmer({ groupId: cast.petani.farmer.groupId, villageCode: '3511182005' })
    }
    addKey()
    const told: number[] = []
    const broken = await rotateKeys((_kind, _records, fields) => {
      told.push(fields)
      throw new Error('the line was cut')
    }).catch((error: Error) => error.message)
    const left = (await FarmerModel.find().lean()).filter((f) => isOldCipher(f.nikCipher)).length

    await rotateKeys((_kind, _records, fields) => void told.push(fields))

    const after = (await FarmerModel.find().lean()).filter((f) => isOldCipher(f.nikCipher)).length
    expect(broken).to.equal('the line was cut')
    expect([left, after]).to.deep.equal([12, 0])
    expect(told[0]).to.be.at.least(50)
  })

  it('leaves a field alone that somebody changes meanwhile', async () => {
    const farmers = []
    for (let n = 0; n < 60; n++) farmers.push(await makeFarmer({ villageCode: '3511182005' }))
    addKey()
    const last = farmers.at(-1)!._id
    const changed = encryptField('3511180101900001')

    // after the first fifty; the last one was read already, but not yet encrypted anew
    await rotateKeys(async (_kind, records) => {
      if (records < 60) await FarmerModel.updateOne({ _id: last }, { nikCipher: changed })
    })

    expect(await nikOf(last)).to.equal(changed)
    expect(
      (await FarmerModel.find().lean()).filter((f) => isOldCipher(f.nikCipher)),
    ).to.have.length(0)
  })

  it('is recorded', async () => {
    addKey()

    await rotateKeys(silent)

    const event = await AuditEventModel.findOne({ act: 'key.rotate' }).lean()
    expect(event).to.include({ personName: 'system', recordKind: 'key' })
    expect(event!.changes).to.deep.include({ field: 'version', before: null, after: '2' })
  })

  it('knows every encrypted field of every model', () => {
    const known = encryptedFields.flatMap(({ kind, fields }) =>
      fields.map((field) => `models/${kind}.ts ${field}`),
    )
    const kept = sourcesOf('models/*.ts').flatMap(({ path, text }) =>
      [...text.matchAll(/^ {4}(\w+Cipher): \{/gm)].map(([, field]) => `${path} ${field}`),
    )

    expect(kept.sort()).to.deep.equal(known.sort())
  })
})

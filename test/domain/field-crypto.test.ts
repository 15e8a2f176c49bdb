import { expect } from 'chai'
import { SettingWrong } from '../../config.ts'
import {
  decryptField,
  encryptField,
  hashField,
  isOldCipher,
  parseFieldKeys,
} from '../../domain/field-crypto.ts'
import { FarmerModel } from '../../models/farmer.ts'
import { useDatabase } from '../support/database.ts'
import { makeFarmer } from '../support/factories/farmer.ts'

const nik = '3511185403790001'
const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')

describe('encrypted fields', () => {
  it('come back as they were', () => {
    const stored = encryptField(nik)

    const read = decryptField(stored)

    expect(read).to.equal(nik)
    expect(stored).not.to.contain(nik)
  })

  it('look different each time, so that equals cannot be seen', () => {
    const first = encryptField(nik)

    const second = encryptField(nik)

    expect(second).not.to.equal(first)
  })

  it('refuse to be read once they were tampered with', () => {
    const [version, iv, tag, data] = encryptField(nik).split('.')
    const flipped = `${data![0] === 'A' ? 'B' : 'A'}${data!.slice(1)}`

    const reading = () => decryptField([version, iv, tag, flipped].join('.'))

    expect(reading).to.throw()
  })

  it('refuse a tag that was cut short', () => {
    const [version, iv, tag, data] = encryptField(nik).split('.')

    const reading = () => decryptField([version, iv, tag!.slice(0, 6), data].join('.'))

    expect(reading).to.throw()
  })

  it('refuse a key version that is not known', () => {
    const stored = encryptField(nik).replace(/^\d+/, '99')

    const reading = () => decryptField(stored)

    expect(reading).to.throw('99')
    expect(isOldCipher(stored)).to.equal(true)
  })

  it('have a keyed hash beside them that tells equals', () => {
    const hash = hashField(nik)

    const again = hashField(nik)

    expect(again).to.equal(hash)
    expect(hashField('3511185403790002')).not.to.equal(hash)
    expect(hash).not.to.contain(nik)
  })
})

describe('FIELD_KEYS', () => {
  it('names the current key first and keeps the older ones', () => {
    const keys = parseFieldKeys(`hash:${key(0)}, 2:${key(2)}, 1:${key(1)}`)

    expect(keys.current).to.equal('2')
    expect([...keys.byVersion.keys()]).to.deep.equal(['2', '1'])
    expect(keys.hash).to.deep.equal(Buffer.alloc(32, 0))
  })

  for (const [what, text] of [
    ['no hash key', `1:${key(1)}`],
    ['no numbered key', `hash:${key(0)}`],
    ['a key that is too short', `hash:${key(0)},1:${Buffer.alloc(16).toString('base64')}`],
    ['nothing', ''],
  ] as const) {
    it(`refuses ${what}`, () => {
      const reading = () => parseFieldKeys(text)

      expect(reading).to.throw(SettingWrong, 'FIELD_KEYS')
    })
  }
})

describe('personal numbers in the database', () => {
  useDatabase()

  it('are stored encrypted only', async () => {
    const { _id } = await makeFarmer({
      nikCipher: encryptField(nik),
      phoneCipher: encryptField('+6281234567890'),
    })

    const stored = JSON.stringify(await FarmerModel.collection.findOne({ _id }))

    expect(stored).not.to.contain(nik)
    expect(stored).not.to.contain('81234567890')
  })

  it('cannot belong to two living records', async () => {
    await makeFarmer({ nikHash: hashField(nik) })

    const error: unknown = await makeFarmer({ nikHash: hashField(nik) }).catch((e: unknown) => e)

    expect(error).to.include({ code: 11000 })
  })
})

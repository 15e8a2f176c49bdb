import { expect } from 'chai'
import fc from 'fast-check'
import {
  checkNik,
  foreignNikQuestion,
  isForeignNik,
  maskNik,
  normaliseNik,
  type NikHolder,
} from '../../../domain/farmers/nik.ts'

const sumarni: NikHolder = { birthOn: '1978-03-12', gender: 'female' }
const slamet: NikHolder = { birthOn: '1978-03-12', gender: 'male' }
const key = (text: string, holder?: NikHolder) => checkNik(text, holder)?.key ?? null

describe('NIK', () => {
  it('accepts a number that agrees with its holder', () => {
    expect(checkNik('3511185203780001', sumarni)).to.equal(null)
    expect(checkNik('3511181203780001', slamet)).to.equal(null)
  })

  it('forgives blanks, dots and dashes', () => {
    expect(normaliseNik(' 351118-520378.0001 ')).to.equal('3511185203780001')
    expect(checkNik('351118 520378 0001', sumarni)).to.equal(null)
  })

  it('counts sixteen digits', () => {
    expect(checkNik('351118520378000')).to.deep.equal({
      key: 'rules.nik.length',
      values: { count: 15 },
    })
    expect(key('35111852037800011')).to.equal('rules.nik.length')
    expect(key('')).to.equal('rules.nik.length')
    expect(key('35111852037800O1')).to.equal('rules.nik.digits')
  })

  it('knows provinces from 11 to 99', () => {
    expect(key('1011185203780001')).to.equal('rules.nik.province')
    expect(key('1111185203780001')).to.equal(null)
  })

  it('wants a real birth date inside', () => {
    for (const date of [
      '000378',
      '320378',
      '400378',
      '720378',
      '121378',
      '120078',
      '300278',
      '290277',
    ]) {
      expect(key(`351118${date}0001`), date).to.equal('rules.nik.date')
    }
    expect(key('3511187103780001')).to.equal(null)
  })

  it('lets a leap day count that is real in one of the two centuries', () => {
    expect(key('3511182902000001', { birthOn: '2000-02-29', gender: 'male' })).to.equal(null)
    expect(key('3511182902010001')).to.equal('rules.nik.date')
  })

  it('says whether the date or the gender differs', () => {
    expect(key('3511185203780001', { ...sumarni, birthOn: '1978-03-13' })).to.equal(
      'rules.nik.birthDiffers',
    )
    expect(key('3511185203780001', slamet)).to.equal('rules.nik.genderDiffers')
    expect(key('3511181203780001', sumarni)).to.equal('rules.nik.genderDiffers')
  })

  it('accepts every holder whose number was made by the rule', () => {
    const births = fc.integer({ min: -25_000, max: 18_000 })
    fc.assert(
      fc.property(births, fc.boolean(), fc.nat(9999), (count, isFemale, serial) => {
        const birthOn = new Date(count * 86_400_000).toISOString().slice(0, 10)
        const day = Number(birthOn.slice(8)) + (isFemale ? 40 : 0)
        const date = String(day).padStart(2, '0') + birthOn.slice(5, 7) + birthOn.slice(2, 4)
        const nik = `351118${date}${String(serial).padStart(4, '0')}`
        expect(checkNik(nik, { birthOn, gender: isFemale ? 'female' : 'male' })).to.equal(null)
      }),
    )
  })

  it('only asks about a number from outside East Java', () => {
    expect(isForeignNik('3511185203780001')).to.be.false
    expect(isForeignNik('3201185203780001')).to.be.true
    expect(foreignNikQuestion('3201185203780001')?.code).to.equal('foreign-nik')
    expect(foreignNikQuestion('3511185203780001')).to.equal(null)
  })

  it('shows no more than the last four digits', () => {
    expect(maskNik('0001')).to.equal('************0001')
  })
})

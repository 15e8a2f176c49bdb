import { expect } from 'chai'
import fc from 'fast-check'
import { parseTyped } from '../../domain/typed-number.ts'

const kg = (text: string) => parseTyped(text, { dot: 'groups', maxDecimals: 2 })
const ha = (text: string) => parseTyped(text, { dot: 'decimal', maxDecimals: 4 })
const lat = (text: string) =>
  parseTyped(text, { dot: 'decimal', maxDecimals: 8, allowNegative: true })

describe('typed numbers', () => {
  it('reads thousands with and without dots', () => {
    expect(kg('1.500.000')).to.equal(1_500_000)
    expect(kg('1500000')).to.equal(1_500_000)
    expect(kg('1,500,000')).to.equal(1_500_000)
    expect(ha('1.500.000')).to.equal(1_500_000)
  })

  it('reads twelve and a half with a comma or a dot', () => {
    expect(kg('12,5')).to.equal(12.5)
    expect(kg('12.5')).to.equal(12.5)
    expect(ha('12,5')).to.equal(12.5)
    expect(kg(' 12.50 ')).to.equal(12.5)
  })

  it('lets one dot before three digits group kilograms, and part hectares', () => {
    expect(kg('1.500')).to.equal(1500)
    expect(ha('1.500')).to.equal(1.5)
    expect(kg('1.5000')).to.equal(null)
    expect(ha('0.750')).to.equal(0.75)
  })

  it('reads the last of two signs as the decimal one', () => {
    for (const read of [kg, ha]) {
      expect(read('1.234,5')).to.equal(1234.5)
      expect(read('1,234.5')).to.equal(1234.5)
      expect(read('1.234.567,25')).to.equal(1_234_567.25)
    }
  })

  it('refuses what could mean two things rather than guess', () => {
    expect(kg('12,500')).to.equal(null)
    expect(kg('0.500')).to.equal(null)
    expect(kg('12,345')).to.equal(null)
  })

  it('lets closing zeros of a share or a height say nothing', () => {
    const share = (text: string) => parseTyped(text, { dot: 'decimal', maxDecimals: 2 })

    expect(['95.500', '95,500', '1.250', '95.505'].map(share)).to.deep.equal([
      95.5,
      95.5,
      1.25,
      null,
    ])
    expect(kg('12,500')).to.equal(null)
  })

  it('refuses signs that do not group by threes', () => {
    for (const text of [
      '1.50.000',
      '1.5000.000',
      '12,34,567',
      '1.234,567,8',
      '1.234.5',
      '1,2.3',
      '0.123.456',
    ]) {
      expect(kg(text), text).to.equal(null)
    }
  })

  it('refuses junk, exponents, infinity and endless digits', () => {
    for (const text of [
      '',
      ' ',
      'abc',
      '1e3',
      'Infinity',
      'NaN',
      '0x10',
      '1 500',
      '5.',
      '.5',
      ',',
      '1..5',
      '+5',
      '١٢',
    ]) {
      expect(lat(text), text).to.equal(null)
    }
    expect(kg('9'.repeat(16))).to.equal(null)
    expect(kg('1'.repeat(500_000))).to.equal(null)
  })

  it('takes a minus only where one may stand', () => {
    expect(lat('-7.912345')).to.equal(-7.912345)
    expect(lat('-7,95')).to.equal(-7.95)
    expect(lat('−7.95')).to.equal(-7.95)
    expect(Object.is(lat('-0'), 0)).to.be.true
    expect(kg('-5')).to.equal(null)
  })

  it('reads every number back from the Indonesian and the English way of writing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (hundredths) => {
        const value = hundredths / 100
        for (const locale of ['id', 'en']) {
          const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(value)
          expect(kg(text), text).to.equal(value)
        }
        expect(kg(String(value))).to.equal(value)
      }),
    )
  })

  it('never answers with anything but a finite number or null', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-0-9.,eE ]{0,20}$/), (text) => {
        const value = lat(text)
        expect(value === null || Number.isFinite(value)).to.be.true
      }),
    )
  })
})

import { expect } from 'chai'
import { checkPhone, maskPhone, normalisePhone } from '../../../domain/farmers/phone.ts'

describe('phone numbers', () => {
  it('brings every way of writing one number to one form', () => {
    const ways = [
      '081234567890',
      '0812-3456-7890',
      '0812 3456 7890',
      '+62 812 3456 7890',
      '6281234567890',
    ]
    for (const text of [...ways, '+62 (0)812-3456-7890', '0062 812 3456 7890', '81234567890']) {
      expect(normalisePhone(text), text).to.equal('+6281234567890')
    }
  })

  it('reads land lines with their area code', () => {
    expect(normalisePhone('(0332) 421234')).to.equal('+62332421234')
    expect(normalisePhone('031-8280256')).to.equal('+62318280256')
  })

  it('refuses what is no Indonesian number', () => {
    for (const text of [
      '',
      '0',
      '12345',
      'telepon',
      '0812345',
      '08123456789012345',
      '0812x3456789',
      '++6281234567890',
    ]) {
      expect(normalisePhone(text), text).to.equal(null)
      expect(checkPhone(text)?.key, text).to.equal('rules.phone.unreadable')
    }
    expect(checkPhone('+60 12-345 6789')?.key).to.equal('rules.phone.foreign')
    expect(checkPhone('081234567890')).to.equal(null)
  })

  it('shows no more than country and last four digits', () => {
    expect(maskPhone('+6281234567890')).to.equal('+62*******7890')
  })
})

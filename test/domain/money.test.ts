import { expect } from 'chai'
import fc from 'fast-check'
import { multiplyPpm, parseRupiah, share, type Rounding } from '../../domain/money.ts'

describe('rupiah as typed', () => {
  it('reads the ways in which people write it', () => {
    for (const text of [
      '1.500.000',
      '1500000',
      'Rp 1.500.000',
      'Rp1.500.000,00',
      'rp. 1.500.000,-',
      ' IDR 1,500,000 ',
    ]) {
      expect(parseRupiah(text), text).to.equal(1_500_000)
    }
    expect(parseRupiah('12.500')).to.equal(12_500)
    expect(parseRupiah('0')).to.equal(0)
  })

  it('refuses parts of a rupiah and junk', () => {
    for (const text of [
      '',
      'Rp',
      '12,5',
      '12.5',
      '1.500,50',
      '-5000',
      '1e6',
      'sejuta',
      '1 500 000',
    ]) {
      expect(parseRupiah(text), text).to.equal(null)
    }
  })
})

describe('sharing an amount', () => {
  it('gives the rupiah left to the largest remainders, the earlier first', () => {
    expect(share(100, [1, 1, 1])).to.deep.equal([34, 33, 33])
    expect(share(10, [1, 2, 4])).to.deep.equal([1, 3, 6])
    expect(share(-100, [1, 1, 1])).to.deep.equal([-34, -33, -33])
    expect(share(5, [0, 7])).to.deep.equal([0, 5])
  })

  it('loses no rupiah and strays less than one from the exact part', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), {
      minLength: 1,
      maxLength: 30,
    })
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), weights, (total, parts) => {
        fc.pre(parts.some((part) => part > 0))
        const sum = BigInt(parts.reduce((a, b) => a + b, 0))

        const shares = share(total, parts)

        expect(shares.reduce((a, b) => a + b, 0)).to.equal(total)
        for (const [index, part] of shares.entries()) {
          const off = BigInt(part) * sum - BigInt(total) * BigInt(parts[index]!)
          expect(off < sum && off > -sum).to.be.true
        }
      }),
    )
  })

  it('refuses weights that share nothing', () => {
    for (const weights of [[], [0, 0], [1, -1], [0.5]]) {
      expect(() => share(10, weights)).to.throw(RangeError)
    }
  })
})

describe('a rate in parts per million', () => {
  it('rounds half up, half to even, or up', () => {
    const half = (amount: number, rounding: Rounding) => multiplyPpm(amount, 500_000, rounding)

    expect(half(3, 'half-up')).to.equal(2)
    expect(half(1, 'half-even')).to.equal(0)
    expect(half(3, 'half-even')).to.equal(2)
    expect(half(1, 'up')).to.equal(1)
    expect(multiplyPpm(10_000_000, 60_000, 'half-up')).to.equal(600_000)
    expect(multiplyPpm(1, 400_000, 'half-up')).to.equal(0)
    expect(multiplyPpm(1, 1, 'up')).to.equal(1)
  })

  it('mirrors negative amounts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.constantFrom<Rounding>('half-up', 'half-even', 'up'),
        (amount, ppm, rounding) => {
          const product = multiplyPpm(amount, ppm, rounding)
          expect(multiplyPpm(-amount, ppm, rounding) + product).to.equal(0)
          const off = BigInt(product) * 1_000_000n - BigInt(amount) * BigInt(ppm)
          expect(off < 1_000_000n && off > -1_000_000n).to.be.true
        },
      ),
    )
  })

  it('refuses what is not whole or not safe', () => {
    expect(() => multiplyPpm(0.5, 1, 'up')).to.throw(RangeError)
    expect(() => multiplyPpm(Number.MAX_SAFE_INTEGER, 2_000_000, 'up')).to.throw(RangeError)
  })
})

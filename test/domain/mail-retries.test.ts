import { expect } from 'chai'
import fc from 'fast-check'
import { isForEver, nextTryAfter } from '../../domain/mail-retries.ts'

const now = new Date('2026-08-15T02:00:00Z')

describe('the retries of a letter', () => {
  it('wait longer each time and end', () => {
    const waits = [1, 2, 3, 4, 5, 6].map((tries) => nextTryAfter(tries, now))

    const minutes = waits.map((at) => at && (at.getTime() - now.getTime()) / 60_000)
    expect(minutes).to.deep.equal([1, 5, 30, 120, 720, null])
  })

  it('never lie in the past', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), (tries) => {
        const at = nextTryAfter(tries, now)
        return at === null || at > now
      }),
    )
  })

  it('are spared where the server refused the address for ever', () => {
    expect(isForEver({ code: 'EENVELOPE', responseCode: 550 })).to.equal(true)
    expect(isForEver({ code: 'EENVELOPE', responseCode: 451 })).to.equal(false)
    expect(isForEver({ code: 'EAUTH', responseCode: 535 })).to.equal(false)
    expect(isForEver(new Error('no connection'))).to.equal(false)
  })
})

import { expect } from 'chai'
import { inTransaction } from '../../database/transaction.ts'
import { forgetNumbers, nextNumber, reserveNumbers } from '../../domain/numbers.ts'
import { useDatabase } from '../support/database.ts'

describe('human numbers', () => {
  useDatabase()

  it('begin at one and have six digits', async () => {
    const first = await nextNumber('PN-2026')

    const second = await nextNumber('PN-2026')

    expect([first, second]).to.deep.equal(['PN-2026-000001', 'PN-2026-000002'])
  })

  it('count each prefix for itself', async () => {
    await nextNumber('PN-2025')

    const other = await nextNumber('PT')

    expect(other).to.equal('PT-000001')
  })

  it('are never drawn twice, however many draw at once', async () => {
    const draws = Array.from({ length: 60 }, () => nextNumber('PN-2026'))

    const numbers = await Promise.all(draws)

    expect(new Set(numbers).size).to.equal(60)
  })

  it('are never drawn twice after a process forgot the block in its hand', async () => {
    const before = await nextNumber('PN-2026')
    forgetNumbers()

    const after = await nextNumber('PN-2026')

    expect(after).not.to.equal(before)
    expect(after > before).to.equal(true)
  })

  it('do not come back when the transaction around them fails', async () => {
    let drawn = ''
    const failing = inTransaction(async () => {
      drawn = await nextNumber('PN-2026')
      throw new Error('no')
    })
    await failing.catch(() => undefined)
    forgetNumbers()

    const next = await nextNumber('PN-2026')

    expect(next > drawn).to.equal(true)
  })

  it('reserves a run of numbers beside those drawn one by one', async () => {
    const single = await nextNumber('KB')

    const run = await reserveNumbers('KB', 25)

    expect(run).to.have.length(25)
    expect(new Set([...run, single]).size).to.equal(26)
  })
})

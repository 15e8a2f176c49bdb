import { expect } from 'chai'
import fc from 'fast-check'
import { addDays } from '../../domain/dates.ts'
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '../../domain/working-days.ts'

const holidays = new Set(['2026-08-17', '2026-08-25'])

describe('working days', () => {
  it('are Monday to Friday without the holidays', () => {
    const week = ['2026-08-14', '2026-08-15', '2026-08-16', '2026-08-17', '2026-08-18']

    expect(week.map((day) => isWorkingDay(day, holidays))).to.deep.equal([
      true,
      false,
      false,
      false,
      true,
    ])
  })

  it('carry a promise over weekends and holidays', () => {
    expect(addWorkingDays('2026-08-14', 1, holidays)).to.equal('2026-08-18')
    expect(addWorkingDays('2026-08-15', 5, holidays)).to.equal('2026-08-24')
    expect(addWorkingDays('2026-08-24', 1, holidays)).to.equal('2026-08-26')
    expect(addWorkingDays('2026-08-15', 0, holidays)).to.equal('2026-08-15')
  })

  it('count back what they counted forth', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 1, max: 60 }),
        (offset, count) => {
          const from = addDays('2026-01-01', offset)
          const to = addWorkingDays(from, count, holidays)
          expect(workingDaysBetween(from, to, holidays)).to.equal(count)
          expect(isWorkingDay(to, holidays)).to.equal(true)
        },
      ),
    )
  })
})

import { expect } from 'chai'
import fc from 'fast-check'
import {
  addDays,
  addMonths,
  compareDays,
  dayOf,
  daysBetween,
  isAfter,
  isBefore,
  isDay,
  lastDayOfMonth,
  localMoment,
  monthNumber,
  monthOf,
  parseDay,
  parseMoment,
  yearOf,
} from '../../domain/dates.ts'

const days = fc
  .integer({ min: -200_000, max: 200_000 })
  .map((count) => new Date(count * 86_400_000).toISOString().slice(0, 10))

describe('days', () => {
  it('takes only real days, written in full', () => {
    for (const text of ['2026-08-01', '2024-02-29', '2000-02-29'])
      expect(isDay(text), text).to.be.true
    for (const text of [
      '2026-02-29',
      '1900-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '2026-8-1',
    ]) {
      expect(isDay(text), text).to.be.false
    }
    for (const text of [
      '',
      '01-08-2026',
      '2026-08-01T00:00',
      '0026-08-01',
      '2026-08-01\n',
      '２０２６-08-01',
    ]) {
      expect(isDay(text), text).to.be.false
    }
  })

  it('reads a typed day and forgives only blanks around it', () => {
    expect(parseDay(' 2026-08-01 ')).to.equal('2026-08-01')
    expect(parseDay('2026-02-30')).to.equal(null)
    expect(parseDay('1/8/2026')).to.equal(null)
  })

  it('adds days across months and leap years', () => {
    expect(addDays('2024-02-28', 1)).to.equal('2024-02-29')
    expect(addDays('2026-12-31', 1)).to.equal('2027-01-01')
    expect(addDays('2026-03-01', -1)).to.equal('2026-02-28')
  })

  it('adds months and stays inside the month', () => {
    expect(addMonths('2026-01-31', 1)).to.equal('2026-02-28')
    expect(addMonths('2024-01-31', 1)).to.equal('2024-02-29')
    expect(addMonths('2026-01-31', -2)).to.equal('2025-11-30')
    expect(addMonths('2026-11-15', 14)).to.equal('2028-01-15')
    expect(addMonths('2024-02-29', 12)).to.equal('2025-02-28')
  })

  it('refuses to count with what is not a day', () => {
    expect(() => addDays('2026-02-30', 1)).to.throw(RangeError)
    expect(() => addDays('9999-12-31', 1)).to.throw(RangeError)
  })

  it('counts back what it has added', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).to.equal(count)
      }),
    )
  })

  it('moves by whole months and never past the last day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -600, max: 600 }), (day, count) => {
        const moved = addMonths(day, count)
        expect((yearOf(moved) - yearOf(day)) * 12 + monthNumber(moved) - monthNumber(day)).to.equal(
          count,
        )
        expect(moved.slice(8) === day.slice(8) || moved === lastDayOfMonth(moved)).to.be.true
      }),
    )
  })

  it('tells month, year and the last day of a month', () => {
    expect(monthOf('2026-08-01')).to.equal('2026-08')
    expect(yearOf('2026-08-01')).to.equal(2026)
    expect(lastDayOfMonth('2026-02-10')).to.equal('2026-02-28')
    expect(lastDayOfMonth('2024-02')).to.equal('2024-02-29')
    expect(lastDayOfMonth('2026-12')).to.equal('2026-12-31')
  })

  it('puts days in order', () => {
    expect(['2026-08-02', '2025-09-01', '2026-08-01'].sort(compareDays)).to.deep.equal([
      '2025-09-01',
      '2026-08-01',
      '2026-08-02',
    ])
    expect(isBefore('2026-08-01', '2026-08-02')).to.be.true
    expect(isAfter('2026-08-01', '2026-08-01')).to.be.false
  })
})

describe('moments', () => {
  it('knows that the day in East Java begins at 17:00 UTC', () => {
    expect(dayOf(new Date('2026-07-31T16:59:59Z'))).to.equal('2026-07-31')
    expect(dayOf(new Date('2026-07-31T17:00:00Z'))).to.equal('2026-08-01')
  })

  it('reads a moment by the clock in East Java', () => {
    expect(parseMoment('2026-08-01T07:30')?.toISOString()).to.equal('2026-08-01T00:30:00.000Z')
    expect(parseMoment('2026-08-01T07:30:15')?.toISOString()).to.equal('2026-08-01T00:30:15.000Z')
  })

  it('refuses moments that are not real', () => {
    for (const text of [
      '2026-08-01',
      '2026-02-30T07:30',
      '2026-08-01T24:00',
      '2026-08-01T07:60',
      '2026-08-01 07:30',
    ]) {
      expect(parseMoment(text), text).to.equal(null)
    }
    expect(parseMoment('2026-08-01T07:30Z')).to.equal(null)
  })

  it('reads back what it prints', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 33_000_000 }), (minutes) => {
        const moment = new Date(minutes * 60_000)
        expect(parseMoment(localMoment(moment))).to.deep.equal(moment)
        expect(localMoment(moment).slice(0, 10)).to.equal(dayOf(moment))
      }),
    )
  })
})

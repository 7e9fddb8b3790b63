import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  daysBetween,
  instantOf,
  isLocalDate,
  londonDate,
  londonTime,
  sayClock,
  sayDate,
  sayDay,
  sayDue,
  sayLongDay,
  sayTime,
  weekday,
} from './dates.ts'

const anyDay = fc.integer({ min: 0, max: 5000 }).map((days) => addDays('2020-01-01', days))
const anyTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)

describe('London days and times', () => {
  test.each([
    ['2026-11-23T23:30:00Z', '2026-11-23', '23:30'],
    ['2026-07-01T23:30:00Z', '2026-07-02', '00:30'],
    ['2026-12-31T23:59:59Z', '2026-12-31', '23:59'],
    ['2026-03-29T01:00:00Z', '2026-03-29', '02:00'],
    ['2026-10-25T01:30:00Z', '2026-10-25', '01:30'],
  ])('%s is %s at %s in London', (instant, day, time) => {
    expect(londonDate(new Date(instant))).toBe(day)
    expect(londonTime(new Date(instant))).toBe(time)
  })

  test.each([
    ['2026-11-23', '09:30', '2026-11-23T09:30:00.000Z'],
    ['2026-07-01', '09:30', '2026-07-01T08:30:00.000Z'],
    ['2026-07-01', '00:15', '2026-06-30T23:15:00.000Z'],
    ['2026-10-25', '00:30', '2026-10-24T23:30:00.000Z'],
  ])('%s %s in London is %s', (day, time, instant) => {
    expect(instantOf(day, time).toISOString()).toBe(instant)
  })

  test('a wall time that happens twice is the first of the two', () => {
    expect(instantOf('2026-10-25', '01:30').toISOString()).toBe('2026-10-25T00:30:00.000Z')
  })

  test('a wall time that never happens is an hour later', () => {
    expect(londonTime(instantOf('2026-03-29', '01:30'))).toBe('02:30')
  })

  test('an instant made from a wall time reads back as that wall time', () => {
    fc.assert(
      fc.property(anyDay, anyTime, (day, time) => {
        fc.pre(time.slice(0, 2) !== '01')
        expect([londonDate(instantOf(day, time)), londonTime(instantOf(day, time))]).toEqual([day, time])
      }),
    )
  })

  test.each(['2027-02-29', '2026-13-01', '23/11/2026', '', '2026-1-1', 'soon'])(
    '%s is refused as a day',
    (text) => {
      expect(isLocalDate(text)).toBe(false)
      expect(() => addDays(text, 1)).toThrow(RangeError)
    },
  )

  test('a bad time is refused', () => {
    expect(() => instantOf('2026-11-23', '24:00')).toThrow(RangeError)
    expect(() => instantOf('2026-11-23', '9:30')).toThrow(RangeError)
  })
})

describe('counting days', () => {
  test('going and counting agree, over any change of the clocks', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -900, max: 900 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days)
      }),
    )
  })

  test('the week runs from Monday 1 to Sunday 7', () => {
    expect(weekday('2026-11-23')).toBe(1)
    expect(weekday('2026-11-29')).toBe(7)
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(weekday(addDays(day, 1))).toBe((weekday(day) % 7) + 1)
      }),
    )
  })
})

describe('saying days as people do', () => {
  test('a day has its weekday, and its year only when it is another', () => {
    expect(sayDay('2026-11-24')).toBe('Tue 24 Nov')
    expect(sayDay('2026-11-24', '2026-11-23')).toBe('Tue 24 Nov')
    expect(sayDay('2027-01-04', '2026-11-23')).toBe('Mon 4 Jan 2027')
    expect(sayLongDay('2026-11-23')).toBe('Monday 23 November 2026')
    expect(sayDate('1955-02-16')).toBe('16 Feb 1955')
  })

  test.each([
    ['2026-11-23', 'today'],
    ['2026-11-24', 'tomorrow'],
    ['2026-11-26', 'Thu 26 Nov'],
    ['2027-01-04', 'Mon 4 Jan 2027'],
    ['2026-11-22', '1 day late'],
    ['2026-11-20', '3 days late'],
  ])('on 23 November, %s is %s', (due, said) => {
    expect(sayDue(due, '2026-11-23')).toBe(said)
  })

  test('an instant is said in London time, and seconds as a clock', () => {
    expect(sayTime('2026-11-23T09:41:07Z')).toBe('09:41')
    expect(sayTime('2026-07-01T09:41:00Z')).toBe('10:41')
    expect([sayClock(72), sayClock(0), sayClock(605.9), sayClock(-4)]).toEqual([
      '1:12',
      '0:00',
      '10:05',
      '0:00',
    ])
  })
})

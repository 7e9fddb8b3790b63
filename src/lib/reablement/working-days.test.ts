import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import holidays from './bank-holidays-england.json' with { type: 'json' }
import { bands } from './catalogue.ts'
import { addDays, daysBetween, instantOf, weekday } from './dates.ts'
import { Problem } from './problem.ts'
import {
  addWorkingDays,
  bandDays,
  dueFromBand,
  isWorkingDay,
  nextHuddleDay,
  nextWorkingDay,
  previousWorkingDay,
  workingDayNumber,
} from './working-days.ts'

/** Counted one by one on the calendar: the working days behind `from`, up to `to`. */
function between(from: string, to: string, closures: readonly string[]): number {
  let counted = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (weekday(day) < 6 && !holidays.events.some(({ date }) => date === day) && !closures.includes(day))
      counted++
  return counted
}
const anyDay = fc.integer({ min: 0, max: 1400 }).map((days) => addDays('2025-01-10', days))
/** Such a day, and closure days of the council's around it. */
const amongClosures = fc
  .tuple(anyDay, fc.array(fc.integer({ min: -5, max: 40 }), { maxLength: 25 }))
  .map(([day, away]) => [day, away.map((days) => addDays(day, days))] as const)
  .filter(([day]) => day < '2028-08-01')

describe('working days of England', () => {
  test('each has the number after the one before; other days have its number', () => {
    let counted = workingDayNumber('2025-01-10')
    for (let day = addDays('2025-01-10', 1); day < '2028-12-20'; day = addDays(day, 1)) {
      if (isWorkingDay(day)) counted++
      expect(workingDayNumber(day)).toBe(counted)
    }
  })

  test.each(holidays.test_vectors)('$from and $add_working_days working days is $result', (vector) => {
    expect(addWorkingDays(vector.from, vector.add_working_days)).toBe(vector.result)
  })

  test('the data holds the test vectors', () => {
    expect(holidays.test_vectors.length).toBeGreaterThanOrEqual(13)
  })

  test.each(holidays.events)('nobody works on $date, $name', ({ date }) => {
    expect(isWorkingDay(date)).toBe(false)
  })

  test('weekends and closure days are not working days, ordinary days are', () => {
    expect(isWorkingDay('2026-11-28')).toBe(false)
    expect(isWorkingDay('2026-11-29')).toBe(false)
    expect(isWorkingDay('2026-11-30')).toBe(true)
    expect(isWorkingDay('2026-12-29', ['2026-12-29'])).toBe(false)
    expect(addWorkingDays('2026-12-24', 1, ['2026-12-29', '2026-12-30'])).toBe('2026-12-31')
  })

  test('adding is the same as going one by one, and never shorter than the calendar', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 20 }), (day, n) => {
        const later = addWorkingDays(day, n)
        expect(isWorkingDay(later)).toBe(true)
        expect(daysBetween(day, later)).toBeGreaterThanOrEqual(n)
        expect(addWorkingDays(addWorkingDays(day, n - 1), 1)).toBe(later)
      }),
    )
  })

  test('whatever days the council closes, as many working days are counted, and none of them is closed', () => {
    fc.assert(
      fc.property(amongClosures, fc.integer({ min: 1, max: 20 }), ([day, closures], n) => {
        const later = addWorkingDays(day, n, closures)
        expect(isWorkingDay(later, closures)).toBe(true)
        expect(between(day, later, closures)).toBe(n)
        const before = previousWorkingDay(later, closures)
        expect(isWorkingDay(before, closures)).toBe(true)
        expect(between(before, later, closures)).toBe(1)
        expect(nextWorkingDay(before, closures)).toBe(later)
      }),
    )
  })

  test('before and after are one another’s way back', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        fc.pre(isWorkingDay(day))
        expect(previousWorkingDay(nextWorkingDay(day))).toBe(day)
      }),
    )
  })

  test('outside the known years it says so instead of guessing', () => {
    expect(() => isWorkingDay('2029-01-02')).toThrow(Problem)
    expect(() => isWorkingDay('2024-12-31')).toThrow(/known for 2025 to 2028, and 2024-12-31 is outside/)
    expect(() => addWorkingDays('2028-12-28', 5)).toThrow(Problem)
    expect(() => addWorkingDays('2026-12-28', -1)).toThrow(RangeError)
    expect(() => addWorkingDays('2026-12-28', 1.5)).toThrow(RangeError)
  })
})

describe('the next huddle', () => {
  test.each([
    ['2026-11-23', '09:29', '2026-11-23'],
    ['2026-11-23', '09:30', '2026-11-24'],
    ['2026-11-27', '16:00', '2026-11-30'],
    ['2026-11-28', '08:00', '2026-11-30'],
    ['2026-12-24', '12:00', '2026-12-29'],
    ['2026-07-01', '09:15', '2026-07-01'],
  ])('on %s at %s people prepare for %s', (day, time, huddle) => {
    expect(nextHuddleDay(instantOf(day, time))).toBe(huddle)
  })

  test('its time and the closure days are settings', () => {
    expect(nextHuddleDay(instantOf('2026-11-23', '10:00'), '13:00')).toBe('2026-11-23')
    expect(nextHuddleDay(instantOf('2026-11-23', '10:00'), '09:30', ['2026-11-24'])).toBe('2026-11-25')
  })
})

describe('due days by delivery band', () => {
  test.each([
    ['SD', '2026-11-23', '10:00', '2026-11-23'],
    ['SD', '2026-11-23', '15:00', '2026-11-24'],
    ['SD', '2026-11-28', '10:00', '2026-11-30'],
    ['ND', '2026-11-23', '14:59', '2026-11-24'],
    ['ND', '2026-11-23', '15:00', '2026-11-25'],
    ['ND', '2026-11-28', '10:00', '2026-12-01'],
    ['WD3', '2026-11-23', '10:00', '2026-11-26'],
    ['WD5', '2026-12-24', '10:00', '2027-01-05'],
    ['WD7', '2026-12-24', '10:00', '2027-01-07'],
    ['INST', '2026-11-23', '10:00', '2026-11-30'],
    ['NS', '2026-11-23', '10:00', '2026-12-07'],
  ] as const)('%s asked on %s at %s is due %s', (band, day, time, due) => {
    expect(dueFromBand(band, instantOf(day, time), { cutOff: '15:00' })).toBe(due)
  })

  test('a due day is always a working day, and asking later is never due sooner', () => {
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 30 })
    fc.assert(
      fc.property(fc.constantFrom(...bands), anyDay, minutes, (band, day, later) => {
        fc.pre(day < '2028-10-01')
        const asked = instantOf(day, '08:00')
        const due = dueFromBand(band, asked)
        expect(isWorkingDay(due)).toBe(true)
        expect(dueFromBand(band, new Date(asked.getTime() + later * 60_000)) >= due).toBe(true)
      }),
    )
  })

  const times = fc.constantFrom('00:00', '09:29', '14:59', '15:00', '23:59')
  test('is received on a day that is worked and not over, and promised that many working days later', () => {
    fc.assert(
      fc.property(fc.constantFrom(...bands), amongClosures, times, (band, [day, closures], time) => {
        const due = dueFromBand(band, instantOf(day, time), { closures })
        const today = isWorkingDay(day, closures) && time < '15:00'
        // Of what is received another day, that day is one more.
        expect(between(day, due, closures)).toBe(bandDays[band] + (today ? 0 : 1))
        expect(isWorkingDay(due, closures)).toBe(true)
      }),
    )
  })

  test('nobody meets on a day that is not worked, nor before now', () => {
    fc.assert(
      fc.property(amongClosures, times, ([day, closures], time) => {
        const next = nextHuddleDay(instantOf(day, time), '09:30', closures)
        expect(isWorkingDay(next, closures)).toBe(true)
        expect(between(day, next, closures)).toBe(next === day ? 0 : 1)
        expect(next === day).toBe(isWorkingDay(day, closures) && time < '09:30')
      }),
    )
  })

  test('the cut-off is a setting', () => {
    expect(dueFromBand('ND', instantOf('2026-11-23', '15:30'), { cutOff: '16:00' })).toBe('2026-11-24')
  })
})

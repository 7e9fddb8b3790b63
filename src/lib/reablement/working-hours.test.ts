import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, instantOf } from './dates.ts'
import { isWorkingTime, sayHours, sayTeamTime, sayWorkingHours, workingMinutes } from './working-hours.ts'
import { addWorkingDays } from './working-days.ts'

const between = (from: string, to: string) => workingMinutes(new Date(from), new Date(to))
/** Any minute of 2025 to 2028. */
const anyTime = fc
  .integer({ min: Date.parse('2025-01-02T00:00:00Z'), max: Date.parse('2028-12-20T00:00:00Z') })
  .map((at) => new Date(at))

describe('working minutes', () => {
  test.each([
    ['within a day', '2026-11-23T09:20:00Z', '2026-11-23T11:20:00Z', 120],
    ['from before the day begins', '2026-11-23T06:00:00Z', '2026-11-23T09:30:00Z', 30],
    ['over the evening', '2026-11-23T16:00:00Z', '2026-11-24T10:00:00Z', 120],
    ['over a weekend', '2026-11-20T16:30:00Z', '2026-11-23T09:30:00Z', 60],
    ['in the night', '2026-11-23T17:00:00Z', '2026-11-24T09:00:00Z', 0],
    ['over Christmas, from Thursday to Tuesday', '2026-12-24T16:00:00Z', '2026-12-29T10:00:00Z', 120],
    ['over the weekend the clocks go back', '2026-10-23T15:00:00Z', '2026-10-26T10:00:00Z', 120],
    ['over the weekend they go forward', '2027-03-26T16:00:00Z', '2027-03-30T09:00:00Z', 60],
    ['on a summer day, which begins at eight by UTC', '2026-07-15T07:00:00Z', '2026-07-15T09:00:00Z', 60],
    ['back from a later instant', '2026-11-23T11:00:00Z', '2026-11-23T10:00:00Z', -60],
  ])('%s', (_case, from, to, minutes) => {
    expect(between(from, to)).toBe(minutes)
  })

  test('add up, never go back, and are never more than the time that has passed', () => {
    fc.assert(
      fc.property(anyTime, anyTime, anyTime, (...three) => {
        const [a, b, c] = three.sort((x, y) => x.getTime() - y.getTime())
        expect(workingMinutes(a, b) + workingMinutes(b, c)).toBeCloseTo(workingMinutes(a, c), 6)
        expect(workingMinutes(a, b)).toBeGreaterThanOrEqual(0)
        expect(workingMinutes(a, b)).toBeLessThanOrEqual((b.getTime() - a.getTime()) / 60_000 + 1e-6)
        expect(workingMinutes(b, a)).toBeCloseTo(-workingMinutes(a, b), 6)
      }),
    )
  })

  test('are eight hours for each working day, whatever the clocks do', () => {
    const monday = fc.integer({ min: 0, max: 150 }).map((weeks) => addDays('2025-01-06', 7 * weeks))
    fc.assert(
      fc.property(monday, fc.integer({ min: 1, max: 30 }), (day, days) => {
        const from = instantOf(addWorkingDays(day, 1), '09:00')
        const to = instantOf(addWorkingDays(day, 1 + days), '09:00')
        expect(workingMinutes(from, to)).toBe(days * 480)
      }),
    )
  })

  test('pass only while teams work', () => {
    expect(isWorkingTime(new Date('2026-11-23T09:00:00Z'))).toBe(true)
    expect(isWorkingTime(new Date('2026-11-23T16:59:00Z'))).toBe(true)
    for (const at of [
      '2026-11-23T17:00:00Z',
      '2026-11-23T08:58:00Z',
      '2026-11-22T11:00:00Z',
      '2026-12-25T11:00:00Z',
    ])
      expect(isWorkingTime(new Date(at))).toBe(false)
  })

  test('are said in hours', () => {
    expect([130, 120, 45, 0, 960].map(sayHours)).toEqual([
      '2 h 10 min',
      '2 h',
      '45 min',
      '0 min',
      '2 working days',
    ])
    expect([15, 60, 90, 120].map(sayTeamTime)).toEqual([
      ...['0.25 working hours', '1 working hour', '1.5 working hours', '2 working hours'],
    ])
    expect([310, 119, 60, 30, 959, 1999].map(sayWorkingHours)).toEqual([
      ...['5 working hours', '1 working hour', '1 working hour', '30 working minutes'],
      ...['15 working hours', '4 working days'],
    ])
  })
})

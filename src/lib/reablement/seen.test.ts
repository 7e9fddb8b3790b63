import { describe, expect, test } from 'vitest'
import { isLapsed, isLookDue, unseenOn, workingDaysUnseen } from './seen.ts'

describe('how long nobody has looked at somebody', () => {
  test.each([
    ['2026-11-23', '2026-11-23', 0],
    ['2026-11-20', '2026-11-23', 1],
    ['2026-11-16', '2026-11-20', 4],
    ['2026-11-16', '2026-11-23', 5],
    // Arrived on a Saturday: Monday is the first day.
    ['2026-11-21', '2026-11-27', 5],
    // Christmas Day, the Boxing Day holiday on the 28th and a weekend between.
    ['2026-12-23', '2026-12-29', 2],
    // Over the change of the clocks.
    ['2027-03-26', '2027-03-31', 2],
    ['2026-01-05', '2026-11-23', 30],
  ])('seen on %s, on %s it is %i working days', (seenOn, date, days) => {
    expect(workingDaysUnseen(seenOn, date)).toBe(days)
    expect(unseenOn(date)(seenOn)).toBe(days)
  })

  test('five is due, six is too late', () => {
    expect([4, 5, 6].map(isLookDue)).toEqual([false, true, true])
    expect([4, 5, 6].map(isLapsed)).toEqual([false, false, true])
  })
})

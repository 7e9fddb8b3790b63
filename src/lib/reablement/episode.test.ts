import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from './dates.ts'
import { dayOf42, endingWithin, lastFreeDay, promptDays, promptReached, sayCalls, step } from './episode.ts'

const calls = fc.record({ perDay: fc.integer({ min: 1, max: 8 }), carers: fc.integer({ min: 1, max: 2 }) })

describe('the six weeks', () => {
  test('day 1 is the first visit', () => {
    expect(dayOf42('2026-11-23', '2026-11-23')).toBe(1)
    expect(dayOf42('2026-11-23', '2026-11-22')).toBe(0)
    expect(dayOf42('2026-10-11', '2026-11-23')).toBe(44)
  })

  test.each([
    ['2026-11-23', '2027-01-03'],
    ['2026-12-21', '2027-01-31'],
    ['2028-02-01', '2028-03-13'],
  ])('started on %s, the last free day is %s, day 42', (start, last) => {
    expect(lastFreeDay(start)).toBe(last)
    expect(dayOf42(start, last)).toBe(42)
  })
})

describe('prompt days', () => {
  test.each([7, 21, 28, 35, 42])('day %i prompts', (day) => {
    expect(promptReached(day)).toBe(day)
  })

  test('other days do not', () => {
    expect([1, 6, 8, 27, 41, 43, 49].map((day) => promptReached(day))).toEqual(Array(7).fill(null))
  })

  test('a prompt day on a weekend is reached on Monday, once', () => {
    expect(promptReached(29, 3)).toBe(28)
    expect(promptReached(30, 3)).toBe(28)
    expect(promptReached(31, 3)).toBeNull()
  })

  test('whatever days the huddle meets, each prompt is reached exactly once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 60, maxLength: 60 }), (gaps) => {
        let day = 0
        const reached = gaps
          .map((gap) => promptReached((day += gap), gap))
          .filter((prompt) => prompt !== null)
        expect(reached).toEqual([...promptDays].filter((prompt) => prompt <= day))
      }),
    )
  })
})

describe('ending soon', () => {
  test('counts today and the last day, not a passed or missing end', () => {
    expect(endingWithin('2026-11-23', '2026-11-23', 4)).toBe(true)
    expect(endingWithin('2026-11-27', '2026-11-23', 4)).toBe(true)
    expect(endingWithin('2026-11-28', '2026-11-23', 4)).toBe(false)
    expect(endingWithin('2026-11-22', '2026-11-23', 4)).toBe(false)
    expect(endingWithin(null, '2026-11-23', 4)).toBe(false)
    expect(endingWithin(addDays('2026-11-23', 7), '2026-11-23', 7)).toBe(true)
  })
})

describe('stepping up and down', () => {
  test.each([
    [{ perDay: 4, carers: 1 }, { perDay: 3, carers: 1 }, 'step down'],
    [{ perDay: 2, carers: 1 }, { perDay: 3, carers: 1 }, 'step up'],
    [{ perDay: 4, carers: 2 }, { perDay: 4, carers: 1 }, 'step down'],
    [{ perDay: 4, carers: 1 }, { perDay: 3, carers: 2 }, 'step up'],
    [{ perDay: 4, carers: 1 }, { perDay: 2, carers: 2 }, 'step down'],
    [{ perDay: 3, carers: 1 }, { perDay: 3, carers: 1 }, 'same'],
  ] as const)('%o then %o is %s', (previous, next, said) => {
    expect(step(previous, next)).toBe(said)
  })

  test('the way back is the other step', () => {
    const back = { 'step up': 'step down', 'step down': 'step up', same: 'same' } as const
    fc.assert(
      fc.property(calls, calls, (a, b) => {
        expect(step(b, a)).toBe(back[step(a, b)])
      }),
    )
  })

  test('calls are said by the day', () => {
    expect(sayCalls({ perDay: 3 })).toBe('3 a day')
  })
})

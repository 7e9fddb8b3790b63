import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween } from './dates.ts'
import {
  clockOn,
  extensionOn,
  hospitalClocks,
  promptSince,
  promptsOn,
  sayClockOn,
  tidyPrompts,
} from './episode-clock.ts'
import type { HospitalClock } from './episode-clock.ts'
import { dayOf42, lastFreeDay, promptDays, promptReached } from './episode.ts'
import type { HospitalStay } from './hospital-stays.ts'

const start = '2026-11-23'
const stay = (wentOn: string, backOn: string | null = null): HospitalStay => ({ wentOn, backOn })
const facts = (setting: HospitalClock, ...stays: HospitalStay[]) => ({ start, stays, setting })
/** Days after the first visit as stays. */
const at = (from: number, until: number | null): HospitalStay =>
  stay(addDays(start, from), until === null ? null : addDays(start, until))

describe('the six weeks without a stay', () => {
  test.each([
    ['2026-11-23', '2027-01-03'],
    ['2026-12-21', '2027-01-31'],
  ])('started on %s, the last free day is %s, whatever the setting', (first, last) => {
    for (const setting of hospitalClocks) {
      const clock = clockOn({ start: first, stays: [], setting }, last)
      expect(clock).toMatchObject({ day: 42, lastFreeDay: last, countedFrom: first, nights: 0, away: null })
      expect(sayClockOn(clock, last)).toBe('day 42 of 42')
    }
  })

  test('before the first visit it has not begun', () => {
    const clock = clockOn(facts('pause'), '2026-11-21')
    expect(clock.day).toBe(-1)
    expect(sayClockOn(clock, '2026-11-21')).toBe('before the first visit on Mon 23 Nov')
  })
})

describe('four nights in hospital, from Wed 25 to Sun 29 November', () => {
  const away = stay('2026-11-25', '2026-11-29')

  test.each([
    ['keep counting', '2026-11-25', 3, '2027-01-03'],
    ['keep counting', '2026-12-08', 16, '2027-01-03'],
    ['pause', '2026-11-25', 3, '2027-01-03'],
    ['pause', '2026-11-27', 3, '2027-01-05'],
    ['pause', '2026-11-29', 3, '2027-01-07'],
    ['pause', '2026-11-30', 4, '2027-01-07'],
    ['pause', '2026-12-08', 12, '2027-01-07'],
    ['restart', '2026-11-25', 3, '2027-01-03'],
    ['restart', '2026-11-27', 3, '2027-01-07'],
    ['restart', '2026-11-29', 1, '2027-01-09'],
    ['restart', '2026-12-08', 10, '2027-01-09'],
  ] as const)('%s: on %s it is day %i, free until %s', (setting, on, day, last) => {
    expect(clockOn(facts(setting, away), on)).toMatchObject({ day, lastFreeDay: last })
  })

  test.each([
    ['keep counting', '2026-11-27', 'day 5 of 42; in hospital since Wed 25 Nov, the clock goes on'],
    ['keep counting', '2026-12-08', 'day 16 of 42; 4 days in hospital counted'],
    ['pause', '2026-11-25', 'day 3 of 42; in hospital since Wed 25 Nov, the clock stands still'],
    [
      'pause',
      '2026-11-26',
      'day 3 of 42; in hospital since Wed 25 Nov, the clock stands still, 1 day so far',
    ],
    ['pause', '2026-12-08', 'day 12 of 42; the clock stood still 4 days in hospital'],
    ['restart', '2026-11-27', 'day 3 of 42; in hospital since Wed 25 Nov, day 1 again when they are back'],
    ['restart', '2026-12-08', 'day 10 of 42; counted anew from Sun 29 Nov, back from hospital'],
  ] as const)('%s: on %s it is said as “%s”', (setting, on, said) => {
    expect(sayClockOn(clockOn(facts(setting, away), on), on)).toBe(said)
  })
})

describe('stays as they come', () => {
  test.each([
    ['overlap', [at(2, 5), at(4, 8)], 6],
    ['touch', [at(2, 5), at(5, 8)], 6],
    ['lie within each other', [at(2, 8), at(3, 5)], 6],
    ['are written down backwards', [at(10, 12), at(2, 5)], 5],
    ['begin before the first visit', [at(-4, 2)], 2],
    ['end before the first visit', [at(-9, -2)], 0],
    ['end on the same day', [at(3, 3)], 0],
  ] as const)('that %s are counted in nights', (_, stays, nights) => {
    const on = addDays(start, 20)
    expect(clockOn(facts('pause', ...stays), on)).toMatchObject({
      nights,
      day: 21 - nights,
      lastFreeDay: addDays(start, 41 + nights),
    })
  })

  test('a stay on day 42 moves it, one after it gives nothing back', () => {
    expect(clockOn(facts('pause', at(41, 45)), addDays(start, 50)).lastFreeDay).toBe(addDays(start, 45))
    const after = clockOn(facts('pause', at(42, 45)), addDays(start, 50))
    expect(after).toMatchObject({ lastFreeDay: addDays(start, 41), day: 48 })
  })

  test('a day in hospital without a night restarts nothing', () => {
    expect(clockOn(facts('restart', at(3, 3)), addDays(start, 9))).toMatchObject({
      day: 10,
      restarted: false,
    })
  })

  test('back and away again the same day is one stay', () => {
    const twice = facts('restart', at(2, 5), at(5, null))
    expect(clockOn(twice, addDays(start, 5))).toMatchObject({ day: 3, restarted: false })
    expect(clockOn(twice, addDays(start, 7))).toMatchObject({ day: 3, nights: 5, restarted: false })
  })
})

describe('prompts', () => {
  test('have their days, and none while the clock stands still', () => {
    expect(promptsOn(facts('pause'), '2026-11-30').map(({ on }) => on)).toEqual([
      ...['2026-11-29', '2026-12-13', '2026-12-20', '2026-12-27', '2027-01-03'],
    ])
    expect(promptsOn(facts('pause', at(7, null)), addDays(start, 9))).toEqual([
      { day: 7, reached: true, on: '2026-11-29' },
      ...[21, 28, 35, 42].map((day) => ({ day, reached: false, on: null })),
    ])
  })

  test('are the setting’s own, with day 42 whatever it says', () => {
    expect(tidyPrompts([28, 7, 7, 0, 14.5, 60])).toEqual([7, 28, 42])
    expect(promptsOn(facts('keep counting'), addDays(start, 13), [14, 42])[0]).toMatchObject({
      reached: true,
    })
  })

  test('come again after a restart', () => {
    const back = facts('restart', at(10, 14))
    expect(promptSince(back, addDays(start, 5), addDays(start, 6))).toBe(7)
    expect(promptSince(back, addDays(start, 13), addDays(start, 14))).toBeNull()
    expect(promptSince(back, addDays(start, 19), addDays(start, 20))).toBe(7)
    expect(promptSince(back, addDays(start, 13), addDays(start, 20))).toBe(7)
  })
})

describe('beyond the six weeks', () => {
  const late = clockOn(facts('keep counting'), '2027-01-06')
  const extension = { until: '2027-01-08', why: 'key safe comes on Thursday' }

  test.each([
    [null, '2027-01-06', 'past the six weeks', 'day 45, past the six weeks since Sun 3 Jan'],
    [
      extension,
      '2027-01-06',
      'extended',
      'day 45, past the six weeks since Sun 3 Jan, extended until Fri 8 Jan: key safe comes on Thursday',
    ],
    [
      { ...extension, until: '2027-01-03' },
      '2027-01-06',
      'past the six weeks',
      'day 45, past the six weeks since Sun 3 Jan',
    ],
    [
      { ...extension, until: '2027-01-05' },
      '2027-01-06',
      'past the extension',
      'day 45, past the six weeks since Sun 3 Jan, and past the extension until Tue 5 Jan',
    ],
  ] as const)('with %o on %s it is %s', (extension, on, standing, said) => {
    expect(extensionOn(late, extension, on)).toBe(standing)
    expect(sayClockOn(late, on, extension)).toBe(said)
  })

  test('its last day still belongs to it', () => {
    expect(extensionOn(late, { ...extension, until: '2027-01-06' }, '2027-01-06')).toBe('extended')
  })

  test('day 42 itself is within', () => {
    const clock = clockOn(facts('keep counting'), '2027-01-03')
    expect(extensionOn(clock, extension, '2027-01-03')).toBe('within the six weeks')
  })
})

describe('whatever the stays', () => {
  const offset = fc.integer({ min: -10, max: 90 })
  const someStay = fc
    .tuple(offset, fc.option(fc.integer({ min: 0, max: 30 }), { freq: 8 }))
    .map(([from, long]) => at(from, long === null ? null : from + long))
  const someStays = fc.array(someStay, { maxLength: 5 })
  const someDay = fc.integer({ min: 0, max: 120 })

  /** The plain way to say it: day by day, each night away stands still. */
  const walked = (stays: readonly HospitalStay[], days: number) => {
    let day = 1
    for (let next = 1; next <= days; next++) {
      const night = addDays(start, next - 1)
      const on = addDays(start, days)
      if (!stays.some(({ wentOn, backOn }) => wentOn <= night && night < (backOn ?? on))) day++
    }
    return day
  }

  test('keep counting is the day and the end as they are today', () => {
    fc.assert(
      fc.property(someStays, someDay, (stays, days) => {
        const on = addDays(start, days)
        const clock = clockOn(facts('keep counting', ...stays), on)
        expect(clock.day).toBe(dayOf42(start, on))
        expect(clock.lastFreeDay).toBe(lastFreeDay(start))
      }),
    )
  })

  test('pause is what counting night by night gives', () => {
    fc.assert(
      fc.property(someStays, someDay, (stays, days) => {
        expect(clockOn(facts('pause', ...stays), addDays(start, days)).day).toBe(walked(stays, days))
      }),
    )
  })

  test('pause never goes back, never skips a day, and never shortens the free time', () => {
    fc.assert(
      fc.property(someStays, someDay, (stays, days) => {
        const today = clockOn(facts('pause', ...stays), addDays(start, days))
        const tomorrow = clockOn(facts('pause', ...stays), addDays(start, days + 1))
        expect([0, 1]).toContain(tomorrow.day - today.day)
        expect(tomorrow.lastFreeDay >= today.lastFreeDay).toBe(true)
        expect(today.lastFreeDay >= lastFreeDay(start)).toBe(true)
      }),
    )
  })

  test('one stay more never makes the free time shorter', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('keep counting', 'pause'),
        someStays,
        someStay,
        someDay,
        (setting, stays, one, days) => {
          const on = addDays(start, days)
          const more = clockOn(facts(setting, ...stays, one), on)
          expect(more.lastFreeDay >= clockOn(facts(setting, ...stays), on).lastFreeDay).toBe(true)
        },
      ),
    )
  })

  test('the last free day is the last on which the clock says 42', () => {
    fc.assert(
      fc.property(someStays, someDay, (stays, days) => {
        const on = addDays(start, days)
        const { lastFreeDay: last, away, day } = clockOn(facts('pause', ...stays), on)
        if (away === null) expect(on <= last).toBe(day <= 42)
        else if (on <= last) expect(day).toBeLessThanOrEqual(42)
      }),
    )
  })

  test('restart counts on day by day, or begins at 1 on the day back', () => {
    fc.assert(
      fc.property(someStays, someDay, (stays, days) => {
        const today = clockOn(facts('restart', ...stays), addDays(start, days))
        const tomorrow = clockOn(facts('restart', ...stays), addDays(start, days + 1))
        if (tomorrow.countedFrom === today.countedFrom) expect([0, 1]).toContain(tomorrow.day - today.day)
        else expect(tomorrow).toMatchObject({ day: 1, countedFrom: addDays(start, days + 1) })
        expect(today.day).toBeGreaterThanOrEqual(1)
        expect(today.lastFreeDay >= lastFreeDay(start)).toBe(true)
      }),
    )
  })

  test('each prompt is reached on the day it is said to be, and once in one count', () => {
    fc.assert(
      fc.property(fc.constantFrom('keep counting', 'pause'), someStays, someDay, (setting, stays, days) => {
        const on = addDays(start, days)
        const known = facts(setting, ...stays)
        for (const prompt of promptsOn(known, on)) {
          if (prompt.on === null) continue
          expect(prompt.reached).toBe(prompt.on <= on)
          if (!prompt.reached) continue
          expect(clockOn(known, prompt.on).day).toBe(prompt.day)
          expect(clockOn(known, addDays(prompt.on, -1)).day).toBe(prompt.day - 1)
        }
        const reached: number[] = []
        for (let next = 0; next <= days; next++) {
          const day = addDays(start, next)
          const prompt = promptSince(known, addDays(day, -1), day)
          if (prompt !== null) reached.push(prompt)
        }
        expect(reached).toEqual(promptDays.filter((prompt) => prompt <= clockOn(known, on).day))
      }),
      { numRuns: 40 },
    )
  })

  test('without a stay a prompt is reached as the huddle has always asked', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 6 }), (days, span) => {
        const on = addDays(start, days)
        const known = facts('pause')
        expect(promptSince(known, addDays(on, -span), on)).toBe(promptReached(days + 1, span))
      }),
    )
  })

  test('the clock’s change of the hour is nothing to it', () => {
    const spring = {
      start: '2027-03-20',
      stays: [stay('2027-03-27', '2027-03-29')],
      setting: 'pause' as const,
    }
    expect(clockOn(spring, '2027-04-02')).toMatchObject({ day: 12, lastFreeDay: '2027-05-02', nights: 2 })
    expect(daysBetween('2027-03-20', '2027-05-02')).toBe(43)
  })
})

import { describe, expect, test } from 'vitest'
import { startingSettings } from './service-settings.ts'
import { besideDay, clockForAgenda, heardLast, sixWeeksOn, startStandardOn } from './six-weeks.ts'
import type { SixWeeks } from './six-weeks.ts'

const six = (over: Partial<SixWeeks> = {}): SixWeeks => ({
  ...{ start: '2026-11-23', stays: [], setting: 'keep counting', prompts: startingSettings.prompts },
  ...{ extension: null, waiting: false, acceptedOn: null, startWithin: 2 },
  ...over,
})
const stay = { wentOn: '2026-11-25', backOn: '2026-11-30' }

describe('who waits for the first visit', () => {
  const waiting = six({ waiting: true, acceptedOn: '2026-11-23', start: '2026-11-24' })

  test('has no day of 42, also when the planned day has passed', () => {
    expect(sixWeeksOn(waiting, '2026-11-23').day).toBe(0)
    expect(sixWeeksOn(waiting, '2026-11-30').day).toBe(0)
    expect(clockForAgenda(waiting, '2026-11-30', '2026-11-27')).toEqual({ day: 0, prompt: null, beyond: '' })
  })

  test('is due, then late, and says so beside the day', () => {
    expect(startStandardOn(waiting, '2026-11-23')).toMatchObject({ standing: 'due', by: '2026-11-25' })
    expect(startStandardOn(waiting, '2026-11-23')?.words).toContain('planned for Tue 24 Nov')
    expect(besideDay(waiting, '2026-11-23')).toBe('first visit due by Wed 25 Nov')
    expect(besideDay(waiting, '2026-11-26')).toBe('first visit was due by Wed 25 Nov')
    expect(startStandardOn(six({ waiting: true }), '2026-11-23')).toBeNull()
  })
})

describe('what stands beside the day', () => {
  test.each([
    ['keep counting', '2026-11-24', ''],
    ['keep counting', '2026-11-27', 'the clock goes on'],
    ['keep counting', '2026-12-01', '5 days in hospital counted'],
    ['pause', '2026-11-25', 'the clock stands still'],
    ['pause', '2026-11-27', 'the clock stands still, 2 days so far'],
    ['pause', '2026-12-01', 'the clock stood still 5 days in hospital'],
    ['restart', '2026-11-27', 'day 1 again when they are back'],
    ['restart', '2026-12-01', 'counted anew from Mon 30 Nov, back from hospital'],
  ] as const)('“%s” on %s: %s', (setting, on, words) => {
    expect(besideDay(six({ setting, stays: [stay] }), on)).toBe(words)
  })

  test('says until when they are extended, only past day 42, and when that has passed', () => {
    const extended = six({ extension: { until: '2027-01-15', why: 'a stair lift' } })
    expect(besideDay(extended, '2027-01-03')).toBe('')
    expect(besideDay(extended, '2027-01-04')).toBe('extended until Fri 15 Jan')
    expect(besideDay(extended, '2027-01-16')).toBe('past the extension until Fri 15 Jan')
    expect(clockForAgenda(extended, '2027-01-04', '2027-01-01').beyond).toBe('extended until Fri 15 Jan')
  })
})

describe('the prompt for an agenda', () => {
  test('is the one reached since the last huddle: a weekend’s is not lost', () => {
    expect(clockForAgenda(six(), '2026-11-30', '2026-11-27').prompt).toBe(7)
    expect(clockForAgenda(six(), '2026-12-01', '2026-11-30').prompt).toBeNull()
    expect(clockForAgenda(six({ prompts: [9, 42] }), '2026-12-01', '2026-11-30').prompt).toBe(9)
  })

  test('waits while the clock stands still, and past day 42 there is none', () => {
    const paused = six({ setting: 'pause', stays: [stay] })
    expect(clockForAgenda(paused, '2026-11-30', '2026-11-27').prompt).toBeNull()
    expect(clockForAgenda(paused, '2026-12-04', '2026-12-03').prompt).toBe(7)
    expect(clockForAgenda(six(), '2027-01-04', '2027-01-01').prompt).toBeNull()
  })

  test('before any huddle has closed, looks back to the working day before', () => {
    expect(heardLast(null, '2026-11-23')).toBe('2026-11-20')
    expect(heardLast(null, '2026-11-24')).toBe('2026-11-23')
    expect(heardLast('2026-11-18', '2026-11-23')).toBe('2026-11-18')
    expect(heardLast('2026-11-24', '2026-11-23')).toBe('2026-11-22')
  })
})

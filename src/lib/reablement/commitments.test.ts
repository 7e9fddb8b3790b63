import { describe, expect, test } from 'vitest'
import {
  changeCallsInput,
  comingDays,
  exitOutcomes,
  laterChecks,
  nextEnd,
  nextOutcome,
  planEndInput,
  sayEnds,
  sayLaterChecks,
  sayStepDown,
} from './commitments.ts'
import type { ExitOutcome } from './commitments.ts'

describe('the day it ends', () => {
  test('goes round the coming five working days and back to what it was', () => {
    const monday = '2026-11-23'
    const days: (string | null)[] = []
    let chosen: string | null = null
    for (let press = 0; press < 7; press++) days.push((chosen = nextEnd(chosen, monday)))
    expect(days).toEqual([
      ...['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'],
      ...[null, '2026-11-24'],
    ])
  })

  test('is never on a day nobody works', () => {
    expect(comingDays('2026-12-23')).toEqual([
      ...['2026-12-24', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-04'],
    ])
  })

  test('begins anew from a day that is none of the five', () => {
    expect(nextEnd('2026-12-10', '2026-11-23')).toBe('2026-11-24')
  })
})

test('the expected outcome goes round the council’s four groups and back', () => {
  const said: (ExitOutcome | null)[] = []
  let chosen: ExitOutcome | null = null
  for (let press = 0; press < 5; press++) said.push((chosen = nextOutcome(chosen)))
  expect(said).toEqual([...exitOutcomes, null])
})

test('later checks fall 84 and 91 days after the anchor, as the standard’s example', () => {
  expect(laterChecks('2026-01-05')).toEqual({ first: '2026-03-30', second: '2026-04-06' })
})

test('is said as people say it', () => {
  expect(sayStepDown(3, '2026-11-24')).toBe('Step down to 3 calls from Tue 24 Nov')
  expect(sayStepDown(1, '2026-11-24')).toBe('Step down to 1 call from Tue 24 Nov')
  expect(sayStepDown(0, '2026-11-24')).toBe('Step down to no calls from Tue 24 Nov')
  expect(sayEnds('2026-11-26', '2026-11-23')).toBe('Ends Thu 26 Nov')
  expect(sayLaterChecks(laterChecks('2026-11-09'), '2026-11-23')).toBe(
    'Later checks Mon 1 Feb 2027 and Mon 8 Feb 2027',
  )
})

test('what comes in is a whole number of calls and a real day', () => {
  const about = { huddle: 'h', episode: 'e' }
  for (const perDay of [-1, 1.5, 13, '2'])
    expect(changeCallsInput.safeParse({ ...about, perDay }).success).toBe(false)
  expect(changeCallsInput.safeParse({ ...about, perDay: null }).success).toBe(true)
  for (const endsOn of ['2026-02-30', 'Thursday', ''])
    expect(planEndInput.safeParse({ ...about, endsOn }).success).toBe(false)
})

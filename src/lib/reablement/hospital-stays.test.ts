import { describe, expect, test } from 'vitest'
import { nightsAway, refuseStay, sayStay, stayOn } from './hospital-stays.ts'
import type { HospitalStay } from './hospital-stays.ts'

const today = '2026-12-08'
const stay = (wentOn: string, backOn: string | null = null): HospitalStay => ({ wentOn, backOn })
const before = stay('2026-11-25', '2026-11-29')

describe('a stay is written down', () => {
  test.each([
    [stay('2026-12-01', '2026-12-03'), [before]],
    [stay('2026-11-29', '2026-12-01'), [before]],
    [stay('2026-11-20', '2026-11-25'), [before]],
    [stay('2026-12-08'), [before]],
    [stay('2026-12-08', '2026-12-08'), []],
  ])('%o beside %o', (one, others) => {
    expect(refuseStay(one, others, today)).toBeNull()
  })

  test.each([
    [stay('2026-12-09'), [], 'They cannot have gone on a day to come. Write the day they went.'],
    [
      stay('2026-12-01', '2026-12-09'),
      [],
      'They cannot be back on a day to come. Say it once they are back.',
    ],
    [stay('2026-12-03', '2026-12-01'), [], 'They went on Thu 3 Dec. The day back cannot be before.'],
    [
      stay('2026-12-05'),
      [stay('2026-12-01')],
      'They are in hospital since Tue 1 Dec. Say first when they were back.',
    ],
    [
      stay('2026-11-28', '2026-12-01'),
      [before],
      'Another stay covers that: Wed 25 Nov to Sun 29 Nov. Correct one of the two.',
    ],
    [
      stay('2026-12-02', '2026-12-03'),
      [stay('2026-12-01')],
      'Another stay covers that: since Tue 1 Dec. Correct one of the two.',
    ],
  ])('%o beside %o is refused in words', (one, others, why) => {
    expect(refuseStay(one, others, today)).toBe(why)
  })
})

test('they are away from the day they go until the day they are back', () => {
  const on = (day: string) => stayOn([before, stay('2026-12-05', '2026-12-05')], day)
  expect(['2026-11-24', '2026-11-25', '2026-11-28', '2026-11-29', '2026-12-05'].map(on)).toEqual([
    ...[null, before, before, null, null],
  ])
})

test('nights are counted from the first visit, an open stay until the day that is asked about', () => {
  expect(nightsAway('2026-11-23', [before, stay('2026-12-05')], today)).toEqual([
    { from: 2, until: 6 },
    { from: 12, until: 15 },
  ])
})

test('a stay is said by its days', () => {
  expect(sayStay(before, today)).toBe('Wed 25 Nov to Sun 29 Nov')
  expect(sayStay(stay('2026-12-05'), today)).toBe('since Sat 5 Dec')
})

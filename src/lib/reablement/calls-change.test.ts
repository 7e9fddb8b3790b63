import { expect, test } from 'vitest'
import { sayChange, sayPattern } from './calls-change.ts'

const four = { perDay: 4, minutes: 30, carers: 2 }

test.each([
  [four, '4 a day, 30 min, two carers'],
  [{ ...four, carers: 1 }, '4 a day, 30 min, one carer'],
  [{ ...four, carers: 3 }, '4 a day, 30 min, 3 carers'],
  [{ ...four, perDay: 0 }, 'no calls'],
])('%j', (calls, words) => {
  expect(sayPattern(calls)).toBe(words)
})

test.each([
  [{ ...four, carers: 1 }, 'a step down'],
  [{ ...four, perDay: 5 }, 'a step up'],
  [{ ...four, minutes: 45 }, 'no step'],
])('%j is %s', (next, words) => {
  expect(sayChange(four, next, '2026-11-24', '2026-11-23')).toBe(
    `From Tue 24 Nov: ${sayPattern(next)}, ${words}`,
  )
})

test('the first calls are no step', () => {
  expect(sayChange(null, four, '2026-11-24', '2026-11-23')).toMatch(/, the first calls$/)
})

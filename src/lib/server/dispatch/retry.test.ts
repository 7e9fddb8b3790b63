import fc from 'fast-check'
import { expect, test } from 'vitest'
import { longest, nextAttempt, pauses } from './retry.ts'

const since = '2026-11-23T09:20:00.000Z'
const after = (milliseconds: number) => new Date(Date.parse(since) + milliseconds)

test('each pause is at least its own, at most a fifth more, and the last attempt has none', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempts, chance) => {
        const now = after(1_000)
        const next = nextAttempt({ attempts, since, now }, chance)
        const pause = pauses[attempts - 1]
        expect(next === null).toBe(pause === undefined)
        if (pause === undefined) return
        const waits = (next?.getTime() ?? 0) - now.getTime()
        expect(waits).toBeGreaterThanOrEqual(pause)
        expect(waits).toBeLessThanOrEqual(pause * 1.2)
      },
    ),
  )
})

test('what stood in line for a day is given up after three attempts of its own', () => {
  expect(nextAttempt({ attempts: 2, since, now: after(longest) }, 0)).not.toBeNull()
  expect(nextAttempt({ attempts: 3, since, now: after(longest - 1) }, 0)).not.toBeNull()
  expect(nextAttempt({ attempts: 3, since, now: after(longest) }, 0)).toBeNull()
})

test('the schedule is about a day, and only grows', () => {
  expect(longest / 3_600_000).toBeCloseTo(23.7, 1)
  expect([...pauses].sort((a, b) => a - b)).toEqual(pauses)
})

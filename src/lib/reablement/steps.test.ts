import { describe, expect, test } from 'vitest'
import type { HuddleStep, Steering } from './huddle.ts'
import {
  movedOn,
  placeAfter,
  placeBefore,
  silenceLeft,
  stepClock,
  stepOf,
  stepsLeft,
  stepsSeconds,
  stepsToCome,
  stepTime,
} from './steps.ts'

const at = (step: HuddleStep, current: string | null = null) => ({ step, current })

describe('→ and ← walk the steps of the script', () => {
  test('on: who is here, the promises, the silent minute, the people, the read-back', () => {
    const facts = { promises: 2, next: 'ann' }
    expect(placeAfter(at('here'), facts)).toEqual(at('promises'))
    expect(placeAfter(at('promises'), facts)).toEqual(at('silence'))
    expect(placeAfter(at('silence'), facts)).toEqual(at('people', 'ann'))
    expect(placeAfter(at('people', 'ann'), { ...facts, next: 'bob' })).toEqual(at('people', 'bob'))
    expect(placeAfter(at('people', 'bob'), { ...facts, next: null })).toEqual(at('read-back'))
    expect(placeAfter(at('read-back'), facts)).toEqual(at('read-back'))
  })

  test('back the same way', () => {
    const facts = { promises: 2, before: null }
    expect(placeBefore(at('read-back'), { ...facts, before: 'bob' })).toEqual(at('people', 'bob'))
    expect(placeBefore(at('people', 'bob'), { ...facts, before: 'ann' })).toEqual(at('people', 'ann'))
    // The first has nobody before, and `preceding` says so with themselves.
    expect(placeBefore(at('people', 'ann'), { ...facts, before: 'ann' })).toEqual(at('silence'))
    expect(placeBefore(at('silence'), facts)).toEqual(at('promises'))
    expect(placeBefore(at('promises'), facts)).toEqual(at('here'))
    expect(placeBefore(at('here'), facts)).toEqual(at('here'))
  })

  test('both pass over promises when none waits, and the people when nobody is listed', () => {
    expect(placeAfter(at('here'), { promises: 0, next: null })).toEqual(at('silence'))
    expect(placeBefore(at('silence'), { promises: 0, before: null })).toEqual(at('here'))
    expect(placeAfter(at('silence'), { promises: 0, next: null })).toEqual(at('read-back'))
    expect(placeBefore(at('read-back'), { promises: 0, before: null })).toEqual(at('silence'))
  })
})

test('a huddle begun before steps were kept is at its people or the read-back', () => {
  expect(stepOf({ state: 'live', step: null, current: 'ann' })).toBe('people')
  expect(stepOf({ state: 'live', step: null, current: null })).toBe('read-back')
  expect(stepOf({ state: 'live', step: 'here', current: null })).toBe('here')
  expect(stepOf({ state: 'preparing', step: null, current: null })).toBeNull()
  expect(stepOf({ state: 'closed', step: 'read-back', current: null })).toBeNull()
})

describe('time', () => {
  const now = Date.parse('2026-11-23T09:31:00.000Z')

  test('the silent minute counts down to nought, and stands in a pause', () => {
    const silenceUntil = '2026-11-23T09:31:20.500Z'
    expect(silenceLeft({ silenceUntil, pausedAt: null }, now)).toBe(21)
    expect(silenceLeft({ silenceUntil, pausedAt: null }, now + 60_000)).toBe(0)
    expect(silenceLeft({ silenceUntil, pausedAt: '2026-11-23T09:31:00.000Z' }, now + 60_000)).toBe(21)
    expect(silenceLeft({ silenceUntil: null, pausedAt: null }, now)).toBe(0)
  })

  test('an instant is moved on by a pause', () => {
    const [pausedAt, end] = ['2026-11-23T09:31:00.000Z', '2026-11-23T09:33:00.000Z']
    expect(movedOn('2026-11-23T09:31:20.000Z', pausedAt, end)).toBe('2026-11-23T09:33:20.000Z')
    expect(movedOn(null, pausedAt, end)).toBeNull()
    expect(movedOn('2026-11-23T09:31:20.000Z', null, end)).toBe('2026-11-23T09:31:20.000Z')
  })

  test('the steps take a minute each, and a quarter for each promise, two at most', () => {
    expect(stepsSeconds(0)).toBe(180)
    expect(stepsSeconds(3)).toBe(225)
    expect(stepsSeconds(90)).toBe(300)
  })

  test('each step without a person has a clock of its own; a lengthened silent minute a longer one', () => {
    const stepSince = '2026-11-23T09:30:00.000Z'
    const of = (step: HuddleStep | null, silenceUntil: string | null = null) =>
      stepClock({ step, stepSince, silenceUntil })?.suggestedSeconds
    expect(stepClock({ step: 'here', stepSince, silenceUntil: null })).toEqual({
      ...{ from: stepSince, suggestedSeconds: 60 },
    })
    expect([of('promises'), of('silence'), of('read-back')]).toEqual([120, 60, 60])
    expect(of('silence', '2026-11-23T09:31:30.000Z')).toBe(90)
    // Over before the step was entered again: the minute itself.
    expect(of('silence', '2026-11-23T09:20:00.000Z')).toBe(60)
    expect([of('people'), of(null)]).toEqual([undefined, undefined])
    expect(stepClock({ step: 'here', stepSince: null, silenceUntil: null })).toBeNull()
  })

  test('what is left of them is less what this one has taken', () => {
    const steering: Pick<Steering, 'step' | 'stepSince' | 'pausedAt' | 'promises'> = {
      ...{ step: 'here', stepSince: '2026-11-23T09:30:20.000Z', pausedAt: null, promises: ['a', 'b'] },
    }
    expect(stepsLeft(steering, now)).toBe(20 + 30 + 60 + 60)
    expect(stepTime(steering)).toEqual({ from: '2026-11-23T09:30:20.000Z', seconds: 60 })
    expect(stepTime({ ...steering, step: 'promises' })?.seconds).toBe(30)
    expect(stepsToCome(steering)).toBe(30 + 60 + 60)
    expect(stepTime({ ...steering, step: 'people' })).toBeNull()
    expect(stepsLeft({ ...steering, step: 'people' }, now)).toBe(60)
    expect(stepsLeft({ ...steering, step: null }, now)).toBe(210)
    expect(stepsLeft(steering, now + 600_000)).toBe(150)
  })
})

import { expect, test } from 'vitest'
import { isDark, projectedEnd } from './screen-view.ts'
import type { ScreenClock, ScreenStage } from './screen-view.ts'

const movedAt = '2026-11-23T09:20:00Z'
const at = Date.parse(movedAt)
const minutes = (count: number) => at + count * 60_000
const stage = (kind: ScreenStage['kind']) => ({ movedAt, stage: { kind } as ScreenStage })

test('a screen goes dark ten minutes after anybody steered, unless a huddle runs', () => {
  for (const kind of ['waiting', 'closed'] as const) {
    expect(isDark(stage(kind), at, minutes(9.9))).toBe(false)
    expect(isDark(stage(kind), at, minutes(10))).toBe(true)
  }
  for (const kind of ['turn', 'quick look', 'read-back'] as const)
    expect(isDark(stage(kind), at, minutes(600))).toBe(false)
})

test('a screen that was just switched on is lit', () => {
  expect(isDark(stage('waiting'), minutes(55), minutes(60))).toBe(false)
  expect(isDark(stage('waiting'), minutes(50), minutes(60))).toBe(true)
})

test('the projected end stands while a step or a turn is in time, then moves on with the clock', () => {
  const common = { wholeFrom: movedAt, pausedAt: null, othersSeconds: 600, step: null }
  const step: ScreenClock = { ...common, person: null, stepTime: { from: movedAt, seconds: 60 } }
  const turn: ScreenClock = { ...common, person: { from: movedAt, suggestedSeconds: 60 }, stepTime: null }
  for (const clock of [step, turn]) {
    for (const seconds of [0, 1, 30, 60]) expect(projectedEnd(clock, at + seconds * 1000)).toBe(minutes(11))
    expect(projectedEnd(clock, minutes(3))).toBe(minutes(13))
    // In a pause the time taken stands, and the end moves on.
    expect(projectedEnd({ ...clock, pausedAt: movedAt }, minutes(2))).toBe(minutes(13))
  }
})

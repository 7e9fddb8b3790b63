import { expect, test } from 'vitest'
import { isDark } from './screen-view.ts'
import type { ScreenStage } from './screen-view.ts'

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

import { expect, test } from 'vitest'
import type { AgendaItem } from './huddle.ts'
import { progressOf } from './progress.ts'

const agenda = (
  [
    ['a', 'promises', 'discussed'],
    ['b', 'raised', null],
    ['c', 'quick look', null],
    ['d', 'rest', null],
  ] as const
).map(([episode, section, outcome]): AgendaItem => ({ episode, section, outcome, reasons: [], seconds: 0 }))

test('the turn is counted among those whose turns come', () => {
  expect(progressOf({ agenda, current: 'b' })).toEqual({ turn: 2, of: 3, settled: 1 })
})

test('somebody of the rest has a turn outside the count', () => {
  expect(progressOf({ agenda, current: 'd' })).toEqual({ turn: null, of: 3, settled: 1 })
})

test('at the read-back it is nobody’s turn', () => {
  expect(progressOf({ agenda, current: null }).turn).toBeNull()
})

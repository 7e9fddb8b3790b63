import { expect, test } from 'vitest'
import type { EndingRow } from '#lib/reablement/ending.ts'
import { nextMissing, partId } from './missing.ts'

const rows: EndingRow[] = [
  { part: 'outcome', whole: true, said: 'fully independent' },
  { part: 'goals', whole: false, said: 'look at “make my own tea”' },
  { part: 'step down', whole: true, said: 'done' },
  { part: 'actions', whole: false, said: 'close, keep or hand over Key safe' },
]

test('the next missing part is the one after where the keyboard is, and round again', () => {
  expect(nextMissing(rows, null)).toBe('goals')
  expect(nextMissing(rows, 'outcome')).toBe('goals')
  expect(nextMissing(rows, 'goals')).toBe('actions')
  expect(nextMissing(rows, 'step down')).toBe('actions')
  expect(nextMissing(rows, 'actions')).toBe('goals')
})

test('the only missing part is its own next one, and with nothing missing there is none', () => {
  const [outcome, goals] = rows
  expect(nextMissing(goals ? [goals] : [], 'goals')).toBe('goals')
  expect(nextMissing(outcome ? [outcome] : [], null)).toBeUndefined()
})

test('a part has a place that a link can lead to', () => {
  expect(partId('step down')).toBe('ending-step-down')
})

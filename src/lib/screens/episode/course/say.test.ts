import { expect, test } from 'vitest'
import type { CourseView } from '#lib/reablement/course-view.ts'
import { sayCancels, sayState } from './say.ts'

test.each([
  [0, ''],
  [1, '1 action is open and is cancelled with this reason; its team hears of it.'],
  [2, '2 actions are open and are cancelled with this reason; their teams hear of it.'],
])('declining with %i open says so beforehand', (open, words) => {
  expect(sayCancels(open)).toBe(words)
})

test('somebody whose first visit is still to come is not under way', () => {
  const course = { state: 'active', stays: [] } as unknown as CourseView
  expect(sayState(course, '2026-11-24', '2026-11-23')).toBe('Nobody has been yet')
  expect(sayState(course, '2026-11-23', '2026-11-23')).toBe('Under way since Mon 23 Nov')
})

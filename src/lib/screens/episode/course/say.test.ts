import { expect, test } from 'vitest'
import { sayCancels } from './say.ts'

test.each([
  [0, ''],
  [1, '1 action is open and is cancelled with this reason; its team hears of it.'],
  [2, '2 actions are open and are cancelled with this reason; their teams hear of it.'],
])('declining with %i open says so beforehand', (open, words) => {
  expect(sayCancels(open)).toBe(words)
})

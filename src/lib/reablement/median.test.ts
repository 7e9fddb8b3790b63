import { expect, test } from 'vitest'
import { median } from './median.ts'

test.each([
  [[], null],
  [[7], 7],
  [[9, 1, 4], 4],
  [[4, 10, 1, 6], 5],
])('the median of %j is %j', (numbers, middle) => {
  expect(median(numbers)).toBe(middle)
})

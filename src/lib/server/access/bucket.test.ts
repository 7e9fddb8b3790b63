import { expect, it } from 'vitest'
import { Bucket } from './bucket.ts'

it('a bucket gives its burst, then what flows in', () => {
  const bucket = new Bucket(10, 3, 0)
  expect([1, 2, 3, 4].map(() => bucket.take(1, 0))).toEqual([true, true, true, false])
  expect(bucket.take(1, 100)).toBe(true)
  expect(bucket.take(1, 150)).toBe(false)
  expect(bucket.take(3, 10_000)).toBe(true)
  expect(bucket.take(1, 10_000)).toBe(false)
})

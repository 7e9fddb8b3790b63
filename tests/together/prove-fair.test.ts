import { expect, test } from 'vitest'
import { promise } from '../prove/fair.ts'

test('promise 6: one person cannot slow the rest', { timeout: 600_000 }, async () => {
  const said: string[] = []
  const { held, figure } = await promise.run(promise.gate, (words) => said.push(words))
  console.log([...said, figure].join('\n'))
  expect(held, figure).toBe(true)
})

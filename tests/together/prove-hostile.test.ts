import { expect, test } from 'vitest'
import { promise } from '../prove/hostile.ts'

test('promise 5: no message stops the meeting', { timeout: 600_000 }, async () => {
  const said: string[] = []
  const { held, figure } = await promise.run(promise.gate, (words) => said.push(words))
  console.log([...said, figure].join('\n'))
  expect(held, figure).toBe(true)
})

import { expect, test } from 'vitest'
import { promise } from '../prove/crowd.ts'

test('promise 19: everybody is back in step within 15 s of a restart', { timeout: 600_000 }, async () => {
  const said: string[] = []
  const { held, figure } = await promise.run(promise.gate, (words) => said.push(words))
  console.log([...said, figure].join('\n'))
  expect(held, figure).toBe(true)
})

import { expect, test } from 'vitest'
import { promise as identity } from '../prove/identity.ts'
import { promise as revocation } from '../prove/revocation.ts'

test.each([identity, revocation])('promise $number: $title', { timeout: 600_000 }, async (promise) => {
  const said: string[] = []
  const { held, figure } = await promise.run(promise.gate, (words) => said.push(words))
  console.log([...said, figure].join('\n'))
  expect(held, figure).toBe(true)
})

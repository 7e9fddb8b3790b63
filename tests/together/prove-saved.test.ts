import { expect, it } from 'vitest'
import { promise } from '../prove/saved.ts'

it(`${promise.title}: nothing acknowledged or seen is lost when the server is killed`, async () => {
  const { held, figure } = await promise.run(promise.gate, console.log)
  expect(held, figure).toBe(true)
}, 600_000)

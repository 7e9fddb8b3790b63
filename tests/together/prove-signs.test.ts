import { expect, it } from 'vitest'
import { promise } from '../prove/false-saved.ts'

it(
  promise.title,
  async () => {
    const { held, figure } = await promise.run(promise.gate, console.log)
    expect(held, figure).toBe(true)
  },
  600_000,
)

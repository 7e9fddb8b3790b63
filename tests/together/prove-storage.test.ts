import { expect, it } from 'vitest'
import { promise as bitRot } from '../prove/bit-rot.ts'

it(`${bitRot.title}: it does not open for writing, is named, and is not written over`, async () => {
  const { held, figure } = await bitRot.run(bitRot.gate, console.log)
  expect(held, figure).toBe(true)
}, 120_000)

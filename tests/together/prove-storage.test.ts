import { expect, it } from 'vitest'
import { promise as bitRot } from '../prove/bit-rot.ts'
import { promise as foreignLock } from '../prove/foreign-lock.ts'
import { promise as fullDisk } from '../prove/full-disk.ts'

it(`${bitRot.title}: it does not open for writing, is named, and is not written over`, async () => {
  const { held, figure } = await bitRot.run(bitRot.gate, console.log)
  expect(held, figure).toBe(true)
}, 600_000)

it(`${fullDisk.title}: nothing is called saved meanwhile, and it resumes by itself`, async () => {
  const { held, figure } = await fullDisk.run(fullDisk.gate, console.log)
  expect(held, figure).toBe(true)
}, 600_000)

it(`${foreignLock.title}, and costs no edit`, async () => {
  const { held, figure } = await foreignLock.run(foreignLock.gate, console.log)
  expect(held, figure).toBe(true)
}, 600_000)

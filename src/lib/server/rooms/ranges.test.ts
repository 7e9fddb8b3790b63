import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Ranges } from './ranges.ts'

describe('ranges', () => {
  it('holds exactly the clocks that were added', () => {
    const range = fc.tuple(fc.nat(60), fc.nat(10)).map(([from, length]) => ({ from, to: from + length }))
    fc.assert(
      fc.property(fc.array(range), range, (added, asked) => {
        const ranges = new Ranges()
        const model = new Set<number>()
        for (const { from, to } of added) {
          ranges.add(from, to)
          for (let clock = from; clock < to; clock += 1) model.add(clock)
        }
        const missing = ranges.missing(asked.from, asked.to).flatMap(clocks)
        expect(missing).toEqual(clocks(asked).filter((clock) => !model.has(clock)))
      }),
    )
  })

  it('joins what touches', () => {
    const ranges = new Ranges()
    for (const [from, to] of [
      [4, 6],
      [0, 2],
      [2, 4],
      [8, 9],
    ] as const)
      ranges.add(from, to)
    expect(ranges.size).toBe(2)
  })
})

function clocks({ from, to }: { from: number; to: number }): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}

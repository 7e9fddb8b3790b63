import { expect, test } from 'vitest'
import type { How, Marks } from './marks.ts'
import { disagreements } from './silence.ts'

const person = (episode: string, marks: Marks, lastHow: How | null = null) => ({ episode, marks, lastHow })

test('asks are left, disagreements before them; nobody without an ask', () => {
  const left = disagreements([
    person('quiet', { teams: {} }),
    person('none', { teams: { OT: 'none', CT: 'none' } }),
    person('ask', { teams: { OT: 'ask' } }),
    person('against', { teams: { SW: 'none', CT: 'see', OT: 'ask' } }),
    person('raised', { teams: {}, raised: 'fell', how: 'concern' }),
  ])
  expect(left).toEqual([
    { episode: 'against', asks: ['CT', 'OT'], against: ['SW'], turned: false, disagree: true },
    { episode: 'ask', asks: ['OT'], against: [], turned: false, disagree: false },
  ])
})

test('asked for while on track, and a concern last time, is a disagreement; either alone is none', () => {
  const asks: Marks = { teams: { OT: 'ask' }, how: 'ok' }
  expect(disagreements([person('a', asks, 'concern')])[0]).toMatchObject({ turned: true, disagree: true })
  expect(disagreements([person('a', asks, 'watch')])[0]).toMatchObject({ turned: false, disagree: false })
  expect(disagreements([person('a', { ...asks, how: 'watch' }, 'concern')])[0]?.disagree).toBe(false)
  expect(disagreements([person('a', { teams: { OT: 'none' }, how: 'ok' }, 'concern')])).toEqual([])
})

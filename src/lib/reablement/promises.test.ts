import { describe, expect, test } from 'vitest'
import { actionStates, openStates } from './action.ts'
import type { Colleague } from './colleague.ts'
import { actsLeft, isTheirs, nextDay, waitsForAnswer, whyNot } from './promises.ts'

const priya: Colleague = { id: 'priya', name: 'Priya Shah', jobTitle: '', team: 'OT', role: 'colleague' }

describe('a promise made again', () => {
  test.each([
    ['2026-11-23', '2026-11-24'],
    ['2026-11-27', '2026-11-30'],
    ['2026-12-24', '2026-12-29'],
  ])('one key on %s re-dates to %s, the next working day', (today, next) => {
    expect(nextDay(today)).toBe(next)
  })

  test.each(actionStates)('what is %s offers what the server would take', (state) => {
    const open = openStates.includes(state)
    const declined = state === 'declined'
    expect(actsLeft({ state })).toEqual({
      reDate: open,
      reAssign: open || declined,
      escalate: open || declined,
      settle: declined,
    })
  })

  test('once is enough to escalate, and a settled one is left alone', () => {
    expect(actsLeft({ state: 'agreed', escalated: '2026-11-23T10:00:00Z' }).escalate).toBe(false)
    const settled = actsLeft({ state: 'declined', settled: '2026-11-23T10:00:00Z' })
    expect(Object.values(settled)).toEqual([false, false, false, false])
  })
})

describe('a key that does nothing', () => {
  const escalated = '2026-11-23T10:00:00Z'

  test('says why, and which keys are left', () => {
    expect(whyNot({ state: 'accepted' }, 'x')).toBe(
      'Only what was declined can be let be; this is still promised. What is left: another day (D), another owner (R), escalate (E).',
    )
    expect(whyNot({ state: 'declined' }, 'd')).toBe(
      'It was declined, so no day helps it. What is left: another owner (R), escalate (E), let it be (X).',
    )
    expect(whyNot({ state: 'agreed', escalated }, 'e')).toBe(
      'It is escalated already. What is left: another day (D), another owner (R).',
    )
    expect(whyNot({ state: 'done' }, 'r')).toBe('That is over.')
  })

  test('a key that does something, or is none of these, has nothing to say', () => {
    for (const key of ['d', 'r', 'e']) expect(whyNot({ state: 'agreed' }, key)).toBeNull()
    for (const key of ['r', 'e', 'x']) expect(whyNot({ state: 'declined' }, key)).toBeNull()
    for (const key of ['k', 'enter', 'constructor', '']) expect(whyNot({ state: 'declined' }, key)).toBeNull()
  })
})

describe('who is to answer', () => {
  test('whoever is named, of whatever team; else the team in whose queue it is', () => {
    expect(isTheirs({ owner: { id: 'priya', name: '' }, team: 'CT' }, priya)).toBe(true)
    expect(isTheirs({ owner: { id: 'olu', name: '' }, team: 'OT' }, priya)).toBe(false)
    expect(isTheirs({ owner: null, team: 'OT' }, priya)).toBe(true)
    expect(isTheirs({ owner: null, team: 'CT' }, priya)).toBe(false)
  })

  test('the catch-up asks about what that huddle agreed and nobody took, declined or escalated', () => {
    const huddle = '2026-11-23'
    expect(waitsForAnswer({ huddle, state: 'agreed' }, huddle)).toBe(true)
    expect(waitsForAnswer({ huddle, state: 'agreed', escalated: null }, huddle)).toBe(true)
    expect(waitsForAnswer({ huddle, state: 'agreed', escalated: '2026-11-23T10:00:00Z' }, huddle)).toBe(false)
    expect(waitsForAnswer({ huddle: '2026-11-20', state: 'agreed' }, huddle)).toBe(false)
    for (const state of ['accepted', 'declined', 'done', 'cancelled'] as const)
      expect(waitsForAnswer({ huddle, state }, huddle)).toBe(false)
  })
})

import { describe, expect, test } from 'vitest'
import { actionLine, actionStates, isOverdue, openStates, sayState } from './action.ts'

const today = '2026-11-23'
describe('overdue', () => {
  test.each(actionStates)('%s is overdue only when open and its day has passed', (state) => {
    expect(isOverdue({ state, due: '2026-11-22' }, today)).toBe(openStates.includes(state))
    expect(isOverdue({ state, due: today }, today)).toBe(false)
    expect(isOverdue({ state, due: '2026-11-24' }, today)).toBe(false)
  })
})

describe('in words', () => {
  test.each([
    ['agreed', today, null, 'due today'],
    ['agreed', '2026-11-24', null, 'due tomorrow'],
    ['agreed', '2026-11-26', null, 'due Thu 26 Nov'],
    ['agreed', '2026-11-22', null, '1 day late'],
    ['accepted', today, null, 'accepted'],
    ['accepted', '2026-11-20', null, '3 days late'],
    ['declined', '2026-11-20', 'no capacity', 'declined: no capacity'],
    ['declined', '2026-11-20', null, 'declined'],
    ['done', '2026-11-20', 'fitted 14:20', 'done'],
    ['cancelled', '2026-11-20', null, 'cancelled'],
    ['ordered', '2026-11-24', null, 'ordered'],
    ['ordered', '2026-11-22', null, 'ordered, 1 day late'],
    ['delivered', '2026-11-24', null, 'delivered, not shown'],
    ['delivered', '2026-11-20', null, 'delivered, not shown, 3 days late'],
    ['shown', '2026-11-24', null, 'shown and working'],
    ['collected', '2026-11-20', null, 'collected'],
  ] as const)('%s, due %s, noted %s: %s', (state, due, lastNote, said) => {
    expect(sayState({ state, due, lastNote }, today)).toBe(said)
  })

  test('what a team puts in itself is fitted, and a booking says its day', () => {
    const due = { due: '2026-11-27', lastNote: null }
    expect(sayState({ ...due, state: 'delivered', kind: 'adaptation' }, today)).toBe('fitted, not shown')
    expect(sayState({ ...due, state: 'to sign off', tier: 'CT' }, today)).toBe(
      'waits for sign-off by care technology',
    )
    expect(sayState({ ...due, state: 'to sign off' }, today)).toBe('waits for sign-off')
    expect(sayState({ ...due, state: 'booked', bookedFor: '2026-11-26' }, today)).toBe(
      'booked for Thu 26 Nov',
    )
  })

  test('an action is said on one line', () => {
    expect(actionLine({ title: 'Grab rail, short', quantity: 2, room: 'Bathroom' })).toBe(
      'Grab rail, short × 2 · Bathroom',
    )
    expect(actionLine({ title: 'Key safe', quantity: 1, room: null })).toBe('Key safe')
    expect(actionLine({ title: 'Commode', quantity: 1, room: 'Bedroom' })).toBe('Commode · Bedroom')
  })
})

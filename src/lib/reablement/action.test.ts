import { describe, expect, test } from 'vitest'
import { actionActs, actionLine, actionStates, isOverdue, openStates, sayState, step } from './action.ts'
import type { ActionAct, ActionState } from './action.ts'
import { Problem } from './problem.ts'

const today = '2026-11-23'
const leads: Record<string, ActionState> = {
  'agreed accept': 'accepted',
  'agreed decline': 'declined',
  'agreed finish': 'done',
  'agreed cancel': 'cancelled',
  'agreed undo': 'cancelled',
  'accepted decline': 'declined',
  'accepted finish': 'done',
  'accepted cancel': 'cancelled',
  'declined cancel': 'cancelled',
  'agreed re-date': 'agreed',
  'agreed re-assign': 'agreed',
  'agreed escalate': 'agreed',
  'accepted re-date': 'accepted',
  'accepted re-assign': 'agreed',
  'accepted escalate': 'accepted',
  'declined re-assign': 'agreed',
  'declined escalate': 'declined',
  'declined settle': 'declined',
}
const every = actionStates.flatMap((state) => actionActs.map((act): [ActionState, ActionAct] => [state, act]))

describe('the states of an action', () => {
  test.each(every)('from %s, %s leads where the table says or is refused in words', (state, act) => {
    const to = leads[`${state} ${act}`]
    if (to) return expect(step(state, act)).toBe(to)
    expect(() => step(state, act)).toThrow(Problem)
    expect(() => step(state, act)).toThrow(/already|declined|cancelled/)
  })

  test('a refusal has the code wrong-state', () => {
    try {
      step('done', 'accept')
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ code: 'wrong-state', detail: 'It is done already.' })
    }
  })

  test('nothing done or cancelled ever moves again', () => {
    for (const state of ['done', 'cancelled'] as const) {
      for (const act of actionActs) expect(() => step(state, act)).toThrow(Problem)
    }
  })
})

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
  ] as const)('%s, due %s, noted %s: %s', (state, due, lastNote, said) => {
    expect(sayState({ state, due, lastNote }, today)).toBe(said)
  })

  test('an action is said on one line', () => {
    expect(actionLine({ title: 'Grab rail, short', quantity: 2, room: 'Bathroom' })).toBe(
      'Grab rail, short × 2 · Bathroom',
    )
    expect(actionLine({ title: 'Key safe', quantity: 1, room: null })).toBe('Key safe')
    expect(actionLine({ title: 'Commode', quantity: 1, room: 'Bedroom' })).toBe('Commode · Bedroom')
  })
})

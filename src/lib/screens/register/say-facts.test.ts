import { describe, expect, test } from 'vitest'
import type { ActionView } from '#lib/reablement/action.ts'
import { userWeight } from '#lib/reablement/measurement.ts'
import { sayStateOf, sayStepFacts, sayTaken } from '#lib/reablement/step-words.ts'
import { sayFacts } from './say-facts.ts'
import { sayNext } from './say.ts'

const today = '2026-11-23'
const view = (wish: Partial<ActionView>): ActionView => ({
  ...{ id: 'a', episode: 'e', kind: 'equipment', item: 'X', title: 'Stool', quantity: 1, room: null },
  ...{ detail: null, team: 'OT', owner: null, due: '2026-11-24', state: 'accepted', lastNote: null },
  ...{ agreedAt: '', agreedBy: { id: 'p', name: 'P' }, huddle: '2026-11-23' },
  ...wish,
})

describe('what is known of a request', () => {
  test.each<[Partial<ActionView>, string[]]>([
    [{}, []],
    [{ asks: [userWeight] }, ['To measure: user weight']],
    [
      { asks: [userWeight], measureOn: '2026-11-25', measureBy: { id: 'a', name: 'Ann Fox' } },
      ['To measure Wed 25 Nov by Ann F: user weight'],
    ],
    [
      { asks: [userWeight], measures: [{ name: 'user weight', value: '78' }] },
      ['Measured: user weight 78 kg'],
    ],
    [
      { asks: [userWeight], measures: [{ name: 'user weight', value: '140' }], safeLoad: 120 },
      [
        'Measured: user weight 140 kg',
        'It is safe up to 120 kg, and 140 kg is more. Ask for a stronger one.',
      ],
    ],
    [
      { state: 'ordered', theirReference: 'CE-1', bookedFor: '2026-11-24' },
      ['Reference CE-1', 'Expected Tue 24 Nov'],
    ],
    [
      { kind: 'care technology', connection: 'analogue', testOn: '2026-11-24', bookedFor: '2026-11-24' },
      ['Booked for Tue 24 Nov', 'Connects by analogue line: ends January 2027', 'Test Tue 24 Nov'],
    ],
    [
      { state: 'done', byUs: true, deliveredOn: '2026-11-20', onLoan: true, asks: [userWeight] },
      ['Taken and fitted by us', 'There since Fri 20 Nov, on loan'],
    ],
    [
      { state: 'done', deliveredOn: '2026-11-20', stays: { on: '2026-11-23', by: 'Priya Shah' } },
      ['There since Fri 20 Nov', 'Stays with them for good, said by Priya S on Mon 23 Nov'],
    ],
    [{ state: 'collected', collectedOn: '2026-11-22' }, ['Collected Sun 22 Nov']],
  ])('%o: %o', (wish, said) => {
    expect(sayFacts(view(wish), today)).toEqual(said)
  })

  test('and what was said with a step of its story', () => {
    const facts = { measures: { 'seat height': '48 cm' }, reference: 'CE-1', on: '2026-11-24', by: 'Ann Fox' }
    expect(sayStepFacts(facts, today)).toEqual([
      'seat height 48 cm',
      'reference CE-1',
      'Tue 24 Nov',
      'by Ann F',
    ])
    expect(sayStepFacts(undefined, today)).toEqual([])
    expect(sayStepFacts({ byUs: false }, today)).toEqual(['not by us after all'])
    expect(sayStepFacts({ opens: true }, today)).toEqual(['no key safe, but somebody can open'])
  })
})

test('steps are said by what was done, corrections by where they went back to', () => {
  const step = { from: 'delivered', to: 'ordered', kind: 'equipment' } as const
  expect(sayTaken('correct', step, 'Olu A')).toBe('Corrected by Olu A: delivered, not shown → ordered')
  expect(sayTaken('order', { ...step, from: 'measured' }, 'Olu A')).toBe('Ordered by Olu A')
  const fitted = { from: 'accepted', to: 'delivered', kind: 'adaptation' } as const
  expect(sayTaken('deliver', fitted, 'Ron W')).toBe('Fitted, said by Ron W')
  expect(sayStateOf({ state: 'delivered', kind: 'adaptation' })).toBe('Fitted, not shown')
  expect(sayNext('deliver', { kind: 'adaptation' })).toBe('to be fitted')
})

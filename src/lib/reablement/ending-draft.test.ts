import { describe, expect, test } from 'vitest'
import { closedBecause, draftOf, factsOf, withSaid, wordsSaid } from './ending-draft.ts'
import type { EndingAround } from './ending-draft.ts'
import { saveEndingInput } from './ending-inputs.ts'
import { noOngoingCare, sayMeasure } from './outcomes.ts'
import type { Ending } from './outcomes.ts'

const around: EndingAround = {
  ...{ kind: 'reablement', start: '2026-11-02', plannedEnd: '2026-12-04', today: '2026-12-08' },
  extendedUntil: null,
  ...{ anchor: 'discharge', expected: null, datedBefore: false, callsNow: 1 },
  goals: [{ id: 'tea', what: 'make tea', by: null, state: 'working on it' }],
  onLoan: [{ id: 'stool', title: 'Perching stool', team: 'OT', asked: false }],
  openActions: [{ id: 'rail', line: 'Grab rail', team: 'MA', collects: false, mayClose: true }],
}

describe('what is proposed', () => {
  test('is the planned end when it has come, today before, and nothing nobody planned', () => {
    const draft = draftOf({}, around)
    expect(draft).toMatchObject({ endedOn: '2026-12-04', ending: null, national: null, dated: false })
    expect([draft.goals, draft.items, draft.actions]).toEqual([{}, {}, {}])
    expect(draftOf({}, { ...around, plannedEnd: '2026-12-20' }).endedOn).toBe('2026-12-08')
    expect(draftOf({}, { ...around, plannedEnd: null }).endedOn).toBe('2026-12-08')
  })

  test.each([
    ['a plan of a week ago still holds', '2026-12-01', null, '2026-12-01'],
    ['an older one says nothing of the last day', '2026-11-30', null, '2026-12-08'],
    ['nobody ends before the extension that followed the plan', '2026-12-04', '2026-12-20', '2026-12-08'],
    ['a plan made after the extension holds', '2026-12-04', '2026-12-04', '2026-12-04'],
  ])('of the last day: %s', (_, plannedEnd, extendedUntil, endedOn) => {
    expect(draftOf({}, { ...around, plannedEnd, extendedUntil }).endedOn).toBe(endedOn)
  })

  test('is what the ending itself says of what follows; “not said” takes it back', () => {
    expect(draftOf({ ending: 'ongoing care' }, around).followOn).toBe('long-term care at home')
    expect(draftOf({ ending: 'care home' }, around).followOn).toBe('care home')
    expect(draftOf({ ending: 'independent' }, around).followOn).toBeNull()
    expect(draftOf({ ending: 'ongoing care', followOn: null }, around).followOn).toBeNull()
    expect(draftOf({ ending: 'ongoing care', followOn: 'nothing' }, around).followOn).toBe('nothing')
  })

  test('and counts as the checklist has it: a past quarter ended without a word more is no 100%', () => {
    const endedBy = (count: number, ending: Ending) =>
      Array.from({ length: count }, () => {
        const { national, followOn } = draftOf({ ending }, around)
        return { kind: 'reablement' as const, ending, national, followOn }
      })
    // Nov 22 to Jan 23: 174 independent, 32 back in hospital, 79 with care, 9 in a care home.
    const quarter = [
      ...[...endedBy(174, 'independent'), ...endedBy(32, 're-admitted')],
      ...[...endedBy(79, 'ongoing care'), ...endedBy(9, 'care home')],
    ]
    expect(sayMeasure(noOngoingCare(quarter))).toBe('66.4% (174 of 262)')
  })

  test('is what a huddle expected, with the national outcome we propose; a group of several proposes none', () => {
    expect(draftOf({}, { ...around, expected: 'fully independent', datedBefore: true })).toMatchObject({
      ...{ ending: 'independent', national: 'NFA: Support ended as planned', dated: true },
    })
    expect(draftOf({}, { ...around, expected: 'other' }).ending).toBeNull()
    expect(draftOf({ ending: null }, { ...around, expected: 'fully independent' }).ending).toBeNull()
  })

  test('is that the calls are stepped down when there are none, and that what was asked is collected', () => {
    const [stool] = around.onLoan
    const asked = {
      ...{ ...around, callsNow: 0, onLoan: stool ? [{ ...stool, asked: true }] : [] },
      openActions: [{ id: 'ask', line: 'Collect', team: 'OT', collects: true, mayClose: true }],
    }
    expect(draftOf({}, asked)).toMatchObject({
      ...{ stepDown: { done: true }, items: { stool: 'collect' } },
      actions: { ask: { how: 'kept', why: 'it collects what is on loan' } },
    })
    // What asked for it has nothing left to collect: somebody says what becomes of that.
    expect(draftOf({ items: { stool: 'stays' } }, asked).actions).toEqual({})
    expect(
      draftOf({ items: { stool: 'stays' }, actions: { ask: null }, stepDown: null }, asked),
    ).toMatchObject({
      ...{ stepDown: null, items: { stool: 'stays' }, actions: {} },
    })
  })
})

describe('what is said', () => {
  test('wins, part by part, and stays until it is said otherwise', () => {
    const first = withSaid({}, { ending: 'independent', goals: { tea: 'met' } })
    const then = withSaid(first, { goals: { walk: 'changed' }, endedOn: '2026-12-01' })
    expect(then).toEqual({
      ...{ ending: 'independent', goals: { tea: 'met', walk: 'changed' }, endedOn: '2026-12-01' },
    })
    // A goal that is gone by now is left out.
    expect(draftOf(then, around)).toMatchObject({ goals: { tea: 'met' }, endedOn: '2026-12-01' })
  })

  test('of the national outcome goes with its ending, or makes way for the one we propose', () => {
    const said = { ending: 'independent', national: 'NFA: Information and advice or signposting' } as const
    expect(draftOf(said, around).national).toBe('NFA: Information and advice or signposting')
    expect(draftOf({ ...said, ending: 'died' }, around).national).toBe('NFA: Deceased')
  })

  test('becomes the facts of the checklist', () => {
    const facts = factsOf(
      draftOf(
        { dated: true, dischargedOn: '2026-11-01', goals: { tea: 'met' }, items: { stool: 'stays' } },
        around,
      ),
      around,
    )
    expect(facts).toMatchObject({
      laterChecks: { first: '2027-01-24', second: '2027-01-31' },
      goals: [{ lookedAt: true }],
      onLoan: [{ said: 'stays' }],
      openActions: [{ settled: null }],
    })
    expect(
      factsOf(draftOf({ dated: true }, { ...around, anchor: 'end' }), { ...around, anchor: 'end' }),
    ).toMatchObject({
      ...{ anchoredOn: '2026-12-04', laterChecks: { first: '2027-02-26', second: '2027-03-05' } },
    })
  })

  test('has every text looked through, and is refused when it is too long or no day', () => {
    const change = {
      copy: { notNeeded: 'a' },
      stepDown: { done: true as const },
      actions: { rail: { how: 'handed over' as const, to: 'b' }, key: null },
    }
    expect(wordsSaid(change)).toEqual([
      { field: 'copy', words: 'a' },
      { field: 'actions', words: 'b' },
    ])
    const parsed = (wish: object) => saveEndingInput.safeParse({ episode: 'e', change: wish }).success
    expect(parsed(change)).toBe(true)
    expect(parsed({ endedOn: '2026-02-30' })).toBe(false)
    expect(parsed({ copy: { notNeeded: 'x'.repeat(201) } })).toBe(false)
  })

  test('of an action is kept with it', () => {
    expect(closedBecause({ how: 'handed over', to: ' district nurses ' })).toBe(
      'Handed over to district nurses, at the end of their time with us',
    )
    expect(closedBecause({ how: 'closed', why: 'not wanted' })).toMatch(/^not wanted \(closed/)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endingChecklist, endingParts, missingToEnd, refuseEnding } from './ending.ts'
import type { Answer, EndingFacts, EndingPart } from './ending.ts'
import { endingChoices, endings } from './outcomes.ts'

const today = '2026-12-08'
const nothing: EndingFacts = {
  ...{ kind: 'reablement', ending: null, national: null, followOn: null },
  goals: [{ id: 'g', what: 'make my own tea', lookedAt: false }],
  onLoan: [{ title: 'Perching stool', said: null }],
  ...{ stepDown: null, servicesTold: null, laterChecks: null, anchoredOn: '2026-11-22', copy: null },
  openActions: [
    { id: 'a', line: 'Grab rail, short · Bathroom', settled: null },
    { id: 'b', line: 'Key safe', settled: null },
    { id: 'c', line: 'Ring the daughter', settled: null },
  ],
}
const all: EndingFacts = {
  ...nothing,
  ...{ ending: 'independent', national: 'NFA: Support ended as planned', followOn: 'nothing' },
  goals: [{ id: 'g', what: 'make my own tea', lookedAt: true }],
  onLoan: [{ title: 'Perching stool', said: 'collection asked' }],
  ...{ stepDown: { done: true }, servicesTold: { notNeeded: 'no service follows' }, copy: { done: true } },
  laterChecks: { first: '2027-02-14', second: '2027-02-21' },
  openActions: [
    { id: 'a', line: 'Grab rail, short · Bathroom', settled: { how: 'kept', why: 'fitted on Thursday' } },
    { id: 'b', line: 'Key safe', settled: { how: 'closed', why: 'not wanted any more' } },
    { id: 'c', line: 'Ring the daughter', settled: { how: 'handed over', to: 'district nurses' } },
  ],
}
const row = (facts: EndingFacts, part: EndingPart) =>
  endingChecklist(facts, today).find((one) => one.part === part)

describe('ending', () => {
  test('with nothing said, everything is missing, in words', () => {
    expect(missingToEnd(nothing, today)).toEqual([
      'the outcome: choose how it ended',
      'goals at the end: look at “make my own tea”',
      'items to collect: say what comes back of Perching stool',
      'the step-down: say that the calls are stepped down, or why not',
      'onward services told: tell the onward services, or say why there are none',
      'the later checks: date them: Sun 14 Feb 2027 and Sun 21 Feb 2027',
      'the person’s copy: print their copy, or say why not',
      'open actions: close, keep or hand over Grab rail, short · Bathroom, Key safe and 1 more',
    ])
  })

  test('with everything said, nothing is', () => {
    expect(endingChecklist(all, today).map(({ whole, said }) => [whole, said])).toEqual([
      [true, 'fully independent, no care; nationally “NFA: Support ended as planned”'],
      [true, '1 looked at'],
      [true, 'Perching stool: collection asked'],
      [true, 'done'],
      [true, 'not needed: no service follows'],
      [true, 'Sun 14 Feb 2027 and Sun 21 Feb 2027'],
      [true, 'printed'],
      [true, '1 closed, 1 kept, 1 handed over'],
    ])
    expect(refuseEnding(all, today)).toBeNull()
  })

  test('one thing missing refuses it with that thing', () => {
    const [first, ...rest] = all.openActions
    const openActions = [...(first ? [{ ...first, settled: null }] : []), ...rest]
    expect(refuseEnding({ ...all, copy: null, openActions }, today)).toBe(
      'Still missing: the person’s copy: print their copy, or say why not; open actions: close, keep or hand over Grab rail, short · Bathroom.',
    )
  })

  test('a reason left empty is none', () => {
    expect(row({ ...all, stepDown: { notNeeded: ' ' } }, 'step down')?.whole).toBe(false)
    const settled = { how: 'handed over', to: '' } as const
    expect(row({ ...all, openActions: [{ id: 'a', line: 'Key safe', settled }] }, 'actions')).toMatchObject({
      whole: false,
      said: 'say why, or to whom: Key safe',
    })
    const open = { id: 'b', line: 'Grab rail', settled: null }
    const both = [{ id: 'a', line: 'Key safe', settled: { how: 'kept', why: ' ' } as const }, open]
    expect(row({ ...all, openActions: both }, 'actions')?.said).toBe(
      'close, keep or hand over Grab rail, and say why, or to whom: Key safe',
    )
  })
})

describe('the outcome', () => {
  test('needs the national one beneath it, and one that goes with it', () => {
    expect(row({ ...all, national: null }, 'outcome')?.said).toBe('choose the national outcome beneath it')
    expect(refuseEnding({ ...all, national: 'NFA: Deceased' }, today)).toMatch(
      /^Still missing: the outcome: “NFA: Deceased” does not go with “Fully independent, no care needed”\. Choose .+[^.]\.$/,
    )
  })

  test('that cannot be classified warns and holds nothing up', () => {
    const care: EndingFacts = {
      ...all,
      ...{ ending: 'ongoing care', national: 'Progress to support planning or services', followOn: null },
    }
    expect(row(care, 'outcome')?.warning).toMatch(/^The national figures cannot classify/)
    expect(refuseEnding(care, today)).toBeNull()
    expect(row({ ...care, followOn: 'long-term care at home' }, 'outcome')).not.toHaveProperty('warning')
  })

  test('stands in the group the administrator chose where the council does not say', () => {
    const declined: EndingFacts = { ...all, ending: 'declined', national: 'NFA: Support declined' }
    const [first] = endingChecklist(declined, today, { declined: 'fully independent' })
    expect(first?.said).toMatch(/^fully independent/)
  })
})

describe('what is needless', () => {
  test('is not asked of somebody who has died', () => {
    const died: EndingFacts = {
      ...nothing,
      ...{
        ending: 'died',
        national: 'NFA: Deceased',
        onLoan: [],
        openActions: [],
        servicesTold: { done: true },
      },
    }
    expect(refuseEnding(died, today)).toBeNull()
  })

  test('nor calls of somebody in hospital, nor checks after bridging', () => {
    const back: EndingFacts = {
      ...all,
      ending: 're-admitted',
      national: 'Admitted to hospital',
      stepDown: null,
    }
    expect(refuseEnding(back, today)).toBeNull()
    expect(refuseEnding({ ...all, kind: 'bridging', laterChecks: null }, today)).toBeNull()
    expect(row({ ...all, laterChecks: null, anchoredOn: null }, 'later checks')?.said).toBe(
      'say the day they are counted from',
    )
  })
})

test('whatever is said, it ends exactly when no part is missing, and no open action is left unsaid', () => {
  const answer = fc.constantFrom<(Answer | null)[]>(
    null,
    { done: true },
    { notNeeded: 'nobody follows' },
    { notNeeded: '' },
  )
  const anything = fc.record<EndingFacts>({
    kind: fc.constantFrom('reablement', 'bridging'),
    ending: fc.option(fc.constantFrom(...endings)),
    national: fc.option(fc.constantFrom(...endings.map((one) => endingChoices[one].national[0]))),
    followOn: fc.constantFrom(null, 'nothing'),
    goals: fc.array(fc.record({ id: fc.constant('g'), what: fc.constant('tea'), lookedAt: fc.boolean() }), {
      maxLength: 2,
    }),
    onLoan: fc.array(
      fc.record({ title: fc.constant('Stool'), said: fc.constantFrom(null, 'stays', 'collection asked') }),
      { maxLength: 2 },
    ),
    ...{ stepDown: answer, servicesTold: answer, copy: answer },
    laterChecks: fc.constantFrom(null, { first: '2027-02-14', second: '2027-02-21' }),
    anchoredOn: fc.constantFrom(null, '2026-11-22'),
    openActions: fc.array(
      fc.record({
        id: fc.constant('a'),
        line: fc.constant('Key safe'),
        settled: fc.constantFrom(
          null,
          { how: 'closed', why: '' } as const,
          { how: 'kept', why: 'Thursday' } as const,
        ),
      }),
      { maxLength: 3 },
    ),
  })
  fc.assert(
    fc.property(anything, (facts) => {
      const rows = endingChecklist(facts, today)
      expect(rows.map(({ part }) => part)).toEqual([...endingParts])
      expect(refuseEnding(facts, today) === null).toBe(rows.every(({ whole }) => whole))
      if (refuseEnding(facts, today) !== null) return
      expect(facts.ending).not.toBeNull()
      for (const { settled } of facts.openActions) expect(settled).toEqual({ how: 'kept', why: 'Thursday' })
    }),
    { numRuns: 500 },
  )
})

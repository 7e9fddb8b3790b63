import { describe, expect, test } from 'vitest'
import { becameOf, decidedLines, findPeople, raiseReason, sayBecame } from './raised.ts'
import type { Decided, Findable, HuddleOfRaise, RaiseFacts } from './raised.ts'

const at = '2026-11-23T08:00:00.000Z'
const open = { huddle: 'mon', date: '2026-11-23', runs: false, after: '2026-11-24' }
const facts = (more: Partial<RaiseFacts> = {}): RaiseFacts => ({
  ...{ at, afterHuddle: null, takenBack: false, onBoard: true, huddles: [], open },
  ...more,
})
const held = (huddle: string, date: string, more: Partial<HuddleOfRaise> = {}): HuddleOfRaise => ({
  ...{ huddle, date, closedAt: `${date}T10:00:00.000Z`, outcome: 'discussed' },
  ...more,
})
const said = (more: Partial<RaiseFacts>, today = '2026-11-23') => sayBecame(becameOf(facts(more)), today)

describe('what became of a raise', () => {
  test.each<[string, Partial<RaiseFacts>, string]>([
    ['it waits for the huddle that is prepared', {}, 'On the agenda for Mon 23 Nov'],
    ['the huddle runs', { open: { ...open, runs: true } }, 'On the agenda of the huddle that is on now'],
    [
      'it was raised behind the back of the huddle that runs',
      { open: { ...open, runs: true }, afterHuddle: 'mon' },
      'On the agenda for Tue 24 Nov',
    ],
    [
      'a huddle before it came to them',
      { huddles: [held('fri', '2026-11-20')] },
      'On the agenda for Mon 23 Nov',
    ],
    ['it was talked about', { huddles: [held('mon', '2026-11-23')] }, 'Talked about on Mon 23 Nov'],
    [
      'it is talked about just now',
      { huddles: [held('mon', '2026-11-23', { closedAt: null })], open: { ...open, runs: true } },
      'Talked about in the huddle that is on now',
    ],
    [
      'it was not reached',
      {
        huddles: [held('mon', '2026-11-23', { outcome: 'not reached' })],
        open: { huddle: 'tue', date: '2026-11-24', runs: false, after: '2026-11-25' },
      },
      'Not reached on Mon 23 Nov. On the agenda for Tue 24 Nov',
    ],
    ['it was taken back', { takenBack: true }, 'Taken back: the huddle does not see it'],
    [
      'they left',
      { onBoard: false },
      'They left the service before a huddle came to it. Tell your team leader if it still matters',
    ],
  ])('%s', (_what, more, words) => {
    expect(said(more)).toBe(words)
  })

  test('the first huddle that came to them counts, whatever came after', () => {
    const huddles = [
      held('mon', '2026-11-23', { outcome: 'not reached' }),
      held('tue', '2026-11-24', { outcome: 'parked' }),
      held('wed', '2026-11-25'),
    ]
    expect(becameOf(facts({ huddles }))).toMatchObject({ on: '2026-11-24', outcome: 'parked' })
  })

  test('whoever left after they were talked about was talked about', () => {
    expect(said({ onBoard: false, huddles: [held('mon', '2026-11-23')] })).toBe('Talked about on Mon 23 Nov')
  })
})

describe('what was decided', () => {
  const talked = {
    kind: 'talked about',
    huddle: 'mon',
    on: '2026-11-23',
    runs: false,
    outcome: 'discussed',
  } as const
  const rail: Decided = {
    ...{ title: 'Grab rail', quantity: 2, room: 'Bathroom', due: '2026-11-25', state: 'agreed' },
    ...{ lastNote: null, kind: 'adaptation', who: 'Minor adaptations' },
  }

  test('each action with who has it, its day and where it stands', () => {
    const declined: Decided = {
      ...rail,
      quantity: 1,
      state: 'declined',
      lastNote: 'no capacity',
      who: 'Ron W',
    }
    expect(decidedLines(talked, ['Step down to 3 calls'], [rail, declined], '2026-11-23')).toEqual([
      'Step down to 3 calls',
      'Grab rail × 2 · Bathroom: Minor adaptations, by Wed 25 Nov, not accepted yet',
      'Grab rail · Bathroom: Ron W, by Wed 25 Nov, declined: no capacity',
    ])
    expect(decidedLines(talked, [], [rail], '2026-11-26')[0]).toContain('1 day late')
  })

  test('nothing: looked at, and while the huddle runs nothing so far', () => {
    expect(decidedLines(talked, [], [], '2026-11-23')).toEqual(['Looked at, nothing needed'])
    expect(decidedLines({ ...talked, runs: true }, [], [], '2026-11-23')).toEqual(['Nothing agreed so far'])
  })
})

test('the reason says who and what', () => {
  expect(raiseReason({ by: 'Nadia O', words: 'heels are red' })).toBe('raised by Nadia O: heels are red')
})

describe('finding somebody', () => {
  const one = (name: string, reference: string): Findable => ({
    ...{ episode: reference, reference, name, surname: '', where: '', nameAlike: false },
  })
  const people = [
    one('Zoë Brown', 'RB27001'),
    one('Ann O’Dowd', 'RB27002'),
    one('Jean Orton-Lane', 'RB27013'),
    one('Kam Annan', 'RB27004'),
  ]
  const names = (typed: string, recent: string[] = []) =>
    findPeople(people, typed, recent).map(({ name }) => name)

  test.each([
    ['z', []],
    ['zoe', ['Zoë Brown']],
    ['ann', ['Ann O’Dowd', 'Kam Annan']],
    ['odo', ['Ann O’Dowd']],
    ['kam an', ['Kam Annan']],
    ['an kam', ['Kam Annan']],
    ['wn', []],
    ['27013', ['Jean Orton-Lane']],
    ['rb 27013', ['Jean Orton-Lane']],
    ['RB27013 ', ['Jean Orton-Lane']],
    ['.*', []],
  ])('“%s”', (typed, found) => {
    expect(names(typed)).toEqual(found)
  })

  test('whoever was raised lately comes first', () => {
    expect(names('ann', ['RB27004'])).toEqual(['Kam Annan', 'Ann O’Dowd'])
  })
})

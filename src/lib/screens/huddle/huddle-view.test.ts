import { expect, test } from 'vitest'
import type { ActionView } from '#lib/reablement/action.ts'
import type { AgendaItem, AgendaSection, Steering } from '#lib/reablement/huddle.ts'
import {
  actSaid,
  agreedAt,
  byTeam,
  callsShown,
  comeBack,
  dayShown,
  howNow,
  isEarly,
  outcomeShown,
  railOf,
  raisedSince,
  spokenOf,
  sayNextTime,
  unsettled,
} from './huddle-view.ts'

function item(episode: string, section: AgendaSection, more: Partial<AgendaItem> = {}): AgendaItem {
  return {
    episode,
    section,
    reasons: section === 'rest' ? [] : [section],
    outcome: null,
    seconds: 0,
    ...more,
  }
}

const agenda = [
  item('a', 'raised', { outcome: 'discussed' }),
  item('b', 'raised'),
  item('c', 'new'),
  item('d', 'promises'),
  item('e', 'rest', { reasons: ['day 44'] }),
  item('f', 'rest'),
  item('g', 'rest'),
]

const steering: Steering = {
  huddle: 'h',
  date: '2026-11-23',
  state: 'live',
  chair: null,
  step: 'people',
  stepSince: '2026-11-23T09:34:00.000Z',
  silenceUntil: null,
  promises: [],
  current: 'b',
  currentSince: '2026-11-23T09:41:00.000Z',
  startedAt: '2026-11-23T09:30:00.000Z',
  pausedAt: null,
  pausedSeconds: 0,
  chairAwaySince: null,
  agenda,
  teamsDone: [],
  attendance: [],
  missed: {},
  suggestedSeconds: 60,
  paces: { promises: 30, new: 60, raised: 60, leaving: 25, 'quick look': 10, rest: 10 },
}

function action(id: string, more: Partial<ActionView> = {}): ActionView {
  return {
    id,
    episode: 'a',
    kind: 'task',
    item: null,
    title: 'Ring the son',
    quantity: 1,
    room: null,
    detail: null,
    team: 'OT',
    owner: null,
    due: '2026-11-24',
    state: 'agreed',
    agreedAt: `2026-11-23T09:4${id}:00.000Z`,
    agreedBy: { id: 'p', name: 'Priya S' },
    lastNote: null,
    huddle: '2026-11-23',
    ...more,
  }
}

test('the rail keeps apart whose turns come, who else has a reason, and everybody else', () => {
  const { turns, noted, quiet } = railOf(agenda)
  expect(turns.map(({ episode }) => episode)).toEqual(['a', 'b', 'c', 'd'])
  expect(noted.map(({ episode }) => episode)).toEqual(['e'])
  expect(quiet).toHaveLength(2)
})

test('agreed here: this huddle’s, in order, without what was undone', () => {
  const actions = [
    action('3'),
    action('1'),
    action('2', { state: 'cancelled' }),
    action('4', { huddle: '2026-11-20' }),
  ]
  expect(agreedAt(actions, '2026-11-23').map(({ id }) => id)).toEqual(['1', '3'])
})

test('the read-back goes by team in the service’s order', () => {
  const teams = [
    { code: 'OT', name: 'Occupational therapy' },
    { code: 'CT', name: 'Care technology' },
    { code: 'SW', name: 'Social work' },
  ]
  const found = byTeam([action('1', { team: 'CT' }), action('2'), action('3', { team: 'CT' })], teams)
  expect(found.map(({ code, actions }) => [code, actions.length])).toEqual([
    ['OT', 1],
    ['CT', 2],
  ])
})

test('whoever the agenda lists without an outcome holds the huddle open, and whoever a look is due for', () => {
  const due = { lookDue: true }
  const open = [
    item('h', 'quick look', due),
    item('i', 'promises'),
    item('j', 'new', { ...due, outcome: 'discussed' }),
    item('k', 'leaving', { outcome: 'not reached' }),
    item('l', 'raised', { waitsFor: 'CT' }),
    item('m', 'rest'),
  ]
  expect(unsettled(open).map(({ episode }) => episode)).toEqual(['h', 'i'])
  expect(comeBack(open)).toEqual({ carried: 1, waiting: 1 })
})

test('whoever was not reached comes back on the next working day', () => {
  expect(sayNextTime('2026-11-23')).toBe('tomorrow')
  expect(sayNextTime('2026-11-27')).toBe('on Monday')
  expect(sayNextTime('2026-12-24')).toBe('on Tuesday')
})

test('what came of a person is said with the number of actions', () => {
  expect(outcomeShown('discussed', 2)).toEqual({ shown: '✓ 2', words: 'done, 2 actions agreed' })
  expect(outcomeShown('no change', 0).shown).toBe('✓ no change')
  expect(outcomeShown('parked', 1)).toEqual({ shown: '↷ offline', words: '1 action agreed' })
})

test('calls are said with what they were', () => {
  expect(callsShown({ perDay: 3, was: 4, carers: 1 })).toBe('3 calls a day, was 4')
  expect(callsShown({ perDay: 1, was: null, carers: 2 })).toBe('1 call a day, 2 carers')
  expect(callsShown({ perDay: 2, was: 2, carers: 1 })).toBe('2 calls a day')
  expect(callsShown(null)).toBeNull()
})

test('the day of 42 never counts past itself', () => {
  expect(dayShown(null)).toBe('before the first visit')
  expect(dayShown(1)).toBe('Day 1 of 42')
  expect(dayShown(42)).toBe('Day 42 of 42')
  expect(dayShown(43)).toBe('Day 43, past 42')
})

test('today’s mark wins over the last huddle’s, and an old one says so', () => {
  expect(howNow('ok', 'concern')).toEqual({ how: 'ok', old: false })
  expect(howNow(undefined, 'watch')).toEqual({ how: 'watch', old: true })
  expect(howNow(undefined, null)).toEqual({ how: null, old: false })
})

test('a huddle is early until its day has come in London', () => {
  expect(isEarly('2026-11-24', Date.parse('2026-11-23T10:00:00Z'))).toBe(true)
  expect(isEarly('2026-11-23', Date.parse('2026-11-23T00:10:00Z'))).toBe(false)
  expect(isEarly('2026-06-02', Date.parse('2026-06-01T23:10:00Z'))).toBe(false)
})

test.each([
  [{ current: 'c' }, { words: 'Dee K moved on to', of: 'c' }],
  [{ current: 'a' }, { words: 'Dee K went back to', of: 'a' }],
  [
    { current: null, step: 'read-back' },
    { words: 'Dee K went to the read-back', of: null },
  ],
  [
    { current: null, step: 'silence' },
    { words: 'Dee K went to the silent minute', of: null },
  ],
  [{ chair: { id: 'dee', name: 'Dee Kaur', team: 'CT' } }, { words: 'Dee K took the chair', of: null }],
  [{ pausedAt: '2026-11-23T09:42:00.000Z' }, { words: 'Dee K paused the huddle', of: null }],
  [{ state: 'preparing' }, { words: 'Dee K put the start off', of: null }],
  [{}, null],
  [
    { agenda: [...agenda.slice(0, 2), ...agenda.slice(3, 4), ...agenda.slice(2, 3), ...agenda.slice(4)] },
    { words: 'Dee K gave another place to', of: 'c' },
  ],
  [{ agenda: [item('g', 'raised'), ...agenda.slice(0, -1)] }, null],
  [{ huddle: 'other', current: 'c' }, null],
] as [Partial<Steering>, ReturnType<typeof actSaid>][])(
  'who moved the meeting is said: %j',
  (change, said) => {
    expect(actSaid(steering, { ...steering, ...change }, 'Dee K')).toEqual(said)
  },
)

test('going on after a pause is said, too', () => {
  const paused = { ...steering, pausedAt: '2026-11-23T09:42:00.000Z' }
  const words = 'Dee K went on after the pause'
  expect(actSaid(paused, { ...steering, pausedSeconds: 60 }, 'Dee K')).toEqual({ words, of: null })
})

test('a huddle left to itself has not spoken of whoever was on the screen', () => {
  expect(spokenOf(steering, false)).toBe(2)
  expect(spokenOf(steering, true)).toBe(1)
})

test('whoever is raised while the huddle runs is told once', () => {
  const late = { ...steering, agenda: agenda.map((one) => (one.episode === 'g' ? item('g', 'raised') : one)) }
  expect(raisedSince(steering, late)).toEqual(['g'])
  expect(raisedSince(late, late)).toEqual([])
  const looked = item('g', 'raised', { reasons: ['raised in the quick look'] })
  const talking = { ...steering, agenda: agenda.map((one) => (one.episode === 'g' ? looked : one)) }
  expect(raisedSince(steering, talking)).toEqual([])
  expect(raisedSince({ ...steering, state: 'preparing' }, late)).toEqual([])
})

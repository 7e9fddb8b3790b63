import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildAgenda, mayClose, sayLength, suggestedSeconds } from './agenda.ts'
import type { AgendaPerson } from './agenda.ts'
import { addDays } from './dates.ts'
import { agendaSections } from './huddle.ts'
import { hows, teamMarks } from './marks.ts'

const monday = '2026-11-23'
const tuesday = '2026-11-24'

function person(over: Partial<AgendaPerson> = {}): AgendaPerson {
  const plain = { isNew: false, day: 12, endingSoon: false, overdue: 0, marks: { teams: {} }, lastHow: null }
  return { episode: 'e1', name: 'Kamla Chauhan', ...plain, ...over }
}
const only = (over: Partial<AgendaPerson>, on = tuesday) => buildAgenda([person(over)], on)[0]

const how = fc.constantFrom(...hows)
const anybody = fc.record({
  episode: fc.uuid(),
  name: fc.constantFrom('Kamla Chauhan', 'Bernard Ashe', 'Yusuf Demir', 'Ivy Thornton', 'Rose Mbeki'),
  isNew: fc.boolean(),
  day: fc.integer({ min: -2, max: 60 }),
  endingSoon: fc.boolean(),
  overdue: fc.integer({ min: 0, max: 3 }),
  marks: fc
    .record({
      how: fc.option(how),
      raised: fc.option(fc.constantFrom('', 'two falls')),
      teams: fc.dictionary(fc.constantFrom('OT', 'CT', 'MA'), fc.constantFrom(...teamMarks), { maxKeys: 3 }),
    })
    .map(({ how, raised, teams }) => ({
      teams,
      ...(how ? { how } : {}),
      ...(raised !== null ? { raised } : {}),
    })),
  lastHow: fc.option(how),
})
const everybody = fc.uniqueArray(anybody, { maxLength: 40, selector: ({ episode }) => episode })
const anyDate = fc.integer({ min: -400, max: 800 }).map((days) => addDays(monday, days))

describe('why somebody is on the agenda', () => {
  test.each([
    [{ marks: { teams: { OT: 'ask' } } }, 'raised', ['OT asked']],
    [{ marks: { teams: { MA: 'see' } } }, 'raised', ['MA to see']],
    [
      { marks: { teams: { RP: 'ask', CT: 'see', OT: 'ask' } } },
      'raised',
      ['OT asked', 'RP asked', 'CT to see'],
    ],
    [{ marks: { teams: { OT: 'none' } } }, 'rest', []],
    [{ marks: { teams: {}, raised: 'two falls' } }, 'raised', ['raised']],
    [{ marks: { teams: {}, raised: '  ' } }, 'rest', []],
    [{ marks: { teams: {}, how: 'concern' } }, 'raised', ['concern']],
    [{ marks: { teams: {}, how: 'watch' } }, 'rest', []],
    [{ isNew: true }, 'new', ['new']],
    [{ overdue: 1 }, 'overdue', ['late action']],
    [{ overdue: 2 }, 'overdue', ['2 late actions']],
    [
      { isNew: true, overdue: 1, marks: { teams: { OT: 'ask' } } },
      'raised',
      ['OT asked', 'new', 'late action'],
    ],
    [{ day: 44 }, 'rest', ['day 44']],
    [{ day: 42 }, 'rest', ['day 42 review']],
    [{ day: 28 }, 'rest', ['day 28 review']],
    [{ day: 29 }, 'rest', []],
    [{ endingSoon: true, plannedEnd: '2026-11-26' }, 'rest', ['ends Thu']],
    [{ endingSoon: true, plannedEnd: tuesday }, 'rest', ['ends today']],
    [{ endingSoon: true }, 'rest', ['ending soon']],
    [{ lastHow: 'concern' }, 'rest', ['concern last time']],
    [{ lastHow: 'concern', marks: { teams: {}, how: 'ok' } }, 'rest', []],
    [{}, 'rest', []],
  ] as [Partial<AgendaPerson>, string, string[]][])('%j is %s: %j', (over, section, reasons) => {
    expect(only(over)).toMatchObject({ episode: 'e1', section, reasons, outcome: null, seconds: 0 })
  })

  test('a prompt day at the weekend is still said on Monday', () => {
    expect(only({ day: 30 }, monday)?.reasons).toEqual(['day 28 review'])
    expect(buildAgenda([person({ day: 31 })], tuesday, 4)[0]?.reasons).toEqual(['day 28 review'])
  })
})

describe('the order of the agenda', () => {
  test('everybody is on it exactly once', () => {
    fc.assert(
      fc.property(everybody, anyDate, (people, date) => {
        const listed = buildAgenda(people, date).map(({ episode }) => episode)
        expect([...listed].sort()).toEqual(people.map(({ episode }) => episode).sort())
      }),
    )
  })

  test('raised comes first, then new, then overdue, then the rest; a reason before none', () => {
    fc.assert(
      fc.property(everybody, anyDate, (people, date) => {
        const agenda = buildAgenda(people, date)
        const rank = ({ section, reasons }: (typeof agenda)[number]) =>
          agendaSections.indexOf(section) * 2 + (reasons.length ? 0 : 1)
        const places = agenda.map(rank)
        expect(places).toEqual([...places].sort((a, b) => a - b))
      }),
    )
  })

  test('within a day it does not depend on the order people came in', () => {
    fc.assert(
      fc.property(everybody, anyDate, (people, date) => {
        expect(buildAgenda([...people].reverse(), date)).toEqual(buildAgenda(people, date))
      }),
    )
  })

  test('a mark set during the day moves that person alone', () => {
    fc.assert(
      fc.property(everybody, anyDate, fc.nat(), (people, date, pick) => {
        const chosen = people[pick % Math.max(1, people.length)]
        fc.pre(chosen !== undefined)
        const marked = people.map((each) =>
          each === chosen ? { ...each, marks: { teams: { OT: 'ask' as const } } } : each,
        )
        const others = (agenda: { episode: string }[]) =>
          agenda.map(({ episode }) => episode).filter((episode) => episode !== chosen.episode)
        expect(others(buildAgenda(marked, date))).toEqual(others(buildAgenda(people, date)))
      }),
    )
  })

  test('in as many days as there are people everybody is first once', () => {
    for (const length of [1, 2, 7, 12, 113]) {
      const people = Array.from({ length }, (_, n) => person({ episode: `e${String(n)}` }))
      const firsts = people.map((_, n) => buildAgenda(people, addDays(monday, n))[0]?.episode)
      expect(new Set(firsts).size).toBe(length)
    }
  })
})

describe('closing', () => {
  const raised = {
    episode: 'e1',
    section: 'raised',
    reasons: ['OT asked', 'new'],
    outcome: null,
    seconds: 0,
  } as const
  const agenda = [
    { ...raised, reasons: [...raised.reasons] },
    { ...raised, reasons: [], episode: 'e2', outcome: 'no change' as const },
    { ...raised, reasons: [], episode: 'e3', section: 'rest' as const },
  ]

  test('raised people need an outcome, and only they', () => {
    expect(mayClose(agenda, [])).toEqual([
      { episode: 'e1', what: 'outcome', words: 'raised (OT asked, new), with no outcome yet' },
    ])
  })

  test('an action needs a colleague or a team', () => {
    const action = { episode: 'e2', title: 'Grab rail', owner: null, team: null }
    const missing = [{ episode: 'e2', what: 'owner', words: '“Grab rail” has no owner yet' }]
    expect(mayClose([], [action])).toEqual(missing)
    expect(mayClose([], [{ ...action, team: 'MA' }])).toEqual([])
    expect(mayClose([], [{ ...action, owner: { id: 'c1', name: 'Ron W' } }])).toEqual([])
  })

  test('the length counts everybody but the rest', () => {
    const of = (section: (typeof agendaSections)[number], times: number) =>
      Array.from({ length: times }, () => ({ section }))
    expect(suggestedSeconds).toEqual({ raised: 60, new: 60, overdue: 30, rest: 10 })
    expect(sayLength([...of('raised', 8), ...of('new', 23), ...of('overdue', 6), ...of('rest', 90)])).toBe(
      'about 34 minutes',
    )
    expect(sayLength(of('overdue', 1))).toBe('about 1 minute')
    expect(sayLength(of('rest', 90))).toBe('about 0 minutes')
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildAgenda, mayCarryOver, mayClose } from './agenda.ts'
import type { AgendaPerson } from './agenda-reasons.ts'
import { addDays } from './dates.ts'
import { agendaSections } from './huddle.ts'
import { hows, teamMarks } from './marks.ts'
import { nextWorkingDay } from './working-days.ts'

const monday = '2026-11-23'
const tuesday = '2026-11-24'

function person(over: Partial<AgendaPerson> = {}): AgendaPerson {
  const plain = { isNew: false, day: 12, endingSoon: false, marks: { teams: {} }, lastHow: null }
  const past = { overdue: 0, declined: 0, unseen: 1, carried: null, offline: null }
  return { episode: 'e1', name: 'Kamla Chauhan', ...plain, ...past, ...over }
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
  declined: fc.integer({ min: 0, max: 1 }),
  unseen: fc.integer({ min: 0, max: 8 }),
  carried: fc.option(
    fc.record({ section: fc.constantFrom(...agendaSections), from: fc.constant('2026-11-20') }),
  ),
  offline: fc.option(fc.constant('Olu A')),
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
    [{ hospital: 'gone to hospital' }, 'raised', ['gone to hospital']],
    [{ hospital: 'back from hospital', isNew: true }, 'raised', ['new', 'back from hospital']],
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
    [{ overdue: 1 }, 'promises', ['late action']],
    [{ overdue: 2 }, 'promises', ['2 late actions']],
    [{ declined: 1 }, 'promises', ['declined action']],
    [{ notShown: 1 }, 'promises', ['delivered, not shown']],
    [{ notShown: 2, overdue: 1 }, 'promises', ['late action', '2 delivered, not shown']],
    [{ declined: 2, overdue: 1 }, 'promises', ['2 declined actions', 'late action']],
    [{ offline: 'Olu A' }, 'raised', ['taken offline with Olu A']],
    [{ carried: { section: 'leaving', from: '2026-11-20' } }, 'leaving', ['carried over from Fri']],
    [
      { carried: { section: 'new', from: '2026-11-23' }, overdue: 1 },
      'new',
      ['late action', 'carried over from Mon'],
    ],
    [
      { carried: { section: 'quick look', from: '2026-11-23' }, isNew: true },
      'new',
      ['new', 'carried over from Mon'],
    ],
    [{ unseen: 2 }, 'rest', []],
    [{ unseen: 3 }, 'quick look', ['not looked at for 3 days']],
    [{ unseen: 5 }, 'quick look', ['not looked at for 5 days']],
    [{ unseen: 5, overdue: 1 }, 'promises', ['late action', 'not looked at for 5 days']],
    [
      { isNew: true, overdue: 1, marks: { teams: { OT: 'ask' } } },
      'raised',
      ['OT asked', 'new', 'late action'],
    ],
    [{ day: 44 }, 'raised', ['day 44']],
    [{ day: 42 }, 'leaving', ['day 42 review']],
    [{ day: 35 }, 'leaving', ['day 35 review']],
    [{ day: 28 }, 'leaving', ['day 28 review']],
    [{ day: 21 }, 'quick look', ['day 21 review']],
    [{ day: 7 }, 'quick look', ['day 7 review']],
    [{ day: 29 }, 'rest', []],
    [{ endingSoon: true, plannedEnd: '2026-11-26' }, 'leaving', ['ends Thu']],
    [{ endingSoon: true, plannedEnd: tuesday }, 'leaving', ['ends today']],
    [{ endingSoon: true }, 'leaving', ['ending soon']],
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

  test('the sections come in the order of the script; in the rest a reason before none', () => {
    expect(agendaSections).toEqual(['promises', 'new', 'raised', 'leaving', 'quick look', 'rest'])
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

  test('a mark set during the day moves that person, and nobody of the sections they neither leave nor join', () => {
    fc.assert(
      fc.property(everybody, anyDate, fc.nat(), (people, date, pick) => {
        const chosen = people[pick % Math.max(1, people.length)]
        fc.pre(chosen !== undefined)
        const marked = people.map((each) =>
          each === chosen ? { ...each, marks: { teams: { OT: 'ask' as const } } } : each,
        )
        const [before, after] = [buildAgenda(people, date), buildAgenda(marked, date)]
        const sectionIn = (agenda: typeof before) =>
          agenda.find(({ episode }) => episode === chosen.episode)?.section
        const touched = [sectionIn(before), sectionIn(after)]
        for (const section of agendaSections) {
          const [was, is] = [before, after].map((agenda) =>
            agenda
              .filter((item) => item.section === section && item.episode !== chosen.episode)
              .map(({ episode }) => episode),
          )
          expect(new Set(is)).toEqual(new Set(was))
          if (!touched.includes(section)) expect(is).toEqual(was)
        }
      }),
    )
  })

  const alike = (length: number, over: Partial<AgendaPerson>) =>
    Array.from({ length }, (_, n) => person({ episode: `e${String(n)}`, ...over }))
  const inEach: [string, Partial<AgendaPerson>][] = [
    ['promises', { overdue: 1 }],
    ['new', { isNew: true }],
    ['raised', { marks: { teams: { OT: 'ask' } } }],
    ['leaving', { endingSoon: true }],
    ['quick look', { unseen: 5 }],
    ['rest', {}],
  ]

  test.each(inEach)('%s: each working day begins with another person, everybody once', (section, over) => {
    for (const length of [1, 2, 3, 5, 7, 12, 48]) {
      let date = monday
      const firsts: (string | undefined)[] = []
      for (let day = 0; day < length; day++) {
        const agenda = buildAgenda(alike(length, over), date)
        expect(new Set(agenda.map((item) => item.section))).toEqual(new Set([section]))
        firsts.push(agenda[0]?.episode)
        date = nextWorkingDay(date)
      }
      expect(new Set(firsts).size).toBe(length)
    }
  })

  test('whoever else there is, no section of two or more has the same order on two working days on end', () => {
    fc.assert(
      fc.property(everybody, fc.integer({ min: -200, max: 500 }), (people, days) => {
        const date = nextWorkingDay(addDays(monday, days))
        // The prompt days reached, and so the sections, are kept the same by naming the span.
        const ordersOn = (on: string) =>
          Map.groupBy(buildAgenda(people, on, 1), ({ section, reasons }) =>
            section === 'rest' && reasons.length > 0 ? 'rest, with a reason' : section,
          )
        const next = ordersOn(nextWorkingDay(date))
        for (const [section, items] of ordersOn(date)) {
          // In the quick look who waits longest stands first, and who is picked to fill it turns too: see above.
          if (items.length < 2 || section === 'quick look') continue
          const order = (of: typeof items | undefined) => of?.map(({ episode }) => episode).join(' ')
          expect(order(next.get(section))).not.toBe(order(items))
        }
      }),
    )
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

  test('everybody listed needs an outcome, in whatever section; the rest and who waits for a team do not', () => {
    expect(mayClose(agenda, [])).toEqual([
      { episode: 'e1', what: 'outcome', words: 'no outcome yet (OT asked, new)' },
    ])
    for (const section of agendaSections) {
      const item = { ...raised, reasons: [], section }
      const missing = section === 'rest' ? [] : [{ episode: 'e1', what: 'outcome', words: 'no outcome yet' }]
      expect(mayClose([item], [])).toEqual(missing)
      expect(mayClose([{ ...item, outcome: 'not reached' }], [])).toEqual([])
    }
    expect(mayClose([{ ...raised, reasons: [], waitsFor: 'CT' }], [])).toEqual([])
  })

  test('an action needs a colleague or a team', () => {
    const action = { episode: 'e2', title: 'Grab rail', owner: null, team: null }
    const missing = [{ episode: 'e2', what: 'owner', words: '“Grab rail” has no owner yet' }]
    expect(mayClose([], [action])).toEqual(missing)
    expect(mayClose([], [{ ...action, team: 'MA' }])).toEqual([])
    expect(mayClose([], [{ ...action, owner: { id: 'c1', name: 'Ron W' } }])).toEqual([])
  })

  test('somebody whom nobody looked at for five working days needs a look, in whatever section they stand', () => {
    const quiet = {
      ...raised,
      section: 'quick look',
      reasons: ['not looked at for 5 days'],
      lookDue: true,
    } as const
    const words = 'a look is due today (not looked at for 5 days)'
    expect(mayClose([{ ...quiet, reasons: [...quiet.reasons] }], [])).toEqual([
      { episode: 'e1', what: 'look', words },
    ])
    expect(mayClose([{ ...quiet, reasons: [], outcome: 'no change' }], [])).toEqual([])
    expect(mayClose([{ ...quiet, reasons: [], section: 'leaving' }], [])).toHaveLength(1)
    const carried = { ...quiet, reasons: [], lookDue: false }
    expect([mayCarryOver(carried), mayCarryOver({ ...quiet, reasons: [] })]).toEqual([true, false])
  })
})

describe('the quick look', () => {
  const many = (count: number, over: Partial<AgendaPerson>) =>
    Array.from({ length: count }, (_, n) => person({ episode: `${over.name ?? 'e'}${String(n)}`, ...over }))
  const looks = (people: AgendaPerson[]) =>
    buildAgenda(people, tuesday).filter(({ section }) => section === 'quick look')

  test('holds twelve at most, unless more are due', () => {
    expect(
      looks([...many(5, { unseen: 5, name: 'due' }), ...many(20, { unseen: 4, name: 'four' })]),
    ).toHaveLength(12)
    const due = looks([...many(15, { unseen: 5, name: 'due' }), ...many(20, { unseen: 4, name: 'four' })])
    expect(due).toHaveLength(15)
    expect(due.every(({ lookDue }) => lookDue)).toBe(true)
  })

  test('takes who is due, then reviews, then who was not looked at for longest', () => {
    const people = [
      ...many(8, { unseen: 6, name: 'due' }),
      ...many(3, { day: 7, name: 'review' }),
      ...many(1, { unseen: 4, name: 'four' }),
      ...many(9, { unseen: 3, name: 'three' }),
    ]
    const picked = looks(people).map(({ episode }) => episode.replace(/\d/, ''))
    expect(new Set(picked)).toEqual(new Set(['due', 'review', 'four']))
  })

  test('after a day without a look, who waits longest stands first', () => {
    const people = [...many(6, { unseen: 5, name: 'a' }), person({ episode: 'z', name: 'Zoe', unseen: 7 })]
    for (let day = 0; day < 7; day++)
      expect(
        buildAgenda(people, addDays(tuesday, day)).find(({ section }) => section === 'quick look')?.episode,
      ).toBe('z')
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildAgenda, mayClose } from './agenda.ts'
import type { AgendaPerson, Carried } from './agenda-reasons.ts'
import { daysBetween } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { dayOf42, endingWithin } from './episode.ts'
import { isListed } from './huddle.ts'
import type { AgendaItem } from './huddle.ts'
import { hows } from './marks.ts'
import { workingDaysUnseen } from './seen.ts'
import { addWorkingDays, nextWorkingDay, previousWorkingDay } from './working-days.ts'

/** Somebody as this small service keeps them between its huddles. */
interface Kept {
  episode: string
  name: string
  arrived: LocalDate
  start: LocalDate
  plannedEnd: LocalDate
  seenOn: LocalDate
  carried: Carried | null
}

/** One number of luck decides about one question; the same questions get the same answers. */
function luck(seed: number, ...about: (string | number)[]): number {
  let hash = seed >>> 0
  for (const letter of about.join('|')) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0
  hash ^= hash >>> 15
  return (Math.imul(hash, 0x2c1b3c6d) >>> 0) / 2 ** 32
}

interface Chances {
  seed: number
  people: number
  arrivals: number
  /** Share of the people who are marked on a day. */
  marked: number
  /** Share of the agenda a huddle comes to. */
  reached: number
}

function arrive(seed: number, n: number, on: LocalDate): Kept {
  const name = ['Kamla', 'Bernard', 'Yusuf', 'Ivy', 'Rose'][n % 5] ?? ''
  const stay = 6 + Math.floor(luck(seed, 'stay', n) * 40)
  return {
    ...{ episode: `e${String(n)}`, name, arrived: on, start: on, seenOn: on, carried: null },
    plannedEnd: addWorkingDays(on, stay),
  }
}

function asOn(one: Kept, date: LocalDate, { seed, marked }: Chances): AgendaPerson {
  const isMarked = luck(seed, 'mark', one.episode, date) < marked
  const teams = isMarked
    ? { OT: luck(seed, 'team', one.episode, date) < 0.5 ? ('ask' as const) : ('none' as const) }
    : {}
  return {
    ...{
      episode: one.episode,
      name: one.name,
      carried: one.carried,
      plannedEnd: one.plannedEnd,
      offline: null,
    },
    isNew: one.arrived === previousWorkingDay(date),
    day: dayOf42(one.start, date),
    endingSoon: endingWithin(one.plannedEnd, date, 4),
    overdue: luck(seed, 'late', one.episode, date) < 0.06 ? 1 : 0,
    declined: luck(seed, 'declined', one.episode, date) < 0.03 ? 1 : 0,
    marks: { teams },
    lastHow: hows[Math.floor(luck(seed, 'how', one.episode) * 3)] ?? null,
    unseen: workingDaysUnseen(one.seenOn, date),
  }
}

/** A close by a person: a part of the agenda is reached, and whoever `mayClose` names, because it refuses otherwise. */
function held(agenda: AgendaItem[], date: LocalDate, { seed, reached }: Chances): AgendaItem[] {
  const outcomeOf = (item: AgendaItem) =>
    luck(seed, 'out', item.episode, date) < 0.5 ? 'discussed' : 'no change'
  const begun = agenda.map((item): AgendaItem =>
    isListed(item) && luck(seed, 'reached', item.episode, date) < reached
      ? { ...item, outcome: outcomeOf(item) }
      : item,
  )
  const asked = new Set(mayClose(begun, []).map(({ episode }) => episode))
  const done = begun.map((item): AgendaItem =>
    asked.has(item.episode) ? { ...item, outcome: 'no change' } : item,
  )
  expect(mayClose(done, [])).toEqual([])
  return done.map((item) => ({ ...item, outcome: item.outcome ?? 'not reached' }))
}

function afterwards(one: Kept, item: AgendaItem | undefined, date: LocalDate): Kept {
  if (!item) return one
  const seen = item.outcome !== 'not reached'
  const carried = !seen && isListed(item) ? { section: item.section, from: date } : null
  return { ...one, carried, seenOn: seen ? date : one.seenOn }
}

const chances = fc.record({
  seed: fc.nat(),
  people: fc.integer({ min: 1, max: 45 }),
  arrivals: fc.integer({ min: 0, max: 4 }),
  marked: fc.double({ min: 0, max: 0.5, noNaN: true }),
  reached: fc.double({ min: 0, max: 1, noNaN: true }),
})

/** Thirty-two working days, over Christmas; `each` is asked about every day. */
function simulate(
  by: Chances,
  each: (agenda: AgendaItem[], people: AgendaPerson[], date: LocalDate, kept: Kept[]) => void,
) {
  let kept = Array.from({ length: by.people }, (_, n) => arrive(by.seed, n, '2026-11-20'))
  let count = by.people
  let [before, date] = ['2026-11-20', '2026-11-23']
  for (let turn = 0; turn < 32; turn++) {
    const people = kept.map((one) => asOn(one, date, by))
    const agenda = buildAgenda(people, date, daysBetween(before, date))
    each(agenda, people, date, kept)
    const items = new Map(held(agenda, date, by).map((item) => [item.episode, item]))
    const on = date
    const here = kept
      .map((one) => afterwards(one, items.get(one.episode), on))
      .filter(({ plannedEnd }) => plannedEnd > on)
    const come = Array.from({ length: Math.floor(luck(by.seed, 'come', on) * (by.arrivals + 1)) }, () =>
      arrive(by.seed, count++, on),
    )
    kept = [...here, ...come]
    ;[before, date] = [date, nextWorkingDay(date)]
  }
}

describe('whatever marks, arrivals, departures and however much a huddle comes to', () => {
  test('nobody goes six working days unseen, and nobody is on the agenda twice', () => {
    fc.assert(
      fc.property(chances, (by) => {
        simulate(by, (agenda, people) => {
          expect(people.filter(({ unseen }) => unseen > 5)).toEqual([])
          expect(agenda.map(({ episode }) => episode).sort()).toEqual(
            people.map(({ episode }) => episode).sort(),
          )
        })
      }),
      { numRuns: 40 },
    )
  })

  test('who was not reached comes back in their section or a more pressing one, and it is said', () => {
    fc.assert(
      fc.property(chances, (by) => {
        simulate(by, (agenda, _people, _date, kept) => {
          for (const { episode, carried } of kept) {
            if (!carried) continue
            const item = agenda.find((one) => one.episode === episode)
            const pressing = ['raised', 'new', 'leaving', 'promises', 'quick look', 'rest']
            expect(pressing.indexOf(item?.section ?? 'rest')).toBeLessThanOrEqual(
              pressing.indexOf(carried.section),
            )
            expect(item?.reasons.some((reason) => reason.startsWith('carried over from '))).toBe(true)
          }
        })
      }),
      { numRuns: 15 },
    )
  })

  test('the order is the same however people came in, turns from day to day, and stands when somebody is added', () => {
    fc.assert(
      fc.property(chances, (by) => {
        simulate(by, (agenda, people, date) => {
          const turnedRound = people.toSorted(
            (a, b) => luck(by.seed, a.episode, date) - luck(by.seed, b.episode, date),
          )
          expect(buildAgenda(turnedRound, date)).toEqual(buildAgenda(people, date))
          expect(agenda).toHaveLength(people.length)
        })
      }),
      { numRuns: 15 },
    )
    const alike = Array.from({ length: 30 }, (_, n) =>
      asOn(arrive(1, n, '2026-11-20'), '2026-11-24', { ...quiet }),
    )
    const on = (date: LocalDate) => buildAgenda(alike, date).map(({ episode }) => episode)
    expect(on('2026-11-24')).not.toEqual(on('2026-11-25'))
  })
})

const quiet: Chances = { seed: 1, people: 30, arrivals: 0, marked: 0, reached: 1 }

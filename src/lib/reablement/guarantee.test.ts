import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildAgenda, mayCarryOver, mayClose } from './agenda.ts'
import type { AgendaPerson, Carried } from './agenda-reasons.ts'
import { daysBetween } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { dayOf42, endingWithin } from './episode.ts'
import { isListed, isWalked } from './huddle.ts'
import type { AgendaItem } from './huddle.ts'
import { hows } from './marks.ts'
import { workingDaysUnseen } from './seen.ts'
import type { TeamCode } from './team.ts'
import { withWaiting } from './waiting.ts'
import { addWorkingDays, nextWorkingDay } from './working-days.ts'

/** Somebody as this small service keeps them between its huddles. */
interface Kept {
  episode: string
  name: string
  arrived: LocalDate
  start: LocalDate
  plannedEnd: LocalDate
  seenOn: LocalDate
  carried: Carried | null
  /** Taken offline, and not done yet. */
  offline: string | null
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
  /** Share of the days on which nobody of CT is there, whose asks then wait. */
  absent: number
  /** Share of those reached who are taken offline. */
  parked: number
  /** Share of the days on which the agenda is put into another order by hand. */
  moved: number
  /** Share of the working days without a huddle, and of the huddles nobody closes. */
  skipped: number
  itself: number
}

function arrive(seed: number, n: number, on: LocalDate): Kept {
  const name = ['Kamla', 'Bernard', 'Yusuf', 'Ivy', 'Rose'][n % 5] ?? ''
  const stay = 6 + Math.floor(luck(seed, 'stay', n) * 40)
  return {
    ...{ episode: `e${String(n)}`, name, arrived: on, start: on, seenOn: on },
    ...{ carried: null, offline: null },
    plannedEnd: addWorkingDays(on, stay),
  }
}

/** `before`: the day of the last huddle. */
function asOn(one: Kept, date: LocalDate, before: LocalDate, { seed, marked }: Chances): AgendaPerson {
  const isMarked = luck(seed, 'mark', one.episode, date) < marked
  const team = luck(seed, 'whose', one.episode, date) < 0.5 ? 'OT' : 'CT'
  const teams = isMarked
    ? { [team]: luck(seed, 'team', one.episode, date) < 0.5 ? ('ask' as const) : ('none' as const) }
    : {}
  return {
    ...{
      episode: one.episode,
      name: one.name,
      carried: one.carried,
      plannedEnd: one.plannedEnd,
      offline: one.offline,
    },
    isNew: one.arrived === before,
    day: dayOf42(one.start, date),
    endingSoon: endingWithin(one.plannedEnd, date, 4),
    overdue: luck(seed, 'late', one.episode, date) < 0.06 ? 1 : 0,
    declined: luck(seed, 'declined', one.episode, date) < 0.03 ? 1 : 0,
    marks: { teams },
    lastHow: hows[Math.floor(luck(seed, 'how', one.episode) * 3)] ?? null,
    unseen: workingDaysUnseen(one.seenOn, date),
  }
}

/** The order of a day's turns put another way by hand: it changes nothing else. */
function movedByHand(agenda: readonly AgendaItem[], date: LocalDate, { seed, moved }: Chances): AgendaItem[] {
  if (luck(seed, 'moved', date) >= moved) return [...agenda]
  return agenda.toSorted(
    (a, b) => luck(seed, 'place', a.episode, date) - luck(seed, 'place', b.episode, date),
  )
}

/** The huddle as far as it comes: who is reached, by whom asks wait, and what is said of those who are reached. */
function begun(agenda: AgendaItem[], date: LocalDate, by: Chances): AgendaItem[] {
  const { seed, reached, parked, absent } = by
  const there = new Set<TeamCode>(luck(seed, 'absent', date) < absent ? ['OT'] : ['OT', 'CT'])
  const outcomeOf = ({ episode }: AgendaItem) => {
    if (luck(seed, 'parked', episode, date) < parked) return 'parked'
    return luck(seed, 'out', episode, date) < 0.5 ? 'discussed' : 'no change'
  }
  return withWaiting(movedByHand(agenda, date, by), there).map((item): AgendaItem =>
    isWalked(item) && luck(seed, 'reached', item.episode, date) < reached
      ? { ...item, outcome: outcomeOf(item) }
      : item,
  )
}

/** A close by a person: everybody is carried over who may be, and whoever `mayClose` still names is looked at. */
function closedByPeople(items: AgendaItem[]): AgendaItem[] {
  const carried = items.map((item): AgendaItem =>
    mayCarryOver(item) ? { ...item, outcome: 'not reached' } : item,
  )
  const asked = new Set(mayClose(carried, []).map(({ episode }) => episode))
  const done = carried.map((item): AgendaItem =>
    asked.has(item.episode) ? { ...item, outcome: 'no change' } : item,
  )
  expect(mayClose(done, [])).toEqual([])
  return done
}

function carriedFrom(item: AgendaItem, one: Kept, from: LocalDate): Carried | null {
  if (item.outcome !== 'not reached' || !isListed(item)) return null
  const { section, waitsFor: team } = item
  if (team === undefined) return { section, from }
  const since = one.carried?.waits?.team === team ? one.carried.waits.since : from
  return { section, from, waits: { team, since } }
}

function afterwards(one: Kept, item: AgendaItem | undefined, date: LocalDate, { seed }: Chances): Kept {
  if (!item) return one
  const seen = item.outcome !== 'not reached'
  const isDone = one.offline !== null && luck(seed, 'done', one.episode, date) < 0.5
  const offline = item.outcome === 'parked' ? 'Olu A' : isDone ? null : one.offline
  return { ...one, carried: carriedFrom(item, one, date), offline, seenOn: seen ? date : one.seenOn }
}

const share = (max: number) => fc.double({ min: 0, max, noNaN: true })
const ordinary = {
  seed: fc.nat(),
  people: fc.integer({ min: 1, max: 45 }),
  arrivals: fc.integer({ min: 0, max: 4 }),
  marked: share(0.5),
  reached: share(1),
  absent: share(1),
  parked: share(0.4),
  moved: share(1),
}
/** A huddle each working day, closed by people. */
const chances = fc.record({ ...ordinary, skipped: fc.constant(0), itself: fc.constant(0) })
/** Also days without one, and huddles nobody closes. */
const trouble = fc.record({ ...ordinary, skipped: share(0.4), itself: share(0.4) })

/** A day of the simulation: the huddle before it, and what came of it. */
interface Day {
  agenda: AgendaItem[]
  people: AgendaPerson[]
  date: LocalDate
  kept: Kept[]
  /** Everybody who stays, as the huddle left them. */
  after: Kept[]
  /** Nobody closed it. */
  itself: boolean
}

/** Thirty-two working days, over Christmas; `each` is asked about every day with a huddle. */
function simulate(by: Chances, each: (day: Day) => void) {
  let kept = Array.from({ length: by.people }, (_, n) => arrive(by.seed, n, '2026-11-20'))
  let count = by.people
  let [before, date] = ['2026-11-20', '2026-11-23']
  for (let turn = 0; turn < 32; turn++, date = nextWorkingDay(date)) {
    const on = date
    if (luck(by.seed, 'skipped', on) < by.skipped) continue
    const people = kept.map((one) => asOn(one, on, before, by))
    const agenda = buildAgenda(people, on, daysBetween(before, on))
    const itself = luck(by.seed, 'itself', on) < by.itself
    const items = begun(agenda, on, by)
    const done = (itself ? items : closedByPeople(items)).map((item): AgendaItem => {
      return { ...item, outcome: item.outcome ?? 'not reached' }
    })
    const byEpisode = new Map(done.map((item) => [item.episode, item]))
    const after = kept.map((one) => afterwards(one, byEpisode.get(one.episode), on, by))
    each({ agenda, people, date: on, kept, after, itself })
    const come = Array.from({ length: Math.floor(luck(by.seed, 'come', on) * (by.arrivals + 1)) }, () =>
      arrive(by.seed, count++, on),
    )
    kept = [...after.filter(({ plannedEnd }) => plannedEnd > on), ...come]
    before = on
  }
}

const ids = (of: readonly { episode: string }[]) => of.map(({ episode }) => episode).sort()

const everything =
  'whatever marks, arrivals, departures, absent teams, parking, moves, and however much a huddle comes to'
describe(everything, () => {
  test('nobody goes six working days unseen, and nobody is on the agenda twice', () => {
    fc.assert(
      fc.property(chances, (by) => {
        simulate(by, ({ agenda, people }) => {
          expect(people.filter(({ unseen }) => unseen > 5)).toEqual([])
          expect(ids(agenda)).toEqual(ids(people))
        })
      }),
      { numRuns: 25 },
    )
  })

  test('also with days without a huddle and huddles nobody closed, a close by people leaves nobody due', () => {
    fc.assert(
      fc.property(trouble, (by) => {
        simulate(by, ({ agenda, people, date, after, itself }) => {
          expect(ids(agenda)).toEqual(ids(people))
          const due = people.filter(({ unseen }) => unseen >= 5)
          expect(ids(agenda.filter((item) => item.lookDue === true && isListed(item)))).toEqual(ids(due))
          expect(agenda.filter(({ lookDue }) => lookDue)).toHaveLength(due.length)
          if (itself) return
          expect(after.filter(({ seenOn }) => workingDaysUnseen(seenOn, date) >= 5)).toEqual([])
        })
      }),
      { numRuns: 20 },
    )
  })

  test('who was not reached comes back in their section or a more pressing one, and it is said', () => {
    fc.assert(
      fc.property(trouble, (by) => {
        simulate(by, ({ agenda, kept }) => {
          const pressing = ['raised', 'new', 'leaving', 'promises', 'quick look', 'rest']
          const byEpisode = new Map(agenda.map((item) => [item.episode, item]))
          const lost = kept.filter(({ episode, carried }) => {
            if (!carried) return false
            const { section = 'rest', reasons = [] } = byEpisode.get(episode) ?? {}
            const team = carried.waits?.team
            const words = team ? `${team}’s ask, waiting since ` : 'carried over from '
            const isSaid = reasons.some((reason) => reason.startsWith(words))
            return !isSaid || pressing.indexOf(section) > pressing.indexOf(carried.section)
          })
          expect(lost).toEqual([])
        })
      }),
      { numRuns: 15 },
    )
  })

  test('the order is the same however people came in, and turns from day to day', () => {
    fc.assert(
      fc.property(chances, (by) => {
        simulate(by, ({ agenda, people, date }) => {
          const turnedRound = people.toSorted(
            (a, b) => luck(by.seed, a.episode, date) - luck(by.seed, b.episode, date),
          )
          expect(buildAgenda(turnedRound, date)).toEqual(buildAgenda(people, date))
          expect(agenda).toHaveLength(people.length)
        })
      }),
      { numRuns: 15 },
    )
    const alike = Array.from({ length: 30 }, (_, n): AgendaPerson => {
      const one = asOn(arrive(1, n, '2026-11-20'), '2026-11-24', '2026-11-23', quiet)
      return { ...one, endingSoon: false, overdue: 0, declined: 0, lastHow: null, unseen: 1 }
    })
    // Every day of six weeks another begins: turning each second day, or between two beginnings, would not do.
    const firsts = new Set<string | undefined>()
    for (let date = '2026-11-24', n = 0; n < 30; n++, date = nextWorkingDay(date))
      firsts.add(buildAgenda(alike, date)[0]?.episode)
    expect(firsts.size).toBe(30)
  })
})

const quiet: Chances = {
  ...{ seed: 1, people: 30, arrivals: 0, marked: 0, reached: 1 },
  ...{ absent: 0, parked: 0, moved: 0, skipped: 0, itself: 0 },
}

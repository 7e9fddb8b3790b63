import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStates } from '../../reablement/action.ts'
import { isListed } from '../../reablement/huddle.ts'
import { sayLength } from '../../reablement/pace.ts'
import { startingTeams } from '../../reablement/team.ts'
import { passwordFits } from '../access/password.ts'
import { firstBrokenRow } from '../audit/verify.ts'
import { readSteering } from '../huddles/steering.ts'
import { openStorage } from '../storage/open.ts'
import type { Storage } from '../storage/open.ts'
import { audit } from '../storage/ledger-schema.ts'
import { actionMeasure } from '../storage/request-schema.ts'
import * as tables from '../storage/schema.ts'
import { seedCatalogue } from '../catalogue/seed.ts'
import { inventedPassword } from './colleagues.ts'
import { fillInventedService, inventedMarks } from './fill.ts'
import type { Filled } from './fill.ts'
import { noteTemplates } from './note-templates.ts'

/** The first huddle’s day, and when Perch is first started for it. */
const starts = [
  ['2026-11-23', '2026-11-21T22:00:00Z'],
  ['2026-11-23', '2026-11-23T08:00:00Z'],
  ['2026-12-29', '2026-12-24T13:00:00Z'],
  ['2027-04-01', '2027-03-31T10:30:00Z'],
  ['2026-07-15', '2026-07-15T06:00:00Z'],
] as const

async function filled(firstDay: string, now: string): Promise<{ storage: Storage; result: Filled | null }> {
  const storage = openStorage(join(mkdtempSync(join(tmpdir(), 'perch-')), 'perch.db'))
  seedCatalogue(storage)
  const result = await fillInventedService({ storage, clock: () => new Date(now) }, { firstDay })
  return { storage, result }
}

describe.each(starts)('the invented service for %s, made at %s', async (firstDay, now) => {
  const { storage, result } = await filled(firstDay, now)
  const actions = storage.select().from(tables.action).all()
  const events = storage.select().from(tables.actionEvent).all()
  const huddles = storage.select().from(tables.huddle).all()
  const past = huddles.filter(({ state }) => state === 'closed')
  const episodes = storage.select().from(tables.episode).all()
  const notes = storage.select().from(tables.huddleNote).all()
  const open = actions.filter(({ state }) => openStates.includes(state))

  test('has 113 people, six teams and fourteen colleagues', () => {
    const colleagues = storage.select().from(tables.colleague).all()
    expect(episodes).toHaveLength(113)
    expect(storage.select().from(tables.team).all()).toHaveLength(startingTeams.length)
    expect(colleagues).toHaveLength(14)
    expect(colleagues.filter(({ role }) => role === 'screen')).toEqual([])
    expect(colleagues.map(({ role }) => role)).toEqual(expect.arrayContaining(['manager', 'administrator']))
  })

  test('has fifteen closed huddles and the next one being prepared', () => {
    expect(past).toHaveLength(15)
    expect(huddles.filter(({ state }) => state === 'preparing').map(({ date }) => date)).toEqual([firstDay])
    const attendance = storage.select().from(tables.attendance).all()
    for (const { id } of past) {
      const there = attendance.filter(({ huddle }) => huddle === id).length
      expect(there).toBeGreaterThanOrEqual(8)
      expect(there).toBeLessThanOrEqual(13)
    }
  })

  test('has 61 open actions of which 6 are late, and a few hundred that came to something', () => {
    expect(open).toHaveLength(61)
    expect(open.filter(({ due }) => due < firstDay)).toHaveLength(6)
    expect(actions.length).toBeGreaterThanOrEqual(250)
    expect(actions.length).toBeLessThanOrEqual(360)
    const done = actions.filter(({ state }) => state === 'done')
    const inTime = done.filter(({ due, endedAt }) => (endedAt ?? '').slice(0, 10) <= due).length
    expect(inTime / done.length).toBeGreaterThan(0.85)
    expect(inTime).toBeLessThan(done.length)
    for (const { code } of startingTeams) {
      expect(actions.filter(({ team }) => team === code).length).toBeGreaterThanOrEqual(10)
    }
    expect(new Set(actions.map(({ kind }) => kind)).size).toBe(5)
    expect(actions.filter(({ state }) => state === 'declined').length).toBeGreaterThan(8)
  })

  test('has requests at every step, things on loan, and what was measured', () => {
    const states = new Set(actions.map(({ state }) => state))
    for (const state of ['accepted', 'booked', 'measured', 'ordered', 'delivered', 'shown'] as const)
      expect(states).toContain(state)
    const onLoan = actions.filter(
      ({ deliveredOn, collectedOn }) => deliveredOn !== null && collectedOn === null,
    )
    expect(onLoan.length).toBeGreaterThan(40)
    expect(storage.select().from(actionMeasure).all().length).toBeGreaterThan(100)
    expect(actions.filter(({ state, reference }) => state === 'ordered' && reference === null)).toEqual([])
  })

  test('nothing is dated in the future of the first huddle', () => {
    const morning = new Date(`${firstDay}T00:00:00Z`).toISOString()
    const instants = [
      ...events.map(({ at }) => at),
      ...actions.flatMap(({ agreedAt, endedAt }) => [agreedAt, endedAt ?? agreedAt]),
      ...past.flatMap(({ startedAt, closedAt }) => [startedAt ?? '', closedAt ?? '']),
      ...episodes.map(({ arrivedAt }) => arrivedAt),
      ...storage
        .select()
        .from(tables.callPattern)
        .all()
        .map(({ at }) => at),
    ]
    const closed =
      past
        .map(({ closedAt }) => closedAt ?? '')
        .sort()
        .at(-1) ?? ''
    const latest = [morning, new Date(new Date(now).getTime()).toISOString()].sort()[0] ?? morning
    const allowed = [latest, new Date(Date.parse(closed) + 180_000).toISOString()].sort().at(-1) ?? latest
    expect(instants.filter((instant) => instant > allowed)).toEqual([])
    expect(actions.filter(({ agreedAt, endedAt }) => endedAt !== null && endedAt < agreedAt)).toEqual([])
  })

  test('six people came since the last huddle, several are past day 42', () => {
    const closed =
      past
        .map(({ closedAt }) => closedAt ?? '')
        .sort()
        .at(-1) ?? ''
    expect(episodes.filter(({ arrivedAt }) => arrivedAt > closed)).toHaveLength(6)
    const day = (start: string) => (Date.parse(firstDay) - Date.parse(start)) / 86_400_000 + 1
    expect(episodes.filter(({ start }) => day(start) > 42)).toHaveLength(4)
  })

  test('the agenda people prepare is a long morning’s: about fifty people, about thirty-five minutes', () => {
    const marks = new Map(
      (result?.marks ?? []).map(({ episode, how, teams = {}, raised }) => [
        episode,
        { teams, ...(how ? { how } : {}), ...(raised ? { raised } : {}) },
      ]),
    )
    const { agenda, paces } = readSteering(storage, result?.huddle ?? '', [], marks)
    const listed = agenda.filter(isListed)
    expect(listed.length).toBeGreaterThanOrEqual(40)
    expect(listed.length).toBeLessThanOrEqual(56)
    expect(Number(/\d+/.exec(sayLength(agenda, paces))?.[0])).toBeGreaterThanOrEqual(30)
    expect(Number(/\d+/.exec(sayLength(agenda, paces))?.[0])).toBeLessThanOrEqual(40)
    expect(new Set(listed.map(({ section }) => section))).toContain('quick look')
    expect(agenda.flatMap(({ reasons }) => reasons).filter((reason) => reason.startsWith('carried'))).toEqual(
      [],
    )
    const outcomes = storage.select().from(tables.agendaItem).all()
    expect(outcomes.filter(({ section, outcome }) => (section === 'rest') !== (outcome === null))).toEqual([])
  })

  test('the events of an action end in its state', () => {
    const last = new Map(
      events.sort((a, b) => a.at.localeCompare(b.at)).map((event) => [event.action, event.to]),
    )
    expect(actions.filter(({ id, state }) => last.get(id) !== state)).toEqual([])
  })

  test('notes differ, and none holds what may not be in Perch', () => {
    expect(new Set(notes.map(({ text }) => text)).size).toBeGreaterThan(notes.length * 0.6)
    expect(notes.filter(({ text }) => /undefined|\d{4}|code/i.test(text))).toEqual([])
    expect(
      new Set(
        storage
          .select()
          .from(tables.goal)
          .all()
          .map(({ what }) => what),
      ).size,
    ).toBeGreaterThan(25)
  })

  test('the page looks prepared, by colleagues who exist', () => {
    const ids = new Set(
      storage
        .select()
        .from(tables.colleague)
        .all()
        .map(({ id }) => id),
    )
    const marks = result?.marks ?? []
    expect(marks.length).toBeGreaterThanOrEqual(20)
    expect(new Set(marks.map(({ episode }) => episode)).size).toBe(marks.length)
    expect(marks.every(({ by, episode }) => ids.has(by) && episodes.some(({ id }) => id === episode))).toBe(
      true,
    )
    expect(inventedMarks(storage, firstDay, new Date(now))).toEqual(marks)
  })

  test('it leaves one audit row, and is never made twice', async () => {
    expect(
      storage
        .select()
        .from(audit)
        .all()
        .map(({ act }) => act),
    ).toEqual(['invented service made'])
    expect(firstBrokenRow(storage)).toBeNull()
    expect(await fillInventedService({ storage, clock: () => new Date(now) }, { firstDay })).toBeNull()
    expect(storage.select().from(tables.episode).all()).toHaveLength(113)
  })

  test('everybody signs in with the one invented password', async () => {
    const priya = storage
      .select()
      .from(tables.colleague)
      .all()
      .find(({ email }) => email === 'priya.shah@perch.example')
    expect(await passwordFits(inventedPassword, priya?.passwordHash ?? '')).toBe(true)
  })
})

test('the same day comes out the same', async () => {
  const all = async () => {
    const { storage } = await filled('2026-11-23', '2026-11-21T22:00:00Z')
    return [tables.episode, tables.huddleNote, tables.action, tables.callPattern].map((table) =>
      storage.select().from(table).all(),
    )
  }
  expect(await all()).toEqual(await all())
})

test('there are at least forty sentences to say', () => {
  expect(noteTemplates.length).toBeGreaterThanOrEqual(40)
})

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { describe, expect, test } from 'vitest'
import { cast, rewritingThePast } from '../../../../tests/support/builders.ts'
import { openStates } from '../../reablement/action.ts'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { seedCatalogue } from '../catalogue/seed.ts'
import { inventedColleagues } from '../invented/colleagues.ts'
import { fillInventedService } from '../invented/fill.ts'
import { actionViews } from '../register/action-views.ts'
import type { Desk } from '../storage/desk.ts'
import { openStorage } from '../storage/open.ts'
import { audit } from '../storage/ledger-schema.ts'
import * as schema from '../storage/schema.ts'
import { readBoard } from './read-board.ts'
import { readEpisode } from './read-episode.ts'
import { readHuddlePeople } from './read-huddle-people.ts'
import { storyOf } from './story.ts'

const priya: Colleague | null = inventedColleagues.find(({ name }) => name === 'Priya Shah') ?? null
const firstDay = '2026-11-23'

async function aService(): Promise<{ desk: Desk; queries: string[] }> {
  const storage = openStorage(join(mkdtempSync(join(tmpdir(), 'perch-')), 'perch.db'))
  seedCatalogue(storage)
  const clock = () => new Date('2026-11-23T07:00:00Z')
  await fillInventedService({ storage, clock }, { firstDay })
  const queries: string[] = []
  const watched = drizzle(storage.$client, { logger: { logQuery: (query) => queries.push(query) } })
  return { desk: { storage: watched, clock }, queries }
}

const { desk, queries } = await aService()
const open = actionViews(desk.storage).filter(({ state }) => openStates.includes(state))
const everyAction = Map.groupBy(actionViews(desk.storage), ({ episode }) => episode)
const byEpisode: Map<string, ActionView[]> = Map.groupBy(open, ({ episode }) => episode)

describe('the board', () => {
  test('reads 113 people and some three hundred actions in a fixed number of queries', async () => {
    const counted = async () => {
      queries.length = 0
      await readBoard(desk, priya, everyAction)
      return queries.filter((query) => /^select/i.test(query) && !query.includes('"audit"')).length
    }
    const many = await counted()
    expect(many).toBe(7)
    const some = desk.storage.select().from(schema.episode).limit(60).all()
    const state = (to: 'ended' | 'active') => {
      for (const { id } of some) {
        desk.storage.update(schema.episode).set({ state: to }).where(eq(schema.episode.id, id)).run()
      }
    }
    state('ended')
    expect(await counted()).toBe(many)
    expect((await readBoard(desk, priya, byEpisode)).rows).toHaveLength(53)
    state('active')
  })

  test('shows everybody by surname, counted for today', async () => {
    const { asAt, rows } = await readBoard(desk, priya, byEpisode)
    expect(asAt).toBe(firstDay)
    expect(rows).toHaveLength(113)
    const surnames = rows.map(({ surname }) => surname)
    expect(surnames).toEqual([...surnames].sort(new Intl.Collator('en-GB').compare))
    expect(rows.flatMap(({ actions }) => actions)).toHaveLength(61)
    expect(rows.filter(({ isNew }) => isNew)).toHaveLength(6)
    expect(rows.filter(({ day }) => day > 42)).toHaveLength(4)
    expect(rows.filter(({ lastHow }) => lastHow).length).toBeGreaterThan(95)
    expect(rows.filter(({ calls }) => calls?.was !== null).length).toBeGreaterThan(40)
  })

  test('a row says what the mockup’s rows say', async () => {
    const { rows } = await readBoard(desk, priya, new Map())
    const row = rows.find(({ reference }) => reference === 'RB27000')
    expect(row).toMatchObject({
      name: 'Dinesh Parmar',
      age: 71,
      district: 'LE5',
      flags: ['Gujarati, interpreter', 'lives alone'],
      start: '2026-10-30',
      day: 25,
      nameAlike: true,
      missingSince: null,
      actions: [],
    })
    expect(row?.calls).toMatchObject({ perDay: 1, minutes: 15, carers: 1 })
    expect(rows.find(({ reference }) => reference === 'RB27001')?.flags).toContain('bridging')
  })

  test('is refused to the meeting room’s screen and to nobody signed in', async () => {
    await expect(readBoard(desk, cast.wall, new Map())).rejects.toThrow('role')
    await expect(readBoard(desk, null, new Map())).rejects.toThrow('signed out')
  })
})

test('somebody raised at the last huddle without a note has the raised words as the last ones', async () => {
  const { desk: own } = await aService()
  const last = own.storage.select().from(schema.huddle).where(eq(schema.huddle.state, 'closed')).all()
  const huddle = last.sort((a, b) => b.date.localeCompare(a.date))[0]
  const note = own.storage
    .select()
    .from(schema.huddleNote)
    .all()
    .find((row) => row.huddle === huddle?.id)
  if (!note) throw new Error('nobody had a note')
  const its = and(eq(schema.huddleNote.huddle, note.huddle), eq(schema.huddleNote.episode, note.episode))
  rewritingThePast(own, () =>
    own.storage.update(schema.huddleNote).set({ text: '', raised: 'fell last night' }).where(its).run(),
  )
  const row = (await readBoard(own, priya, new Map())).rows.find(({ episode }) => episode === note.episode)
  expect(row?.lastNote).toEqual({ text: 'Raised: fell last night', on: huddle?.date })
})

describe('the huddle’s people', () => {
  test('have first name and initial and nothing else that is private', async () => {
    const people = await readHuddlePeople(desk, priya)
    const sent = JSON.stringify(people)
    expect(people).toHaveLength(113)
    for (const row of desk.storage.select().from(schema.person).all()) {
      for (const hidden of [
        row.birthDate,
        row.nhsNumber,
        row.address,
        row.postcode,
        row.telephone,
        row.nextOfKin,
      ]) {
        expect(sent).not.toContain(hidden)
      }
      expect(sent).not.toContain(`${row.forename} ${row.surname}`)
    }
    expect(
      people.every(({ shown }) => /^\S+( \S+)? \p{Lu}(, LE\d+)?(, \d+s)?( \(\d of \d\))?$/u.test(shown)),
    ).toBe(true)
  })

  test('shows no two people by the same name, and says how many carers once', async () => {
    const people = await readHuddlePeople(desk, priya)
    const shown = people.map((one) => one.shown)
    expect(new Set(shown).size).toBe(people.length)
    expect(shown.filter((name) => /^Margaret B, LE\d/.test(name))).toHaveLength(2)
    expect(people.flatMap(({ flags }) => flags)).not.toContain('two carers')
  })

  test('has the story, the goals and a line about the last huddle', async () => {
    const people = await readHuddlePeople(desk, priya)
    expect(people.every(({ goals }) => goals.length >= 2 && goals.length <= 3)).toBe(true)
    expect(people.filter(({ last }) => last !== null).length).toBeGreaterThan(95)
    expect(people.some(({ last }) => /step down from \d to \d calls agreed$/.test(last ?? ''))).toBe(true)
  })

  test.each([
    [
      { ward: 'LRI Ward 17', source: 'Hospital discharge (pathway 1)', reason: 'Hip fracture after a fall' },
      'home from LRI Ward 17 after hip fracture',
    ],
    [
      { ward: null, source: 'Hospital discharge (pathway 1)', reason: 'Hospital stay after surgery' },
      'home from hospital after surgery',
    ],
    [{ ward: null, source: 'GP', reason: 'Falls at home' }, 'GP referral: falls at home'],
    [{ ward: null, source: 'Integrated crisis response', reason: 'COPD' }, 'from crisis response: COPD'],
    [{ ward: null, source: null, reason: null }, ''],
  ])('%j reads “%s”', (facts, story) => {
    expect(storyOf(facts)).toBe(story)
  })
})

describe('one person’s page', () => {
  const [someone] = desk.storage
    .select()
    .from(schema.episode)
    .where(eq(schema.episode.id, open[0]?.episode ?? ''))
    .all()

  test('has everything, newest first, and leaves its audit row', async () => {
    const view = await readEpisode(desk, priya, someone?.id ?? '')
    expect(view.header.reference).toMatch(/^RB\d+$/)
    expect(view.goals.length).toBeGreaterThanOrEqual(2)
    expect(view.calls.at(-1)).toMatchObject({ step: null, why: 'from the caseload file', changedBy: null })
    expect(view.calls.filter(({ now }) => now)).toHaveLength(1)
    expect(view.notes.map(({ date }) => date)).toEqual(
      view.notes
        .map(({ date }) => date)
        .sort()
        .reverse(),
    )
    const row = desk.storage.select().from(audit).all().at(-1)
    expect(row).toMatchObject({
      act: 'view person',
      thing: 'person',
      thingId: someone?.person,
      result: 'done',
    })
  })

  test('is not there for an unknown id, nor for the screen', async () => {
    await expect(readEpisode(desk, priya, 'nobody')).rejects.toMatchObject({ code: 'not-found' })
    await expect(readEpisode(desk, cast.wall, someone?.id ?? '')).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })
})

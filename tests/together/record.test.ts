import { readdirSync, readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Marks } from '#lib/reablement/marks.ts'
import { amendRecord } from '#lib/server/huddles/amend.ts'
import { closeHuddle } from '#lib/server/huddles/close-huddle.ts'
import type { SealedNote } from '#lib/reablement/record.ts'
import { exportRecord } from '#lib/server/huddles/export-record.ts'
import { goToPerson, nextPerson } from '#lib/server/huddles/move.ts'
import { readRecord } from '#lib/server/huddles/read-record.ts'
import { acceptAction } from '#lib/server/register/accept-action.ts'
import { agreeAction } from '#lib/server/register/agree-action.ts'
import { declineAction } from '#lib/server/register/decline-action.ts'
import { finishAction } from '#lib/server/register/finish-action.ts'
import { reAssignAction } from '#lib/server/register/re-assign-action.ts'
import { reDateAction } from '#lib/server/register/re-date-action.ts'
import { undoAction } from '#lib/server/register/undo-action.ts'
import { amendment, huddleFigures, recordAction } from '#lib/server/storage/record-schema.ts'
import { audit } from '#lib/server/storage/ledger-schema.ts'
import { colleague, episode, huddleNote } from '#lib/server/storage/schema.ts'
import { addAction, agreeing, cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { startAtPeople } from '../support/steps.ts'

let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => {
  desk.remove()
})

const { priya, olu, tom, mia, wall } = cast
const today = { huddle: 'today' }
const date = '2026-11-23'
const note: SealedNote = {
  ...{ episode: 'kamla-stay', text: 'Stool agreed.', how: 'watch', howBy: 'Priya Shah', raised: null },
  ...{ teams: { OT: 'ask' }, authors: ['Priya Shah'] },
}
const raised = new Map<string, Marks>([
  ['kamla-stay', { teams: { OT: 'ask' } }],
  ['dot-stay', { teams: { CT: 'see' } }],
])
const agree = (wish: Parameters<typeof agreeing>[0] = {}) => agreeAction(desk, priya, agreeing(wish))
const read = () => readRecord(desk, mia, date)
const kamla = async () => (await read()).people.find(({ episode }) => episode === 'kamla-stay')

/** Starts, goes to everybody raised (Dot first), does `meanwhile`, closes at 09:40. */
async function hold(meanwhile: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
  const { current } = await startAtPeople(desk, priya, today, raised, ['priya', 'tom'])
  desk.clock.pass(60_000)
  if (current !== 'dot-stay') await goToPerson(desk, priya, { ...today, to: 'dot-stay' })
  await meanwhile()
  await goToPerson(desk, priya, { ...today, to: 'kamla-stay' })
  desk.clock.pass(60_000)
  await nextPerson(desk, priya, { ...today, from: 'kamla-stay' })
  await nextPerson(desk, priya, { ...today, from: 'dot-stay' })
  desk.clock.setTo('2026-11-23T09:40:00.000Z')
  await closeHuddle(desk, priya, today, [note])
}

describe('a record at an inspection a year later', () => {
  test('says what was agreed, accepted, declined and re-dated then, whatever became of it', async () => {
    const old = addAction(desk, {
      ...{ episode: 'kamla-stay', huddle: 'huddle-2026-11-20', title: 'Ring the daughter', owner: 'olu' },
      due: '2026-11-20',
    })
    let stool = ''
    let pendant = ''
    await hold(async () => {
      stool = (await agree({ owner: 'olu' })).id
      desk.clock.pass(1_000)
      pendant = (await agree({ team: 'CT', kind: 'task', item: undefined, title: 'Pendant' })).id
      const slip = await agree({ title: 'A slip' })
      await undoAction(desk, priya, { action: slip.id })
      desk.clock.pass(1_000)
      await acceptAction(desk, olu, { action: stool })
      await declineAction(desk, tom, { action: pendant, reason: 'no capacity', words: '' })
      await reDateAction(desk, priya, { action: old, due: '2026-11-25' })
    })
    const before = await kamla()
    desk.clock.setTo('2026-11-24T10:00:00.000Z')
    await reDateAction(desk, olu, { action: stool, due: '2026-11-30' })
    await reAssignAction(desk, mia, { action: pendant, team: 'OT', owner: 'priya' })
    await finishAction(desk, olu, { action: old, note: 'daughter rang back' })
    desk.clock.setTo('2027-11-23T10:00:00.000Z')
    const after = await kamla()

    const kept = (person: typeof after) =>
      person?.actions.map(({ line, team, owner, due, state, note: said, happened }) => {
        return { line, team, owner, due, state, said, happened }
      })
    expect(kept(after)).toEqual(kept(before))
    expect(
      kept(after)?.map(({ line, owner, due, state, happened }) => [
        line,
        owner,
        due,
        state,
        happened.map(({ what }) => what),
      ]),
    ).toEqual([
      ['Ring the daughter', 'Olu Adeyemi', '2026-11-25', 'agreed', ['re-dated']],
      ['Perching stool', 'Olu Adeyemi', '2026-11-24', 'accepted', ['agreed', 'accepted']],
      ['Pendant', null, '2026-11-24', 'declined', ['agreed', 'declined']],
    ])
    expect(after?.actions[0]?.happened[0]?.was.due).toBe('2026-11-20')
    expect(after?.actions.map(({ now }) => [now.state, now.team, now.owner, now.due, now.note])).toEqual([
      ['done', 'OT', 'Olu Adeyemi', '2026-11-25', 'daughter rang back'],
      ['accepted', 'OT', 'Olu Adeyemi', '2026-11-30', null],
      ['agreed', 'OT', 'Priya Shah', '2026-11-24', null],
    ])
    expect((await read()).figures).toMatchObject({
      ...{
        agreed: 2,
        accepted: 1,
        declined: 1,
        reDated: 1,
        owners: 1,
        listed: 2,
        reached: 2,
        carriedOver: 0,
      },
    })
  })

  test('lists people as they were really reached, each with their seconds', async () => {
    await hold()
    const { people } = await read()
    const turns = people.map(({ turn }) => turn)
    expect(turns.filter((turn) => turn !== null)).toEqual([1, 2])
    expect(people.map(({ seconds }) => seconds).toSorted()).not.toEqual([0, 0])
    expect(people.filter(({ episode }) => episode === 'neville-stay')).toEqual([])
  })

  test('is never written again, by anybody; purging is left to retention', async () => {
    await hold(() => agree())
    await amendRecord(desk, mia, { date, episode: null, part: 'other', words: 'Held in the library.' })
    const { $client } = desk.storage
    const writes = [
      `UPDATE huddle_note SET text = 'Better.'`,
      `UPDATE record_action SET state = 'done'`,
      `UPDATE huddle_figures SET reached = 113`,
      `UPDATE amendment SET words = 'Never mind.'`,
      `UPDATE agenda_item SET outcome = 'discussed' WHERE huddle = 'today'`,
      `UPDATE huddle SET chair = 'olu' WHERE id = 'today'`,
      `UPDATE huddle SET closed_at = '2026-11-23T10:40:00.000Z' WHERE id = 'today'`,
      `UPDATE attendance SET first_seen_at = '2026-11-23T09:00:00Z' WHERE huddle = 'today'`,
      `UPDATE huddle SET state = 'live' WHERE id = 'today'`,
      `INSERT INTO attendance (huddle, colleague, first_seen_at) VALUES ('today', 'olu', '2026-11-23T09:20:00Z')`,
      `INSERT OR REPLACE INTO huddle_note SELECT huddle, episode, 'Better.', how, how_by, raised, teams, authors FROM huddle_note`,
      `INSERT OR REPLACE INTO record_action SELECT * FROM record_action`,
      `INSERT OR REPLACE INTO huddle_figures SELECT * FROM huddle_figures`,
      `INSERT OR REPLACE INTO agenda_item SELECT * FROM agenda_item WHERE huddle = 'today'`,
      `INSERT INTO person_chip (huddle, episode, kind, words, colleague, at) VALUES ('today', 'kamla-stay', 'ends', 'Ends', 'olu', '2026-11-23T09:20:00Z')`,
      `INSERT INTO team_done (huddle, team, colleague, at) VALUES ('today', 'OT', 'olu', '2026-11-23T09:20:00Z')`,
    ]
    for (const write of writes) {
      expect(() => $client.prepare(write).run()).toThrow('the record is sealed')
    }
    for (const table of [amendment, recordAction, huddleFigures, huddleNote])
      expect(desk.storage.delete(table).run().changes).toBe(1)
  })

  test('says who people were and which day it was then, whatever is put right since', async () => {
    await hold()
    const before = await read()
    desk.storage
      .update(colleague)
      .set({ name: 'Priya Patel', team: 'RP' })
      .where(eq(colleague.id, 'priya'))
      .run()
    desk.storage.update(episode).set({ start: '2026-10-01' }).where(eq(episode.id, 'kamla-stay')).run()
    const after = await read()
    expect(before.chair).toBe('Priya Shah')
    expect(before.people.find((one) => one.episode === 'kamla-stay')?.day).toBe(15)
    expect({ ...after, people: after.people.map(({ day }) => day) }).toEqual({
      ...before,
      people: before.people.map(({ day }) => day),
    })
  })

  test('is of the meeting: what somebody elsewhere did in the register meanwhile is none of it', async () => {
    const old = addAction(desk, {
      ...{ episode: 'kamla-stay', huddle: 'huddle-2026-11-20', title: 'Ring the daughter', owner: 'olu' },
    })
    let stool = ''
    await hold(async () => {
      stool = (await agree({ owner: 'olu' })).id
      desk.clock.pass(1_000)
      // Olu is not there: his answer to what was agreed just now is the meeting's, his other work is not.
      await acceptAction(desk, olu, { action: old })
      await acceptAction(desk, olu, { action: stool })
    })
    const said = (await kamla())?.actions.map(({ line, happened }) => [
      line,
      happened.map(({ what }) => what),
    ])
    expect(said).toEqual([['Perching stool', ['agreed', 'accepted']]])
    expect((await read()).figures).toMatchObject({ agreed: 1, accepted: 1 })
  })

  test('an agenda that is not closed moves as ever', async () => {
    await startAtPeople(desk, priya, today, raised)
    const moved = desk.storage.$client
      .prepare(`UPDATE agenda_item SET seconds = 1 WHERE huddle = 'today'`)
      .run()
    expect(moved.changes).toBe(3)
  })
})

describe('an amendment', () => {
  const words = 'The stool is for the bathroom.'
  const amend = (
    wish: Partial<Parameters<typeof amendRecord>[2]> = {},
    who: Parameters<typeof amendRecord>[1] = olu,
  ) => amendRecord(desk, who, { date, episode: 'kamla-stay', part: 'note', words, ...wish })

  test('stands beside the original, with who and when; sent twice it is one', async () => {
    await hold()
    desk.clock.setTo('2026-12-01T09:00:00.000Z')
    await amend()
    await amend()
    await amend({ episode: null, part: 'attendance', words: 'Tom was there.' })
    const person = await kamla()
    expect(person?.text).toBe('Stool agreed.')
    expect(person?.amendments).toEqual([
      {
        ...{ id: expect.any(String) as string, episode: 'kamla-stay', part: 'note', words },
        ...{ by: 'Olu Adeyemi', at: '2026-12-01T09:00:00.000Z' },
      },
    ])
    expect((await read()).amendments).toMatchObject([{ part: 'attendance', words: 'Tom was there.' }])
    const rows = desk.storage.select().from(audit).where(eq(audit.act, 'amend record')).all()
    expect(rows).toHaveLength(3)
    expect(JSON.stringify(rows)).not.toMatch(/bathroom|Tom was/)
  })

  test('puts somebody on the record who was only on the board', async () => {
    await hold()
    await amend({ episode: 'neville-stay', part: 'other', words: 'He was spoken of, too.' })
    expect((await read()).people.map(({ episode }) => episode)).toContain('neville-stay')
  })

  test('is refused with a code in it, empty, of a stranger, of an open huddle, and to screens', async () => {
    await expect(amend()).rejects.toMatchObject({ code: 'not-found' })
    await hold()
    await expect(amend({ words: 'key safe 4471' })).rejects.toMatchObject({
      code: 'key-safe-code',
      field: 'words',
    })
    await expect(amend({ words: '  ' })).rejects.toMatchObject({ code: 'bad-input', field: 'words' })
    await expect(amend({ episode: 'made-up' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(amend({ date: '2026-11-24' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(amend({}, wall)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(desk.storage.select().from(amendment).all()).toEqual([])
    // Its hash and its id are drawn by lot, and may hold any four digits.
    const kept = desk.storage.select().from(audit).all()
    const said = kept.map(({ hash: _hash, thingId: _id, ...row }) => row)
    expect(JSON.stringify(said)).not.toContain('4471')
  })
})

describe('the record as text', () => {
  const text = (episode: string | null, who: Parameters<typeof exportRecord>[1] = mia) =>
    exportRecord(desk, who, { date, episode, service: 'City reablement' })

  test('is of everybody or of one, and each reading is in the audit trail', async () => {
    await hold(() => agree({ owner: 'olu' }))
    expect(await text(null)).toMatch(/Dot Evans[^]*Kamla Chauhan|Kamla Chauhan[^]*Dot Evans/)
    const one = await text('kamla-stay')
    expect(one).toContain('Perching stool: OT, Olu Adeyemi, by Tue 24 Nov. Agreed by Priya S.')
    expect(one).toContain('copied by Mia Grant')
    expect(one).not.toContain('Dot')
    const row = desk.storage.select().from(audit).all().at(-1)
    expect(row).toMatchObject({ act: 'export record', thing: 'huddle', thingId: 'today', result: 'done' })
    expect(row?.detail).toBe('{"people":1,"episodes":"kamla-stay"}')
  })

  test('is nothing of a stranger, before the close, or for a screen', async () => {
    await expect(text(null)).rejects.toMatchObject({ code: 'not-found' })
    await hold()
    await expect(text('made-up')).rejects.toMatchObject({ code: 'not-found' })
    await expect(text(null, wall)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

test('a service that ran before records were kept has them of its closed huddles after the upgrade', () => {
  const client = new Database(':memory:')
  const files = readdirSync('drizzle')
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
  const run = (names: string[]) => {
    for (const name of names)
      for (const statement of readFileSync(`drizzle/${name}`, 'utf8').split('--> statement-breakpoint'))
        client.exec(statement)
  }
  const mine = files.findIndex((name) => name.endsWith('_record.sql'))
  run(files.slice(0, mine))
  client.exec(`
    INSERT INTO team VALUES ('OT', 'Occupational therapy', 'Therapy', 0);
    INSERT INTO colleague (id, name, email, job_title, team, role, password_hash) VALUES ('p', 'Priya Shah', 'p', '', 'OT', 'colleague', '');
    INSERT INTO person (id, reference, forename, surname, birth_date) VALUES ('k', 'RB1', 'Kamla', 'Chauhan', '1941-03-05');
    INSERT INTO episode (id, person, kind, state, start, arrived_at) VALUES ('e', 'k', 'reablement', 'active', '2026-11-09', '2026-11-08');
    INSERT INTO huddle (id, date, state, started_at, closed_at) VALUES ('h', '2026-11-20', 'closed', '2026-11-20T09:30:00.000Z', '2026-11-20T10:04:10.000Z');
    INSERT INTO agenda_item (huddle, episode, position, section, reasons, outcome, seconds) VALUES ('h', 'e', 0, 'raised', '[]', 'discussed', 90);
    INSERT INTO attendance (huddle, colleague, first_seen_at) VALUES ('h', 'p', '2026-11-20T09:30:00.000Z');
    INSERT INTO action (id, episode, huddle, kind, title, quantity, room, team, owner, due, state, agreed_at, agreed_by) VALUES
      ('a', 'e', 'h', 'task', 'Grab rail', 2, 'Bathroom', 'OT', 'p', '2026-11-24', 'done', '2026-11-20T09:40:00.000Z', 'p'),
      ('b', 'e', 'h', 'task', 'Undone', 1, NULL, 'OT', NULL, '2026-11-24', 'cancelled', '2026-11-20T09:41:00.000Z', 'p');
    INSERT INTO action_event (id, action, at, colleague, from_state, to_state) VALUES
      ('1', 'a', '2026-11-20T09:40:00.000Z', 'p', NULL, 'agreed'),
      ('2', 'a', '2026-11-20T10:00:00.000Z', 'p', 'agreed', 'accepted'),
      ('3', 'a', '2026-11-21T10:00:00.000Z', 'p', 'accepted', 'done');
  `)
  run(files.slice(mine))
  expect(client.prepare('SELECT action, happened, line, owner_name, state FROM record_action').all()).toEqual(
    [
      {
        action: 'a',
        happened: 'agreed',
        line: 'Grab rail × 2 · Bathroom',
        owner_name: 'Priya Shah',
        state: 'accepted',
      },
    ],
  )
  expect(client.prepare('SELECT * FROM huddle_figures').get()).toMatchObject({
    ...{ huddle: 'h', seconds: 2050, listed: 1, reached: 1, carried_over: 0, agreed: 1, accepted: 1 },
    ...{ owners: 1, there: 1, teams_there: 1, seconds_by_section: '{"raised":90}' },
  })
  client.close()
})

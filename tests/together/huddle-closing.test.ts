import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addDays } from '#lib/reablement/dates.ts'
import type { Marks } from '#lib/reablement/marks.ts'
import { attend } from '#lib/server/huddles/attend.ts'
import { closeHuddle } from '#lib/server/huddles/close-huddle.ts'
import type { SealedNote } from '#lib/reablement/record.ts'
import { goToPerson, nextPerson, noChange } from '#lib/server/huddles/move.ts'
import { openHuddle } from '#lib/server/huddles/open-huddle.ts'
import { parkPerson } from '#lib/server/huddles/park-person.ts'
import { readRecord } from '#lib/server/huddles/read-record.ts'
import { closedDates, listRecords, recordsPerPage } from '#lib/server/huddles/records.ts'
import { readSteering } from '#lib/server/huddles/steering.ts'
import { agreeIn } from '#lib/server/register/agree-action.ts'
import { audit } from '#lib/server/storage/ledger-schema.ts'
import { agendaItem, huddle, huddleNote } from '#lib/server/storage/schema.ts'
import {
  addAction,
  addClosedHuddle,
  addPerson,
  cast,
  countQueries,
  smallService,
} from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { closeCarryingOver } from '../support/close.ts'
import { startAtPeople } from '../support/steps.ts'

let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => {
  desk.remove()
})

const { priya, olu, mia, wall } = cast
const today = { huddle: 'today' }
const raised = new Map<string, Marks>([['kamla-stay', { teams: { OT: 'ask' } }]])
const start = () => startAtPeople(desk, priya, today, raised, ['priya'])
const park = (from: string, action = 'offline') =>
  parkPerson(desk, priya, { ...today, from, owner: 'tom', action }, (tx, at, asked) =>
    agreeIn(tx, at, priya, asked),
  )
/** One quick look at whoever is on the agenda: "no change". */
const lookAtAll = (huddleId: string) =>
  desk.storage.update(agendaItem).set({ outcome: 'no change' }).where(eq(agendaItem.huddle, huddleId)).run()
const note = (wish: Partial<SealedNote> = {}): SealedNote => ({
  ...{ episode: 'kamla-stay', text: 'Stool agreed.', how: 'watch', howBy: 'Priya Shah', raised: null },
  ...{ teams: { OT: 'ask' }, authors: ['Priya Shah', 'Olu Adeyemi'], ...wish },
})
const close = (notes: SealedNote[] = []) => closeHuddle(desk, olu, today, notes)
const closeCarrying = (notes: SealedNote[] = []) => closeCarryingOver(desk, olu, today, notes)

describe('closing a huddle', () => {
  test('is refused while a listed person has no outcome, naming them shortly; nothing is written', async () => {
    await start()
    const before = readSteering(desk.storage, 'today')
    await expect(close([note()])).rejects.toMatchObject({
      code: 'huddle-not-finished',
      detail: '1 person on the agenda has no outcome yet. Kamla C: no outcome yet (OT asked).',
    })
    expect(readSteering(desk.storage, 'today')).toEqual(before)
    expect(desk.storage.select().from(huddleNote).all()).toEqual([])
    expect(desk.storage.select().from(audit).all().at(-1)).toMatchObject({ result: 'huddle-not-finished' })
  })

  test('is refused while a note holds a key-safe code, naming whose and not the code; nothing is written', async () => {
    await startAtPeople(desk, priya, today, new Map())
    const coded = close([note({ text: 'Let yourself in, key safe 4471.', teams: {} })])
    await expect(coded).rejects.toMatchObject({ code: 'key-safe-code', detail: 'Kamla C: in today’s note.' })
    expect(readSteering(desk.storage, 'today').state).toBe('live')
    expect(desk.storage.select().from(huddleNote).all()).toEqual([])
    await close([note({ text: 'Key safe fitted, code held in OneTouch.', teams: {} })])
  })

  test('names five and counts the others', async () => {
    for (let n = 0; n < 7; n++) addPerson(desk, { id: `p${String(n)}`, surname: 'Many' })
    const all = new Map<string, Marks>()
    for (let n = 0; n < 7; n++) all.set(`p${String(n)}-stay`, { teams: { OT: 'ask' } })
    await startAtPeople(desk, priya, today, all)
    await expect(close()).rejects.toMatchObject({
      detail: expect.stringMatching(
        /^7 people on the agenda .*? yet\. (Kamla M: [^.]*\. ){5}And 2 more\.$/,
      ) as string,
    })
  })

  test('books the last minutes, keeps the notes and opens the next working day’s huddle', async () => {
    addPerson(desk, { id: 'new', surname: 'Newton' }, { arrivedAt: '2026-11-21T10:00:00.000Z' })
    addPerson(desk, { id: 'newer', surname: 'Newby' }, { arrivedAt: '2026-11-21T10:00:00.000Z' })
    await start()
    await goToPerson(desk, priya, { ...today, to: 'kamla-stay' })
    const { current } = await noChange(desk, priya, { ...today, from: 'kamla-stay' })
    desk.clock.pass(30_000)
    const { closed, next } = await closeCarrying([note()])
    expect(closed).toEqual({ huddle: 'today', date: '2026-11-23' })
    expect(next).toMatchObject({ date: '2026-11-24', epoch: 1 })
    expect(openHuddle(desk.storage, desk.clock).id).toBe(next.huddle)
    const items = desk.storage.select().from(agendaItem).all()
    const of = (id: string | null) => items.find((one) => one.episode === id)
    expect(of('kamla-stay')).toMatchObject({ outcome: 'no change' })
    expect(of(current)).toMatchObject({ outcome: 'discussed', seconds: 30 })
    expect(of(current === 'new-stay' ? 'newer-stay' : 'new-stay')).toMatchObject({ outcome: 'not reached' })
    expect(of('dot-stay')).toMatchObject({ outcome: 'not reached' })
    expect(desk.storage.select().from(huddleNote).all()).toHaveLength(1)
  })

  test('late on a Friday opens Monday’s, and a huddle prepared ahead opens the day after its own', async () => {
    desk.storage.update(huddle).set({ date: '2026-11-26' }).where(eq(huddle.id, 'today')).run()
    desk.clock.setTo('2026-11-27T15:00:00Z')
    await startAtPeople(desk, priya, today, new Map())
    expect((await closeCarrying()).next.date).toBe('2026-11-30')
    desk.clock.setTo('2026-11-27T16:00:00Z')
    const ahead = { huddle: openHuddle(desk.storage, desk.clock).id }
    await startAtPeople(desk, priya, ahead, new Map())
    lookAtAll(ahead.huddle)
    expect((await closeHuddle(desk, olu, ahead, [])).next.date).toBe('2026-12-01')
  })

  test('happens once, while it runs, and not by a screen', async () => {
    await expect(close()).rejects.toMatchObject({ code: 'huddle-not-live' })
    await startAtPeople(desk, priya, today, new Map())
    await expect(closeHuddle(desk, wall, today, [])).rejects.toMatchObject({ code: 'not-allowed' })
    await close()
    await expect(close()).rejects.toMatchObject({ code: 'huddle-not-live' })
  })

  test('a note about nobody cannot keep it open', async () => {
    await startAtPeople(desk, priya, today, new Map())
    await close([note({ episode: 'made-up' }), note()])
    expect(
      desk.storage
        .select()
        .from(huddleNote)
        .all()
        .map(({ episode }) => episode),
    ).toEqual(['kamla-stay'])
  })

  test('people are new to the next huddle only when they came after it', async () => {
    addPerson(desk, { id: 'new', surname: 'Newton' }, { arrivedAt: '2026-11-21T10:00:00.000Z' })
    const { current } = await start()
    expect(current).toBe('new-stay')
    await nextPerson(desk, priya, { ...today, from: current })
    await noChange(desk, priya, { ...today, from: 'kamla-stay' })
    const { next } = await close([note({ how: 'concern' })])
    const { agenda } = readSteering(desk.storage, next.huddle)
    expect(agenda.every(({ section }) => section === 'rest')).toBe(true)
    expect(agenda[0]).toMatchObject({ episode: 'kamla-stay', reasons: ['concern last time'] })
  })
})

describe('the record', () => {
  const held = async () => {
    await start()
    attend(desk, ['tom'])
    addAction(desk, {
      id: 'stool',
      episode: 'kamla-stay',
      huddle: 'today',
      title: 'Perching stool',
      owner: 'olu',
    })
    addAction(desk, { episode: 'kamla-stay', huddle: 'today', state: 'cancelled', title: 'Undone' })
    addAction(desk, { episode: 'dot-stay', huddle: 'today', team: 'CT', title: 'Pendant' })
    desk.clock.pass(100_000)
    await park('kamla-stay')
    desk.clock.pass(25 * 60_000)
    await close([note({ raised: 'fell', teams: { OT: 'ask', SW: 'none' } })])
  }

  test('says who was there, who was discussed and what was agreed', async () => {
    await held()
    const record = await readRecord(desk, mia, '2026-11-23')
    expect(record).toMatchObject({ date: '2026-11-23', chair: 'Priya Shah', minutes: 27, others: 1 })
    expect(record.there).toEqual([
      { team: 'OT', teamName: 'Occupational therapy', names: ['Priya Shah'] },
      { team: 'CT', teamName: 'Care technology', names: ['Tom Reed'] },
    ])
    const [kamla, dot, ...more] = record.people
    expect(more).toEqual([])
    expect(kamla).toEqual({
      ...{
        episode: 'kamla-stay',
        name: 'Kamla Chauhan',
        needs: '',
        reference: 'RB27010',
        day: 15,
        section: 'raised',
      },
      ...{ reasons: ['OT asked'], outcome: 'parked', seconds: 100, turn: 1, text: 'Stool agreed.' },
      ...{ how: 'watch', chips: [], amendments: [] },
      ...{ howBy: 'Priya Shah', raised: 'fell', teams: { OT: 'ask', SW: 'none' } },
      authors: ['Priya Shah', 'Olu Adeyemi'],
      actions: [
        {
          ...{ id: 'stool', line: 'Perching stool', detail: null, team: 'OT', due: '2026-11-23', note: null },
          ...{ state: 'agreed', owner: 'Olu Adeyemi' },
          happened: [
            {
              ...{ what: 'agreed', at: '2026-11-20T09:40:00.000Z', by: 'Priya Shah' },
              was: { due: null, team: null, owner: null },
            },
          ],
          now: {
            ...{ state: 'agreed', team: 'OT', owner: 'Olu Adeyemi', due: '2026-11-23', note: null },
            ...{ escalated: false, settled: false },
          },
        },
        {
          ...{
            id: 'offline',
            line: 'Sort out offline',
            detail: null,
            team: 'CT',
            due: '2026-11-24',
            note: null,
          },
          ...{ state: 'agreed', owner: 'Tom Reed' },
          happened: [
            {
              ...{ what: 'agreed', at: '2026-11-23T09:21:40.000Z', by: 'Priya Shah' },
              was: { due: null, team: null, owner: null },
            },
          ],
          now: {
            ...{ state: 'agreed', team: 'CT', owner: 'Tom Reed', due: '2026-11-24', note: null },
            ...{ escalated: false, settled: false },
          },
        },
      ],
    })
    expect(dot).toMatchObject({ name: 'Dot Evans', section: 'rest', text: '', outcome: 'not reached' })
    expect(dot?.actions.map(({ line, owner }) => [line, owner])).toEqual([['Pendant', null]])
  })

  test('holds somebody who came after the start', async () => {
    await startAtPeople(desk, priya, today, new Map())
    addPerson(desk, { id: 'later', surname: 'Later' })
    addPerson(desk, { id: 'noted', surname: 'Noted' })
    addAction(desk, { episode: 'later-stay', huddle: 'today' })
    await close([note({ episode: 'noted-stay' })])
    const { people } = await readRecord(desk, mia, '2026-11-23')
    expect(people.map(({ episode }) => episode).sort()).toEqual(['later-stay', 'noted-stay'])
  })

  test('is listed a page at a time, however many there are', async () => {
    for (let day = 0; day < recordsPerPage + 5; day++) addClosedHuddle(desk, addDays('2026-01-01', day))
    const first = await listRecords(desk, mia)
    expect([first.records.length, first.older]).toEqual([recordsPerPage, first.records.at(-1)?.date])
    const rest = await listRecords(desk, mia, { before: first.older })
    // With the Friday of the small service.
    expect([rest.records.length, rest.older]).toEqual([6, null])
    const all = [...first.records, ...rest.records].map(({ date }) => date)
    expect(all).toEqual(await closedDates(desk, mia))
  })

  test('is listed with its counts, newest first, asked for as often as there are kinds of counts', async () => {
    await held()
    expect((await listRecords(desk, mia)).records).toEqual([
      {
        ...{
          huddle: 'today',
          date: '2026-11-23',
          chair: 'Priya Shah',
          minutes: 27,
          notClosed: false,
          done: 0,
        },
        figures: {
          ...{ seconds: 1600, listed: 1, reached: 1, carriedOver: 0, parked: 1, agreed: 3, accepted: 0 },
          ...{
            declined: 0,
            reDated: 0,
            owners: 2,
            there: 2,
            teamsThere: 2,
            inRoom: 0,
            remote: 0,
            teamsMissing: ['MA', 'SW', 'NT', 'RP'],
            secondsBySection: { raised: 100, 'read-back': 1500 },
          },
        },
      },
      {
        ...{
          huddle: 'huddle-2026-11-20',
          date: '2026-11-20',
          chair: null,
          minutes: 30,
          notClosed: false,
          done: 0,
        },
        figures: null,
      },
    ])
    const few = await countQueries(desk, () => readRecord(desk, mia, '2026-11-23'))
    for (let n = 0; n < 20; n++) addAction(desk, { episode: 'kamla-stay', huddle: 'today' })
    expect(await countQueries(desk, () => readRecord(desk, mia, '2026-11-23'))).toBe(few)
  })

  test('is audited with whom it showed, and is nothing before the huddle has closed', async () => {
    await expect(readRecord(desk, mia, '2026-11-23')).rejects.toMatchObject({ code: 'not-found' })
    await held()
    await readRecord(desk, mia, '2026-11-23')
    const row = desk.storage.select().from(audit).all().at(-1)
    expect(row).toMatchObject({ act: 'view records', thing: 'huddle', thingId: 'today', result: 'done' })
    expect(row?.detail).toBe('{"people":2,"episodes":"kamla-stay dot-stay"}')
    await expect(readRecord(desk, wall, '2026-11-23')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(listRecords(desk, mia, { before: 'yesterday' })).rejects.toMatchObject({
      ...{ code: 'bad-input', field: 'before' },
    })
    await expect(listRecords(desk, wall)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readEpisode } from '#lib/server/board/read-episode.ts'
import { readBoard } from '#lib/server/board/read-board.ts'
import { somePeople } from '#lib/server/board/read-huddle-people.ts'
import { applyCaseload } from '#lib/server/caseload/apply.ts'
import { previewCaseload } from '#lib/server/caseload/preview.ts'
import { askCollection, uncollect } from '#lib/server/episodes/ask-collection.ts'
import { changeCalls } from '#lib/server/episodes/change-calls.ts'
import { planEnd } from '#lib/server/episodes/plan-end.ts'
import { planLeaving } from '#lib/server/episodes/plan-leaving.ts'
import { tickStarter } from '#lib/server/episodes/tick-starter.ts'
import { freshAgenda } from '#lib/server/huddles/agenda.ts'
import { cancelStart } from '#lib/server/huddles/cancel-start.ts'
import { closeHuddle } from '#lib/server/huddles/close-huddle.ts'
import { exportRecord } from '#lib/server/huddles/export-record.ts'
import { readRecord } from '#lib/server/huddles/read-record.ts'
import { startHuddle } from '#lib/server/huddles/start-huddle.ts'
import { agreeIn } from '#lib/server/register/agree-action.ts'
import { undoAction } from '#lib/server/register/undo-action.ts'
import { leaving, personChip } from '#lib/server/storage/chip-schema.ts'
import { action, callPattern, episode } from '#lib/server/storage/schema.ts'
import { addAction, addItem, auditTrail, cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

const { priya, olu, mia, wall } = cast
const kamla = { huddle: 'today', episode: 'kamla-stay' }
const tuesday = '2026-11-24T09:20:00.000Z'

let desk: TestDesk
beforeEach(async () => {
  desk = smallService()
  addCalls('first', 4, '2026-11-09')
  await startHuddle(desk, priya, { huddle: 'today' }, new Map(), ['priya'])
})
afterEach(() => {
  desk.remove()
})

function addCalls(id: string, perDay: number, from: string): void {
  const row = { id, episode: 'kamla-stay', from, perDay, minutes: 30, carers: 1 }
  const story = { why: 'from the caseload file', changedBy: null, at: '2026-11-09T08:00:00.000Z' }
  desk.storage
    .insert(callPattern)
    .values({ ...row, ...story })
    .run()
}
const person = () => somePeople(desk.storage, ['kamla-stay'], desk.clock())[0] ?? null
const words = () => person()?.chips.map((chip) => chip.words)
const patterns = () =>
  desk.storage
    .select()
    .from(callPattern)
    .orderBy(asc(callPattern.from), asc(callPattern.at))
    .all()
    .map(({ perDay, from, changedBy }) => [perDay, from, changedBy])
const close = () => closeHuddle(desk, priya, { huddle: 'today' }, [])

/** A caseload file of Kamla alone. */
const file = (perDay: number) => ({
  name: 'caseload.csv',
  bytes: new TextEncoder().encode(
    [
      'Client ref,Forename,Surname,Date of birth,Service type,Start date,Calls per day',
      `RB27010,Kamla,Chauhan,05/03/1941,Reablement,09/11/2026,${String(perDay)}`,
    ].join('\n'),
  ),
})

describe('a step down', () => {
  test('is one row of the call pattern from tomorrow, said anew within the huddle, and taken back', async () => {
    await changeCalls(desk, priya, { ...kamla, perDay: 3 })
    expect(words()).toEqual(['Step down to 3 calls from Tue 24 Nov'])
    expect(person()).toMatchObject({ coming: 3, calls: { perDay: 4 } })
    await changeCalls(desk, olu, { ...kamla, perDay: 2 })
    expect(person()?.chips).toMatchObject([
      { kind: 'step down', words: 'Step down to 2 calls from Tue 24 Nov', by: 'Olu A' },
    ])
    expect(patterns()).toEqual([
      [4, '2026-11-09', null],
      [2, '2026-11-24', 'olu'],
    ])
    await changeCalls(desk, priya, { ...kamla, perDay: null })
    expect([words(), patterns()]).toEqual([[], [[4, '2026-11-09', null]]])
    expect(auditTrail(desk).filter((line) => line === 'change calls done')).toHaveLength(3)
  })

  test('of two colleagues who press at once is one', async () => {
    await Promise.all([priya, olu].map((who) => changeCalls(desk, who, { ...kamla, perDay: 3 })))
    expect(patterns().slice(1)).toEqual([[3, '2026-11-24', expect.anything()]])
  })

  test('goes to nought and never below; nobody without calls has one', async () => {
    await changeCalls(desk, priya, { ...kamla, perDay: 0 })
    expect(words()).toEqual(['Step down to no calls from Tue 24 Nov'])
    await expect(changeCalls(desk, priya, { ...kamla, perDay: -1 })).rejects.toMatchObject({
      ...{ code: 'bad-input', field: 'perDay' },
    })
    await expect(changeCalls(desk, priya, { ...kamla, perDay: 4 })).rejects.toMatchObject({
      detail: 'That is no step down: there are 4 calls a day.',
    })
    await expect(
      changeCalls(desk, priya, { ...kamla, episode: 'dot-stay', perDay: 1 }),
    ).rejects.toMatchObject({ code: 'wrong-state' })
    expect(person()?.coming).toBe(0)
  })

  test('begins no sooner than the calls it replaces', async () => {
    desk.storage.delete(callPattern).run()
    addCalls('later', 4, '2026-11-26')
    await changeCalls(desk, priya, { ...kamla, perDay: 3 })
    expect(patterns()).toEqual([
      [4, '2026-11-26', null],
      [3, '2026-11-26', 'priya'],
    ])
    expect(words()).toEqual(['Step down to 3 calls from Thu 26 Nov'])
  })

  test('stands while the file still says what was before; after a week somebody is asked', async () => {
    await changeCalls(desk, priya, { ...kamla, perDay: 3 })
    await close()
    desk.clock.setTo(tuesday)
    const { changes } = await previewCaseload(desk, mia, file(4))
    expect(changes.callsChanged).toEqual([])
    expect(changes.kept.map((one) => one.words)).toEqual([
      'The file says 4 calls a day, the board says 3, changed here yesterday. ' +
        'The file says what it said before: the board stays.',
    ])
    await applyCaseload(desk, mia, file(4))
    expect(person()?.calls).toMatchObject({ perDay: 3, was: 4 })
    desk.clock.setTo('2026-12-01T09:20:00.000Z')
    expect(await applyCaseload(desk, mia, file(4))).toMatchObject({ questions: 1 })
    expect(person()?.calls?.perDay).toBe(3)
  })

  test('is asked about beside another number of the file’s, and stays until then', async () => {
    await changeCalls(desk, priya, { ...kamla, perDay: 3 })
    await close()
    desk.clock.setTo(tuesday)
    const { kept } = (await previewCaseload(desk, mia, file(5))).changes
    expect(kept.map(({ standing, side }) => [standing, side])).toEqual([['both', 'board']])
    await applyCaseload(desk, mia, file(5))
    expect(person()?.calls?.perDay).toBe(3)
  })
})

describe('the day it ends', () => {
  beforeEach(() => {
    desk.storage.update(episode).set({ plannedEnd: '2026-12-20' }).where(eq(episode.id, 'kamla-stay')).run()
  })

  test('wins over the file’s wherever it is read, and goes back to what it was', async () => {
    await planEnd(desk, priya, { ...kamla, endsOn: '2026-11-24' })
    await planEnd(desk, olu, { ...kamla, endsOn: '2026-11-26' })
    expect(person()).toMatchObject({
      plannedEnd: '2026-11-26',
      chips: [{ words: 'Ends Thu 26 Nov', by: 'Olu A' }],
    })
    const { rows } = await readBoard(desk, priya, new Map())
    expect(rows.find((row) => row.episode === 'kamla-stay')?.plannedEnd).toBe('2026-11-26')
    expect((await readEpisode(desk, priya, 'kamla-stay')).header.plannedEnd).toBe('2026-11-26')
    const reasons = freshAgenda(desk.storage, '2026-11-23', new Map(), 'kamla-stay')[0]
    expect(reasons).toMatchObject({ section: 'leaving', reasons: ['ends Thu'] })
    const stay = desk.storage.select().from(episode).where(eq(episode.id, 'kamla-stay')).get()
    expect(stay).toMatchObject({ state: 'active', plannedEnd: '2026-12-20' })
    await planEnd(desk, priya, { ...kamla, endsOn: null })
    expect(person()).toMatchObject({ plannedEnd: '2026-12-20', chips: [] })
  })

  test('goes back to what an earlier huddle said', async () => {
    await planEnd(desk, priya, { ...kamla, endsOn: '2026-11-26' })
    await close()
    desk.clock.setTo(tuesday)
    const next = { ...kamla, huddle: (await startNext()).huddle }
    await planEnd(desk, priya, { ...next, endsOn: '2026-11-27' })
    await planEnd(desk, priya, { ...next, endsOn: '2026-11-30' })
    await planEnd(desk, priya, { ...next, endsOn: null })
    expect(person()).toMatchObject({ plannedEnd: '2026-11-26', chips: [] })
  })

  test.each(['2026-11-22', '2028-01-01', '2026-02-30'])('is not %s', async (endsOn) => {
    await expect(planEnd(desk, priya, { ...kamla, endsOn })).rejects.toMatchObject({
      ...{ code: 'bad-input', field: 'endsOn' },
    })
  })
})

async function startNext() {
  const open = desk.storage.$client.prepare("SELECT id FROM huddle WHERE state = 'preparing'").get() as {
    id: string
  }
  return startHuddle(desk, priya, { huddle: open.id }, new Map(), ['priya'])
}

describe('leaving', () => {
  const agree = (...[tx, at, asked]: Parameters<Parameters<typeof askCollection>[3]>) =>
    agreeIn(tx, at, priya, asked)
  const there = { state: 'done', deliveredOn: '2026-11-20' } as const
  const onLoan = (wish: Parameters<typeof addAction>[1]) =>
    addAction(desk, { kind: 'equipment', item: 'PS01', title: 'Perching stool', ...there, ...wish })

  test('has an expected outcome of the council’s four, and later checks 84 and 91 days after the start', async () => {
    await planLeaving(desk, priya, { ...kamla, outcome: 'fully independent' })
    await planLeaving(desk, priya, { ...kamla, outcome: 'ongoing care required' })
    await planLeaving(desk, priya, { ...kamla, laterChecks: true })
    expect(person()?.leaving).toEqual({
      ...{ outcome: 'ongoing care required', collection: null },
      laterChecks: { first: '2027-02-01', second: '2027-02-08' },
    })
    expect(words()).toEqual([
      'Expected: ongoing care required',
      'Later checks Mon 1 Feb 2027 and Mon 8 Feb 2027',
    ])
    await planLeaving(desk, olu, { ...kamla, outcome: null, laterChecks: false })
    expect(person()).toMatchObject({ leaving: { outcome: null, laterChecks: null }, chips: [] })
  })

  test('later checks an earlier huddle dated are not wiped: false without a press here does nothing', async () => {
    const dated = { firstCheck: '2027-01-11', secondCheck: '2027-01-18' }
    desk.storage
      .insert(leaving)
      .values({ episode: 'kamla-stay', ...dated })
      .run()
    const before = { first: '2027-01-11', second: '2027-01-18' }
    await planLeaving(desk, priya, { ...kamla, laterChecks: false })
    expect(person()).toMatchObject({ leaving: { laterChecks: before }, chips: [] })
    await planLeaving(desk, priya, { ...kamla, laterChecks: true })
    await planLeaving(desk, olu, { ...kamla, laterChecks: true })
    expect(person()?.leaving.laterChecks).toEqual({ first: '2027-02-01', second: '2027-02-08' })
    await planLeaving(desk, priya, { ...kamla, laterChecks: false })
    expect(person()).toMatchObject({ leaving: { laterChecks: before }, chips: [] })
  })

  test('asks each team for what was delivered and comes back, once; undone, it is not asked for', async () => {
    addItem(desk, { code: 'TEC', name: 'Pendant', kind: 'care technology', team: 'CT' })
    addItem(desk, { code: 'MAT', name: 'Bath mat', returnable: false })
    const past = { episode: 'kamla-stay', huddle: 'huddle-2026-11-20' }
    onLoan({ ...past, quantity: 2 })
    onLoan({ ...past, item: 'TEC', title: 'Pendant', kind: 'care technology', team: 'CT' })
    onLoan({ ...past, item: 'MAT', title: 'Bath mat' })
    onLoan({ ...past, title: 'Commode', state: 'ordered', deliveredOn: null })
    await planEnd(desk, priya, { ...kamla, endsOn: '2026-11-28' })
    await askCollection(desk, priya, { ...kamla, ask: true }, agree)
    const asked = desk.storage.select().from(action).where(eq(action.huddle, 'today')).all()
    expect(asked.map(({ team, owner, detail, due }) => [team, owner, detail, due])).toEqual([
      ['CT', null, 'Pendant', '2026-11-30'],
      ['OT', null, 'Perching stool × 2', '2026-11-30'],
    ])
    expect(words()).toContain('Collection asked of CT and OT')
    await expect(askCollection(desk, olu, { ...kamla, ask: true }, agree)).rejects.toMatchObject({
      code: 'wrong-state',
    })
    const undo = (id: string) => undoAction(desk, priya, { action: id }, (tx, one) => void uncollect(tx, one))
    await undo(asked[0]?.id ?? '')
    expect(words()).toContain('Collection asked of OT')
    await undo(asked[1]?.id ?? '')
    expect(person()).toMatchObject({ leaving: { collection: null } })
    expect(words()).toEqual(['Ends Sat 28 Nov'])
  })

  test('says that nothing is to be collected, and takes that back', async () => {
    await askCollection(desk, priya, { ...kamla, ask: true }, agree)
    expect([person()?.leaving.collection, words()]).toEqual(['nothing to collect', ['Nothing to collect']])
    await askCollection(desk, priya, { ...kamla, ask: false }, agree)
    expect([person()?.leaving.collection, words()]).toEqual([null, []])
    expect(desk.storage.select().from(leaving).all()).toHaveLength(1)
  })
})

describe('the starter checklist', () => {
  test('keeps what is done and what is not needed; the rest is to do', async () => {
    const of = { episode: 'kamla-stay' }
    await tickStarter(desk, priya, { ...of, item: 'goals', state: 'done' })
    await tickStarter(desk, olu, { ...of, item: 'fire', state: 'not needed' })
    expect(person()?.starter).toEqual({ goals: 'done', fire: 'not needed' })
    await tickStarter(desk, olu, { ...of, item: 'goals', state: null })
    expect(person()?.starter).toEqual({ fire: 'not needed' })
    expect(auditTrail(desk)).toContain('tick starter done')
  })
})

describe('what a huddle committed to', () => {
  test('is in its record and its text as it was said, and is never written again', async () => {
    await changeCalls(desk, priya, { ...kamla, perDay: 3 })
    await planEnd(desk, olu, { ...kamla, endsOn: '2026-11-26' })
    await close()
    const record = await readRecord(desk, mia, '2026-11-23')
    const one = record.people.find((row) => row.episode === 'kamla-stay')
    expect(one?.chips.map((chip) => [chip.words, chip.by])).toEqual([
      ['Step down to 3 calls from Tue 24 Nov', 'Priya Shah'],
      ['Ends Thu 26 Nov', 'Olu Adeyemi'],
    ])
    const asked = { date: '2026-11-23', episode: 'kamla-stay', service: 'City reablement' }
    expect(await exportRecord(desk, mia, asked)).toContain(
      'Step down to 3 calls from Tue 24 Nov (Priya Shah)',
    )
    expect(person()?.chips).toEqual([])
    expect(() => desk.storage.update(personChip).set({ words: 'Another' }).run()).toThrow(/sealed/)
    for (const again of [
      () => changeCalls(desk, priya, { ...kamla, perDay: null }),
      () => planEnd(desk, priya, { ...kamla, endsOn: null }),
      () => planLeaving(desk, priya, { ...kamla, outcome: 'other' }),
    ])
      await expect(again()).rejects.toMatchObject({ code: 'huddle-not-live' })
    expect(person()).toMatchObject({ plannedEnd: '2026-11-26', coming: 3 })
  })

  test('came of the huddle: its start is not taken back', async () => {
    await planEnd(desk, priya, { ...kamla, endsOn: '2026-11-26' })
    const cancel = () => cancelStart(desk, priya, { huddle: 'today' }, new Map())
    await expect(cancel()).rejects.toMatchObject({ code: 'wrong-state' })
    await planEnd(desk, priya, { ...kamla, endsOn: null })
    expect((await cancel()).state).toBe('preparing')
  })

  test('is no shared screen’s to say, nor about somebody who is gone', async () => {
    await expect(changeCalls(desk, wall, { ...kamla, perDay: 3 })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(planEnd(desk, null, { ...kamla, endsOn: null })).rejects.toMatchObject({
      code: 'not-signed-in',
    })
    desk.storage.update(episode).set({ state: 'ended' }).where(eq(episode.id, 'kamla-stay')).run()
    await expect(planLeaving(desk, priya, { ...kamla, laterChecks: true })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

import { parse as parseCsv } from 'csv-parse/sync'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AgreeInput } from '#lib/reablement/action.ts'
import { acceptAction } from '#lib/server/register/accept-action.ts'
import { agreeAction } from '#lib/server/register/agree-action.ts'
import { declineAction } from '#lib/server/register/decline-action.ts'
import { finishAction } from '#lib/server/register/finish-action.ts'
import { readAction } from '#lib/server/register/read-action.ts'
import { exportRegister } from '#lib/server/register/register-csv.ts'
import { readTeamList } from '#lib/server/register/team-list.ts'
import { undoAction } from '#lib/server/register/undo-action.ts'
import { audit, outbox } from '#lib/server/storage/ledger-schema.ts'
import { actionMeasure } from '#lib/server/storage/request-schema.ts'
import { action, actionEvent, catalogueItem, colleague, episode, huddle } from '#lib/server/storage/schema.ts'
import { addAction, agreeing, auditTrail, cast, countQueries, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => {
  desk.remove()
})

const { priya, olu, tom, ann, mia, wall } = cast
/** Plain work: done when somebody says so. */
const task = { kind: 'task', item: undefined } as const
const agree = (wish: Parameters<typeof agreeing>[0] = {}) => agreeAction(desk, priya, agreeing(wish))
const measured = (name: string, value: string) => ({ measures: [{ name, value }] })
const topics = () =>
  desk.storage
    .select()
    .from(outbox)
    .all()
    .map(({ topic }) => topic)
const steps = () =>
  desk.storage
    .select()
    .from(actionEvent)
    .all()
    .map(({ from, to, colleague: who }) => `${from ?? ''}→${to} ${who}`)

type Wrong = [why: string, wish: Partial<AgreeInput>, code: string, field: string]

describe('agreeing an action', () => {
  test('writes action, event, outbox and audit, and shows it', async () => {
    const view = await agree({ room: 'Kitchen', detail: 'height 48 cm' })
    expect(view).toMatchObject({
      ...{
        episode: 'kamla-stay',
        title: 'Perching stool',
        room: 'Kitchen',
        team: 'OT',
        owner: null,
        state: 'agreed',
      },
      ...{
        agreedBy: { id: 'priya', name: 'Priya Shah' },
        agreedAt: '2026-11-23T09:20:00.000Z',
        huddle: '2026-11-23',
      },
    })
    expect(steps()).toEqual(['→agreed priya'])
    expect(auditTrail(desk)).toEqual(['agree action done'])
    expect(topics()).toEqual(['action agreed'])
  })

  test('keeps how urgent it is, why, and what is measured already', async () => {
    const measures = [{ name: 'user weight', value: '78' }]
    const view = await agree({ urgent: true, because: 'lives alone', measures })
    expect(view).toMatchObject({ urgent: true, because: 'lives alone' })
    expect(desk.storage.select().from(actionMeasure).all()).toEqual([
      { action: view.id, ...measures[0], colleague: 'priya', at: '2026-11-23T09:20:00.000Z' },
    ])
  })

  test('sends out the reference and nothing else of the person', async () => {
    const { id } = await agree({ room: 'Kitchen', detail: 'she is worried' })
    const [row] = desk.storage.select().from(outbox).all()
    expect(JSON.parse(row?.payload ?? '')).toEqual({
      ...{ action: id, title: 'Perching stool', quantity: 1, room: 'Kitchen', due: '2026-11-24' },
      ...{ team: 'OT', state: 'agreed', reference: 'RB27010' },
    })
  })

  test('twice with one id agrees once; the same id from somebody else is refused', async () => {
    const input = agreeing()
    const first = await agreeAction(desk, priya, input)
    expect(await agreeAction(desk, priya, { ...input, title: 'Another' })).toEqual(first)
    await expect(agreeAction(desk, olu, input)).rejects.toMatchObject({ code: 'wrong-state' })
    expect(desk.storage.select().from(action).all()).toHaveLength(1)
    expect(topics()).toHaveLength(1)
  })

  test.each([
    ['an unknown person', { episode: 'nobody' }, 'not-found', 'episode'],
    ['an unknown item', { item: 'XX99' }, 'bad-input', 'item'],
    ['another kind than the item’s', { kind: 'referral' }, 'bad-input', 'kind'],
    ['an unknown team', { team: 'ZZ', owner: 'tom' }, 'bad-input', 'team'],
    ['nobody at all', { team: '' }, 'no-owner', 'owner'],
    ['an unknown team’s queue', { team: 'ZZ' }, 'no-owner', 'owner'],
    ['an unknown owner', { owner: 'nobody' }, 'no-owner', 'owner'],
    ['a screen as owner', { owner: 'wall' }, 'no-owner', 'owner'],
    ['yesterday', { due: '2026-11-22' }, 'bad-input', 'due'],
    ['a day that is not', { due: '2027-02-29' }, 'bad-input', 'due'],
    ['more than a year ahead', { due: '2027-11-24' }, 'bad-input', 'due'],
    ['no title', { title: '  ' }, 'bad-input', 'title'],
    ['none of them', { quantity: 0 }, 'bad-input', 'quantity'],
    ['a code in the title', { title: 'Key safe 4471 by the door' }, 'key-safe-code', 'title'],
    ['a code in the detail', { detail: 'key safe code is 4471' }, 'key-safe-code', 'detail'],
    ['a code split over two fields', { title: 'Key safe code', detail: '4471' }, 'key-safe-code', 'detail'],
    ['a code in the reason', { because: 'key safe code is 4471' }, 'key-safe-code', 'because'],
    ['what is not measured', measured('width', '40'), 'bad-input', 'measures'],
    ['a slip', measured('user weight', '780'), 'bad-input', 'measures'],
    ['another unit', measured('user weight', '12 st'), 'bad-input', 'measures'],
    ['measures of no item', { ...task, ...measured('user weight', '78') }, 'bad-input', 'measures'],
    ['equipment of no item', { item: undefined }, 'bad-input', 'item'],
    ['an adaptation of no item', { item: undefined, kind: 'adaptation' }, 'bad-input', 'item'],
    ['technology of no item', { item: undefined, kind: 'care technology' }, 'bad-input', 'item'],
    ['a task with an item', { kind: 'task' }, 'bad-input', 'kind'],
  ] satisfies Wrong[])('for %s is refused and nothing is written', async (_why, wish, code, field) => {
    await expect(agree(wish)).rejects.toMatchObject({ code, field })
    expect(desk.storage.select().from(action).all()).toEqual([])
    expect(topics()).toEqual([])
    // Its hash and its id are drawn by lot, and may hold any four digits.
    const kept = desk.storage.select().from(audit).all()
    const said = kept.map(({ hash: _hash, thingId: _id, ...row }) => row)
    expect(JSON.stringify(said)).not.toContain('4471')
  })

  test('in the last week of a promise is still fine: today and a year from now', async () => {
    expect((await agree({ due: '2026-11-23' })).due).toBe('2026-11-23')
    expect((await agree({ due: '2027-11-23' })).due).toBe('2027-11-23')
  })

  test('is refused for a stay that has ended, a retired item, a colleague who left', async () => {
    desk.storage.update(episode).set({ state: 'ended' }).where(eq(episode.id, 'dot-stay')).run()
    await expect(agree({ episode: 'dot-stay' })).rejects.toMatchObject({ code: 'wrong-state' })
    desk.storage.update(colleague).set({ active: false }).where(eq(colleague.id, 'olu')).run()
    await expect(agree({ owner: 'olu' })).rejects.toMatchObject({ code: 'no-owner' })
    desk.storage.update(catalogueItem).set({ retired: true }).run()
    await expect(agree()).rejects.toMatchObject({ code: 'bad-input', field: 'item' })
  })

  test('is not for screens, nor for strangers', async () => {
    await expect(agreeAction(desk, wall, agreeing())).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(agreeAction(desk, null, agreeing())).rejects.toMatchObject({ code: 'not-signed-in' })
    expect(auditTrail(desk)).toEqual(['agree action not-allowed', 'agree action not-signed-in'])
  })

  test('needs a huddle to belong to', async () => {
    desk.storage.update(huddle).set({ state: 'closed' }).run()
    await expect(agree()).rejects.toMatchObject({ code: 'huddle-not-live' })
  })
})

describe('the team’s answer', () => {
  const forTechnology = () => agree({ team: 'CT' })

  test('the first taker has it, the second reads who took it', async () => {
    const { id } = await forTechnology()
    const [first, second] = await Promise.allSettled([
      acceptAction(desk, tom, { action: id }),
      acceptAction(desk, ann, { action: id }),
    ])
    expect(first).toMatchObject({ value: { state: 'accepted', owner: { id: 'tom', name: 'Tom Reed' } } })
    expect(second).toMatchObject({
      reason: { code: 'wrong-state', message: expect.stringContaining('Tom R took it first.') as string },
    })
    expect(steps()).toEqual(['→agreed priya', 'agreed→accepted tom'])
    expect(topics()).toEqual(['action agreed', 'action accepted'])
  })

  test('taking one’s own again changes nothing', async () => {
    const { id } = await forTechnology()
    const first = await acceptAction(desk, tom, { action: id })
    expect(await acceptAction(desk, tom, { action: id })).toEqual(first)
    expect(steps()).toHaveLength(2)
  })

  test('another team may not answer; a manager may', async () => {
    const { id } = await forTechnology()
    for (const act of [acceptAction, finishAction, declineAction]) {
      const input = { action: id, note: '', reason: 'duplicate' as const, words: '' }
      await expect(act(desk, olu, input)).rejects.toMatchObject({ code: 'not-allowed' })
    }
    expect((await acceptAction(desk, mia, { action: id })).owner?.id).toBe('mia')
  })

  test('declines with a reason, and words when there is no ready one', async () => {
    const { id } = await forTechnology()
    const other = { action: id, reason: 'other' as const }
    await expect(declineAction(desk, tom, { ...other, words: ' ' })).rejects.toMatchObject({ field: 'words' })
    await expect(declineAction(desk, tom, { ...other, words: 'key safe code 4471' })).rejects.toMatchObject({
      code: 'key-safe-code',
    })
    const view = await declineAction(desk, tom, {
      action: id,
      reason: 'no capacity',
      words: 'back on Monday',
    })
    expect(view).toMatchObject({ state: 'declined', lastNote: 'no capacity: back on Monday' })
    await expect(acceptAction(desk, tom, { action: id })).rejects.toMatchObject({ code: 'wrong-state' })
  })

  test('finishes from the queue or once taken, and it is theirs', async () => {
    const [one, two] = [await agree({ ...task, team: 'CT' }), await agree({ ...task, team: 'CT' })]
    const done = await finishAction(desk, ann, { action: one.id, note: 'fitted and shown' })
    expect(done).toMatchObject({ state: 'done', owner: { id: 'ann' }, lastNote: 'fitted and shown' })
    await acceptAction(desk, tom, { action: two.id })
    expect(await finishAction(desk, ann, { action: two.id, note: '' })).toMatchObject({
      owner: { id: 'tom' },
    })
    await expect(finishAction(desk, ann, { action: two.id, note: '' })).rejects.toMatchObject({
      code: 'wrong-state',
    })
    const row = desk.storage.select().from(action).where(eq(action.id, one.id)).get()
    expect(row?.endedAt).toBe('2026-11-23T09:20:00.000Z')
  })

  test('an action that is not there is not found', async () => {
    await expect(acceptAction(desk, tom, { action: 'none' })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('undoing', () => {
  test('within ten seconds leaves a cancelled action, its story, and nothing to send', async () => {
    const { id } = await agree()
    desk.clock.pass(11_000)
    expect((await undoAction(desk, priya, { action: id })).state).toBe('cancelled')
    expect(steps()).toEqual(['→agreed priya', 'agreed→cancelled priya'])
    expect(topics()).toEqual([])
  })

  test('tells the team when it had been sent already', async () => {
    const { id } = await agree()
    desk.storage.update(outbox).set({ sentAt: desk.clock().toISOString() }).run()
    await undoAction(desk, priya, { action: id })
    expect(topics()).toEqual(['action agreed', 'action undone'])
  })

  test('is too late after that, not anybody else’s to do, and not after it was taken', async () => {
    const { id } = await agree()
    await expect(undoAction(desk, mia, { action: id })).rejects.toMatchObject({ code: 'not-allowed' })
    await acceptAction(desk, olu, { action: id })
    await expect(undoAction(desk, priya, { action: id })).rejects.toMatchObject({ code: 'wrong-state' })
    const later = await agree()
    desk.clock.pass(12_001)
    await expect(undoAction(desk, priya, { action: later.id })).rejects.toMatchObject({ code: 'too-late' })
    expect(auditTrail(desk).at(-1)).toBe('undo action too-late')
  })
})

describe('the team’s list', () => {
  test('shows what waits, then what is taken, by day, with where to go; then what was closed', async () => {
    const late = await agree({ team: 'CT', title: 'Later', due: '2026-11-27' })
    const soon = await agree({ team: 'CT', title: 'Soon', due: '2026-11-24' })
    const taken = await agree({ team: 'CT', title: 'Taken', due: '2026-11-23', episode: 'dot-stay' })
    const done = await agree({ ...task, team: 'CT', title: 'Done' })
    await agree({ team: 'OT', title: 'Not theirs' })
    await acceptAction(desk, tom, { action: taken.id })
    await finishAction(desk, tom, { action: done.id, note: '' })
    const list = await readTeamList(desk, tom, 'CT')
    expect(list.open.map(({ id }) => id)).toEqual([soon.id, late.id, taken.id])
    expect(list.closed.map(({ id }) => id)).toEqual([done.id])
    expect(list.team.name).toBe('Care technology')
    expect(list.open[2]).toMatchObject({
      ...{ person: 'Dot Evans', reference: 'RB27002', district: 'LE4' },
      ...{ address: '7 Invented Street', telephone: '0116 496 0123' },
    })
  })

  test('is audited with whom it showed, and asks as often for many as for few', async () => {
    await agree({ team: 'CT' })
    const few = await countQueries(desk, () => readTeamList(desk, tom, 'CT'))
    for (let n = 0; n < 12; n++) await agree({ team: 'CT' })
    expect(await countQueries(desk, () => readTeamList(desk, tom, 'CT'))).toBe(few)
    const row = desk.storage.select().from(audit).all().at(-1)
    expect(row).toMatchObject({ act: 'view team list', thing: 'team', thingId: 'CT', result: 'done' })
    expect(row?.detail).toBe('{"people":1,"episodes":"kamla-stay"}')
    await expect(readTeamList(desk, tom, 'ZZ')).rejects.toMatchObject({ code: 'not-found' })
    await expect(readTeamList(desk, wall, 'CT')).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

describe('one action', () => {
  test('has its story, and a look at it is a look at the person', async () => {
    const { id } = await agree({ ...task, team: 'CT' })
    await acceptAction(desk, tom, { action: id })
    await finishAction(desk, tom, { action: id, note: 'shown and working' })
    const story = await readAction(desk, mia, id)
    expect(story.action).toMatchObject({
      person: 'Kamla Chauhan',
      reference: 'RB27010',
      endedOn: '2026-11-23',
    })
    expect(story.steps.map(({ who, to, note }) => [who, to, note])).toEqual([
      ['Priya Shah', 'agreed', null],
      ['Tom Reed', 'accepted', null],
      ['Tom Reed', 'done', 'shown and working'],
    ])
    expect(desk.storage.select().from(audit).all().at(-1)).toMatchObject({
      thing: 'person',
      thingId: 'kamla',
    })
  })
})

describe('the register as a file', () => {
  test('reads back cell by cell, and no cell begins a formula', async () => {
    const title = '=HYPERLINK("http://evil","Stool")'
    // Only what is not in the catalogue is called as somebody typed it.
    await agree({ item: undefined, kind: 'task', title, detail: 'two\nlines, "quoted"', room: ' +44' })
    const { text, fileName } = await exportRegister(desk, mia)
    expect(fileName).toBe('register-2026-11-23.csv')
    const [row] = parseCsv<Record<string, string>>(text, { columns: true, bom: true })
    expect(row).toMatchObject({
      ...{ Reference: 'RB27010', Person: 'Kamla Chauhan', What: `'${title}`, Room: "'+44" },
      ...{ Detail: 'two\nlines, "quoted"', Due: '2026-11-24', State: 'agreed', Owner: 'team’s queue' },
    })
    expect(text.startsWith('\uFEFFReference,')).toBe(true)
    expect(auditTrail(desk).at(-1)).toBe('export register done')
  })

  test('takes the register’s filters', async () => {
    addAction(desk, { episode: 'dot-stay', huddle: 'today', title: 'Mine', team: 'MA' })
    await agree()
    const { text } = await exportRegister(desk, mia, { team: 'MA' })
    expect(parseCsv(text, { columns: true, bom: true })).toHaveLength(1)
  })
})

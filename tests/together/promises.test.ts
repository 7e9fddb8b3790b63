import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acceptAction } from '#lib/server/register/accept-action.ts'
import { agreeAction } from '#lib/server/register/agree-action.ts'
import { catchUpNews, readCatchUp } from '#lib/server/register/catch-up.ts'
import { declineAction } from '#lib/server/register/decline-action.ts'
import { escalateAction } from '#lib/server/register/escalate-action.ts'
import { finishAction } from '#lib/server/register/finish-action.ts'
import { reAssignAction } from '#lib/server/register/re-assign-action.ts'
import { reDateAction } from '#lib/server/register/re-date-action.ts'
import { readAction } from '#lib/server/register/read-action.ts'
import { readRegister } from '#lib/server/register/read-register.ts'
import { settleAction } from '#lib/server/register/settle-action.ts'
import { audit, outbox } from '#lib/server/storage/ledger-schema.ts'
import { action, huddle } from '#lib/server/storage/schema.ts'
import { addAction, agreeing, auditTrail, cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => {
  desk.remove()
})

const { priya, olu, tom, ann, mia, wall } = cast
const agree = (wish: Parameters<typeof agreeing>[0] = {}) => agreeAction(desk, priya, agreeing(wish))
const sent = () =>
  desk.storage
    .select()
    .from(outbox)
    .all()
    .map(({ topic, team }) => `${topic} ${team}`)
const rowOf = (id: string) => desk.storage.select().from(action).where(eq(action.id, id)).get()

describe('a named owner', () => {
  test('accepts; a teammate is told whose it is, and a manager too', async () => {
    const { id } = await agree({ owner: 'priya' })
    for (const other of [olu, mia])
      await expect(acceptAction(desk, other, { action: id })).rejects.toMatchObject({
        ...{ code: 'wrong-state', detail: 'It is Priya S’s; re-assign it first.' },
      })
    expect((await acceptAction(desk, priya, { action: id })).state).toBe('accepted')
    await expect(acceptAction(desk, olu, { action: id })).rejects.toMatchObject({
      detail: 'Priya S took it first.',
    })
  })
})

describe('a promise for another day', () => {
  test('keeps its state, and the story says from when to when', async () => {
    const { id } = await agree({ owner: 'priya' })
    await acceptAction(desk, priya, { action: id })
    const view = await reDateAction(desk, tom, { action: id, due: '2026-11-27' })
    expect(view).toMatchObject({ state: 'accepted', due: '2026-11-27', owner: { id: 'priya' } })
    const { steps } = await readAction(desk, mia, id)
    expect(steps.at(-1)).toMatchObject({
      ...{ who: 'Tom Reed', from: 'accepted', to: 'accepted', act: 're-date' },
      changes: { due: ['2026-11-24', '2026-11-27'] },
    })
    expect(sent().at(-1)).toBe('action re-dated OT')
    expect(auditTrail(desk)).toContain('re-date action done')
    expect(rowOf(id)?.endedAt).toBeNull()
  })

  test('the same day again changes nothing; a day nobody can promise is refused', async () => {
    const { id } = await agree({ kind: 'task', item: undefined })
    await reDateAction(desk, tom, { action: id, due: '2026-11-24' })
    expect((await readAction(desk, mia, id)).steps).toHaveLength(1)
    for (const due of ['2026-11-22', '2027-02-29', '2027-11-24'])
      await expect(reDateAction(desk, tom, { action: id, due })).rejects.toMatchObject({ field: 'due' })
    await finishAction(desk, priya, { action: id, note: '' })
    await expect(reDateAction(desk, tom, { action: id, due: '2026-11-26' })).rejects.toMatchObject({
      ...{ code: 'wrong-state', detail: 'It is done already.' },
    })
  })
})

describe('a promise for another owner', () => {
  test('waits to be accepted by them, and both teams hear of it', async () => {
    const { id } = await agree({ owner: 'priya' })
    await acceptAction(desk, priya, { action: id })
    await escalateAction(desk, priya, { action: id })
    const view = await reAssignAction(desk, olu, { action: id, team: 'CT', owner: 'tom' })
    expect(view).toMatchObject({ state: 'agreed', team: 'CT', owner: { id: 'tom' }, escalated: null })
    expect(sent().slice(-2)).toEqual(['action withdrawn OT', 'action re-assigned CT'])
    const { steps } = await readAction(desk, mia, id)
    expect(steps.at(-1)?.changes).toEqual({ team: ['OT', 'CT'], owner: ['Priya Shah', 'Tom Reed'] })
    expect((await acceptAction(desk, tom, { action: id })).state).toBe('accepted')
  })

  test('takes a declined one up again, to a queue too; what had ended is open and its reason is story', async () => {
    const { id } = await agree({ owner: 'priya' })
    await declineAction(desk, priya, { action: id, reason: 'no capacity', words: '' })
    const view = await reAssignAction(desk, priya, { action: id, team: 'OT', owner: null })
    expect(view).toMatchObject({ state: 'agreed', owner: null, lastNote: null })
    expect(rowOf(id)?.endedAt).toBeNull()
    expect((await acceptAction(desk, olu, { action: id })).owner?.id).toBe('olu')
  })

  test('to whoever has it already changes nothing; to nobody who works here is refused', async () => {
    const { id } = await agree({ owner: 'priya' })
    await acceptAction(desk, priya, { action: id })
    const same = await reAssignAction(desk, olu, { action: id, team: 'OT', owner: 'priya' })
    expect(same.state).toBe('accepted')
    for (const owner of ['nobody', 'wall'])
      await expect(reAssignAction(desk, olu, { action: id, team: 'OT', owner })).rejects.toMatchObject({
        code: 'no-owner',
      })
    await expect(reAssignAction(desk, olu, { action: id, team: 'ZZ', owner: null })).rejects.toMatchObject({
      code: 'no-owner',
    })
  })
})

describe('escalating and settling', () => {
  test('an escalated action is marked, found by those who lead, and once is enough', async () => {
    const { id } = await agree({ kind: 'task', item: undefined })
    await agree({ title: 'Another' })
    const first = await escalateAction(desk, tom, { action: id })
    desk.clock.pass(60_000)
    expect(await escalateAction(desk, mia, { action: id })).toEqual(first)
    expect(first).toMatchObject({ state: 'agreed', escalated: '2026-11-23T09:20:00.000Z' })
    const { rows } = await readRegister(desk, mia, { state: 'escalated' })
    expect(rows.map((row) => row.id)).toEqual([id])
    await finishAction(desk, priya, { action: id, note: '' })
    expect((await readRegister(desk, mia, { state: 'escalated' })).total).toBe(0)
  })

  test('only a declined action is settled; it stays declined, since when it was', async () => {
    const { id } = await agree()
    await expect(settleAction(desk, tom, { action: id })).rejects.toMatchObject({ code: 'wrong-state' })
    await declineAction(desk, priya, { action: id, reason: 'duplicate', words: '' })
    desk.clock.pass(60_000)
    const view = await settleAction(desk, tom, { action: id })
    expect(view).toMatchObject({
      state: 'declined',
      settled: '2026-11-23T09:21:00.000Z',
      lastNote: 'duplicate',
    })
    expect(rowOf(id)?.endedAt).toBe('2026-11-23T09:20:00.000Z')
    expect(await settleAction(desk, tom, { action: id })).toEqual(view)
  })

  test('none of them is a screen’s, nor a stranger’s', async () => {
    const { id } = await agree()
    const acts = [
      (who: typeof wall | null) => reDateAction(desk, who, { action: id, due: '2026-11-26' }),
      (who: typeof wall | null) => reAssignAction(desk, who, { action: id, team: 'CT', owner: null }),
      (who: typeof wall | null) => escalateAction(desk, who, { action: id }),
      (who: typeof wall | null) => settleAction(desk, who, { action: id }),
    ]
    for (const act of acts) {
      await expect(act(wall)).rejects.toMatchObject({ code: 'not-allowed' })
      await expect(act(null)).rejects.toMatchObject({ code: 'not-signed-in' })
    }
  })
})

describe('the catch-up', () => {
  test('asks three hours after the close for what nobody has answered, and empties', async () => {
    const closedAt = '2026-11-23T10:05:00.000Z'
    const ids = await Promise.all([agree({ team: 'CT' }), agree({ owner: 'priya' }), agree(), agree()])
    const [first, second, third, fourth] = ids.map(({ id }) => id)
    addAction(desk, { episode: 'dot-stay', huddle: 'huddle-2026-11-20', title: 'Of Friday' })
    desk.storage.update(huddle).set({ state: 'closed', closedAt }).where(eq(huddle.id, 'today')).run()
    const news = () => catchUpNews(desk.storage)
    expect(news()).toMatchObject({ date: '2026-11-23', opensAt: '2026-11-23T13:05:00.000Z' })
    expect(news()?.waiting.toSorted()).toEqual(ids.map(({ id }) => id).toSorted())
    const found = await readCatchUp(desk, ann)
    expect(found?.rows).toHaveLength(4)
    expect(found?.rows[0]).toMatchObject({ person: 'Kamla Chauhan' })
    const row = desk.storage.select().from(audit).all().at(-1)
    expect(row?.detail).toBe('{"page":"catch-up","people":1,"episodes":"kamla-stay"}')
    await acceptAction(desk, tom, { action: first ?? '' })
    await acceptAction(desk, priya, { action: second ?? '' })
    await reAssignAction(desk, priya, { action: third ?? '', team: 'CT', owner: 'ann' })
    await escalateAction(desk, priya, { action: fourth ?? '' })
    expect(news()?.waiting).toEqual([third])
    await acceptAction(desk, ann, { action: third ?? '' })
    expect((await readCatchUp(desk, ann))?.rows).toEqual([])
    await expect(readCatchUp(desk, wall)).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('is nothing before a huddle has closed', async () => {
    desk.storage.delete(huddle).where(eq(huddle.state, 'closed')).run()
    expect(catchUpNews(desk.storage)).toBeNull()
    expect(await readCatchUp(desk, priya)).toBeNull()
  })
})

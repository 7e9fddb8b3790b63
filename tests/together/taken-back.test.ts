import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ActionView, AgreeInput } from '#lib/reablement/action.ts'
import { acceptAction } from '#lib/server/register/accept-action.ts'
import { actionView } from '#lib/server/register/action-views.ts'
import { agreeAction } from '#lib/server/register/agree-action.ts'
import { bookAction } from '#lib/server/register/book-action.ts'
import { cancelAction } from '#lib/server/register/cancel-action.ts'
import { collectAction } from '#lib/server/register/collect-action.ts'
import { correctAction } from '#lib/server/register/correct-action.ts'
import { declineAction } from '#lib/server/register/decline-action.ts'
import { deliverAction } from '#lib/server/register/deliver-action.ts'
import { finishAction } from '#lib/server/register/finish-action.ts'
import { fitOurselves } from '#lib/server/register/fit-ourselves.ts'
import { orderAction } from '#lib/server/register/order-action.ts'
import { planMeasuring } from '#lib/server/register/plan-measuring.ts'
import { reAssignAction } from '#lib/server/register/re-assign-action.ts'
import { settleAction } from '#lib/server/register/settle-action.ts'
import { showAction } from '#lib/server/register/show-action.ts'
import { action } from '#lib/server/storage/schema.ts'
import { addItem, agreeing, cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

const { priya, olu, tom } = cast
const today = '2026-11-23'
const day = 86_400_000
let desk: TestDesk
beforeEach(() => {
  desk = smallService()
  addItem(desk, { code: 'SEA', name: 'Perching stool', supply: 'deliver' })
  addItem(desk, {
    ...{ code: 'PEN', name: 'Pendant', kind: 'care technology', team: 'CT' },
    ...{ supply: 'install and test', checkWeight: false },
  })
})
afterEach(() => {
  desk.remove()
})

const weight = [{ name: 'user weight', value: '78' }]
const rowOf = (id: string) => desk.storage.select().from(action).where(eq(action.id, id)).get()
const agree = async (wish: Partial<AgreeInput> = {}) => {
  const { id } = await agreeAction(desk, priya, agreeing({ item: 'SEA', ...wish }))
  return { action: id }
}
/** Accepted, with everything its holder can promise. */
const promised = async (wish: Partial<AgreeInput> = {}) => {
  const stool = await agree(wish)
  await acceptAction(desk, olu, stool)
  if (!wish.measures) await planMeasuring(desk, olu, { ...stool, by: 'olu', on: '2026-11-24' })
  await bookAction(desk, olu, { ...stool, on: '2026-11-25' })
  await fitOurselves(desk, olu, { ...stool, by: 'olu' })
  return stool
}
const nothingPromised = { owner: null, byUs: false, measureOn: null, measureBy: null, bookedFor: null }

describe('what its holder promised is nobody’s promise any more', () => {
  test('when it is somebody else’s', async () => {
    const stool = await promised()
    const given = await reAssignAction(desk, priya, { ...stool, team: 'CT', owner: null })
    expect(given).toMatchObject({ state: 'agreed', team: 'CT', ...nothingPromised })
    await acceptAction(desk, tom, stool)
    await expect(orderAction(desk, tom, { ...stool, reference: 'CE-1' })).rejects.toMatchObject({
      detail: expect.stringContaining('Measure first') as string,
    })
  })

  test('when they decline it, and it is asked of somebody else', async () => {
    const stool = await promised()
    await declineAction(desk, olu, { ...stool, reason: 'no capacity', words: '' })
    expect(await reAssignAction(desk, priya, { ...stool, team: 'CT', owner: null })).toMatchObject({
      ...{ state: 'agreed', ...nothingPromised },
    })
  })

  test('when they accepted it by mistake', async () => {
    const stool = await promised()
    expect(await correctAction(desk, olu, { ...stool, reason: 'not ours' })).toMatchObject({
      ...{ state: 'agreed', ...nothingPromised },
    })
  })

  test('what is measured stays measured, and what is ordered stays expected', async () => {
    const measured = await promised({ measures: weight })
    const given = await reAssignAction(desk, priya, { ...measured, team: 'OT', owner: 'priya' })
    expect(given).toMatchObject({ ...nothingPromised, owner: { id: 'priya' }, measures: weight })
    const ordered = await agree({ measures: weight })
    await acceptAction(desk, olu, ordered)
    await orderAction(desk, olu, { ...ordered, reference: 'CE-1', expected: '2026-11-25' })
    expect(await reAssignAction(desk, priya, { ...ordered, team: 'CT', owner: null })).toMatchObject({
      ...{ state: 'ordered', theirReference: 'CE-1', bookedFor: '2026-11-25' },
    })
  })

  test('an alarm is booked anew by whoever has it then', async () => {
    const alarm = await agree({ item: 'PEN', kind: 'care technology', team: 'CT' })
    await acceptAction(desk, tom, alarm)
    const booking = { on: '2026-11-24', connection: 'SIM', testOn: '2026-11-24' } as const
    await bookAction(desk, tom, { ...alarm, ...booking })
    expect(await reAssignAction(desk, priya, { ...alarm, team: 'CT', owner: 'ann' })).toMatchObject({
      ...{ bookedFor: null, connection: null, testOn: null },
    })
  })
})

describe('a correction takes what the step wrote', () => {
  const reason = 'the wrong house'
  const delivered = async () => {
    const stool = await agree({ measures: weight })
    await acceptAction(desk, olu, stool)
    await orderAction(desk, olu, { ...stool, reference: 'CE-1' })
    await deliverAction(desk, olu, { ...stool, on: today })
    return stool
  }
  const done = async () => {
    const stool = await delivered()
    await showAction(desk, olu, { ...stool, works: true })
    await finishAction(desk, olu, { ...stool, note: '' })
    return stool
  }
  const collected = async () => {
    const stool = await delivered()
    await collectAction(desk, olu, stool)
    return stool
  }
  const settled = async () => {
    const stool = await agree()
    await declineAction(desk, olu, { ...stool, reason: 'duplicate', words: '' })
    await settleAction(desk, priya, stool)
    return stool
  }
  test.each<[string, () => Promise<{ action: string }>, Partial<ActionView>]>([
    ['delivered', delivered, { state: 'ordered', deliveredOn: null, onLoan: false }],
    ['collected', collected, { state: 'delivered', collectedOn: null, onLoan: true }],
    ['settled', settled, { state: 'agreed', settled: null }],
  ])('of what was %s', async (_state, make, back) => {
    const thing = await make()
    expect(await correctAction(desk, olu, { ...thing, reason })).toMatchObject(back)
  })

  test('and what comes a second time is on loan again', async () => {
    const stool = await collected()
    await correctAction(desk, olu, { ...stool, reason })
    await correctAction(desk, olu, { ...stool, reason })
    desk.storage.update(action).set({ collectedOn: today }).where(eq(action.id, stool.action)).run()
    const again = await deliverAction(desk, olu, { ...stool, on: today })
    expect(again).toMatchObject({ collectedOn: null, onLoan: true })
  })

  test('and what never came does not stay with them either', async () => {
    const stool = await delivered()
    const stays = { staysSince: today, staysBy: 'priya' }
    desk.storage.update(action).set(stays).where(eq(action.id, stool.action)).run()
    expect(await correctAction(desk, olu, { ...stool, reason })).toMatchObject({ stays: null, onLoan: false })
  })

  test('but not the day on which it was over', async () => {
    const stool = await done()
    const ended = rowOf(stool.action)?.endedAt
    expect(ended).toBeTruthy()
    desk.clock.pass(40 * day)
    await collectAction(desk, olu, stool)
    await correctAction(desk, olu, { ...stool, reason })
    expect(actionView(desk.storage, stool.action).state).toBe('done')
    expect(rowOf(stool.action)?.endedAt).toBe(ended)
    await correctAction(desk, olu, { ...stool, reason })
    expect(rowOf(stool.action)?.endedAt).toBeNull()
  })

  test('what was declined and then cancelled was over when it was declined', async () => {
    const stool = await agree()
    await declineAction(desk, olu, { ...stool, reason: 'duplicate', words: '' })
    const ended = rowOf(stool.action)?.endedAt
    desk.clock.pass(day)
    await cancelAction(desk, priya, { ...stool, reason: 'duplicate' })
    expect(rowOf(stool.action)?.endedAt).toBe(ended)
  })
})

describe('days and words nobody can mean are refused', () => {
  test('collected before it came, or on a day to come', async () => {
    const stool = await agree({ measures: weight })
    await acceptAction(desk, olu, stool)
    await orderAction(desk, olu, { ...stool, reference: 'CE-1' })
    desk.clock.pass(2 * day)
    await deliverAction(desk, olu, { ...stool, on: '2026-11-24' })
    for (const on of ['2026-11-23', '2026-11-26', '2026-02-30'])
      await expect(collectAction(desk, olu, { ...stool, on })).rejects.toMatchObject({
        ...{ code: 'bad-input', field: 'on' },
      })
    expect(await collectAction(desk, olu, { ...stool, on: '2026-11-24' })).toMatchObject({
      collectedOn: '2026-11-24',
    })
  })

  test('an alarm tested before it is put in', async () => {
    const alarm = await agree({ item: 'PEN', kind: 'care technology', team: 'CT' })
    await acceptAction(desk, tom, alarm)
    const booking = { ...alarm, on: '2026-11-25', connection: 'SIM', testOn: '2026-11-24' } as const
    await expect(bookAction(desk, tom, booking)).rejects.toMatchObject({
      ...{ field: 'testOn', detail: 'It is tested on the day it is put in, or after it.' },
    })
  })

  test('an order without its reference', async () => {
    const stool = await agree({ measures: weight })
    await acceptAction(desk, olu, stool)
    await expect(orderAction(desk, olu, { ...stool, reference: ' ' })).rejects.toMatchObject({
      ...{ code: 'bad-input', field: 'reference' },
    })
  })
})

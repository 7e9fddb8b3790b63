import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AgreeInput } from '#lib/reablement/action.ts'
import { acceptAction } from '#lib/server/register/accept-action.ts'
import { actionView } from '#lib/server/register/action-views.ts'
import { agreeAction } from '#lib/server/register/agree-action.ts'
import { deliverAction } from '#lib/server/register/deliver-action.ts'
import { measureAction } from '#lib/server/register/measure-action.ts'
import { orderAction } from '#lib/server/register/order-action.ts'
import { planMeasuring } from '#lib/server/register/plan-measuring.ts'
import { catalogueItem } from '#lib/server/storage/schema.ts'
import { addItem, agreeing, cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

const { priya, olu } = cast
const today = '2026-11-23'
const day = 86_400_000
let desk: TestDesk
beforeEach(() => {
  desk = smallService()
  addItem(desk, {
    ...{ code: 'SEA', name: 'Perching stool', supply: 'deliver' },
    measurements: 'seat height (floor to back of knee) [cm 35-65]',
  })
})
afterEach(() => {
  desk.remove()
})

const accepted = async (wish: Partial<AgreeInput> = {}, byUs = false) => {
  const { id } = await agreeAction(desk, priya, agreeing({ item: 'SEA', ...wish }))
  await acceptAction(desk, olu, { action: id, byUs })
  return { action: id }
}
const measured = (weight: string) => [
  { name: 'seat height', value: '48' },
  { name: 'user weight', value: weight },
]
const safeUpTo = (safeLoad: number) =>
  desk.storage.update(catalogueItem).set({ safeLoad }).where(eq(catalogueItem.code, 'SEA')).run()
const tooHeavy = 'It is safe up to 120 kg, and 140 kg is more. Ask for a stronger one.'

describe('somebody of 140 kg', () => {
  test('is not agreed, nor measured, for what is safe up to 120 kg', async () => {
    safeUpTo(120)
    const detail = `Perching stool: ${tooHeavy}`
    await expect(accepted({ measures: measured('140') })).rejects.toMatchObject({
      ...{ code: 'bad-input', field: 'measures', detail },
    })
    const stool = await accepted({ measures: [{ name: 'seat height', value: '48' }] })
    await expect(measureAction(desk, olu, { ...stool, measures: measured('140') })).rejects.toMatchObject({
      ...{ code: 'bad-input', field: 'measures', detail },
    })
    expect(actionView(desk.storage, stool.action).measures).toEqual([{ name: 'seat height', value: '48' }])
    expect(await measureAction(desk, olu, { ...stool, measures: measured('120') })).toMatchObject({
      state: 'measured',
    })
  })

  test('gets no order of it once its load is known, whatever was known when it was measured', async () => {
    const stool = await accepted()
    await measureAction(desk, olu, { ...stool, measures: measured('140') })
    safeUpTo(120)
    const order = { ...stool, reference: 'CE-1' }
    await expect(orderAction(desk, olu, order)).rejects.toMatchObject({
      ...{ code: 'wrong-state', detail: tooHeavy },
    })
    safeUpTo(140)
    expect(await orderAction(desk, olu, order)).toMatchObject({ state: 'ordered' })
  })

  test('nor is it put in: not what was ordered before, nor what we take and fit', async () => {
    const ordered = await accepted({ measures: measured('140') })
    await orderAction(desk, olu, { ...ordered, reference: 'CE-1' })
    const ours = await accepted({ measures: measured('140') }, true)
    safeUpTo(120)
    for (const one of [ordered, ours])
      await expect(deliverAction(desk, olu, { ...one, on: today })).rejects.toMatchObject({
        detail: tooHeavy,
      })
  })
})

describe('measured at a visit', () => {
  const planned = async (byUs = false) => {
    const stool = await accepted({}, byUs)
    await planMeasuring(desk, olu, { ...stool, by: 'olu', on: '2026-11-24' })
    return stool
  }
  const unmeasured = 'Measure first: seat height, user weight.'

  test('it is put in only when what was found is written down', async () => {
    const stool = await planned()
    await orderAction(desk, olu, { ...stool, reference: 'CE-1' })
    const there = { ...stool, on: today }
    await expect(deliverAction(desk, olu, there)).rejects.toMatchObject({
      ...{ code: 'wrong-state', detail: expect.stringContaining(unmeasured) as string },
    })
    await measureAction(desk, olu, { ...stool, measures: measured('78').slice(0, 1) })
    await expect(deliverAction(desk, olu, there)).rejects.toMatchObject({
      detail: expect.stringContaining('Measure first: user weight.') as string,
    })
    // The visit may be late: what was ordered can be measured until it is there.
    desk.clock.pass(5 * day)
    expect(await measureAction(desk, olu, { ...stool, measures: measured('78') })).toMatchObject({
      state: 'ordered',
    })
    expect(await deliverAction(desk, olu, there)).toMatchObject({ state: 'delivered' })
  })

  test('what we fit ourselves, too', async () => {
    const stool = await planned(true)
    await expect(deliverAction(desk, olu, { ...stool, on: today })).rejects.toMatchObject({
      detail: expect.stringContaining(unmeasured) as string,
    })
  })

  test('a visit whose day has passed lets nobody order, until there is another', async () => {
    const stool = await planned()
    desk.clock.pass(2 * day)
    const order = { ...stool, reference: 'CE-1' }
    await expect(orderAction(desk, olu, order)).rejects.toMatchObject({
      ...{
        code: 'wrong-state',
        detail: expect.stringContaining('The day of the visit has passed.') as string,
      },
    })
    await planMeasuring(desk, olu, { ...stool, by: 'olu', on: '2026-11-25' })
    expect(await orderAction(desk, olu, order)).toMatchObject({ state: 'ordered' })
  })
})

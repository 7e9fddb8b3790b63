import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AgreeInput } from '#lib/reablement/action.ts'
import { acceptAction } from '#lib/server/register/accept-action.ts'
import { actionView } from '#lib/server/register/action-views.ts'
import { agreeAction } from '#lib/server/register/agree-action.ts'
import { bookAction } from '#lib/server/register/book-action.ts'
import { cancelAction } from '#lib/server/register/cancel-action.ts'
import { collectAction } from '#lib/server/register/collect-action.ts'
import { correctAction } from '#lib/server/register/correct-action.ts'
import { deliverAction } from '#lib/server/register/deliver-action.ts'
import { finishAction } from '#lib/server/register/finish-action.ts'
import { fitOurselves } from '#lib/server/register/fit-ourselves.ts'
import { measureAction } from '#lib/server/register/measure-action.ts'
import { orderAction } from '#lib/server/register/order-action.ts'
import { planMeasuring } from '#lib/server/register/plan-measuring.ts'
import { readAction } from '#lib/server/register/read-action.ts'
import { readRegister } from '#lib/server/register/read-register.ts'
import { showAction } from '#lib/server/register/show-action.ts'
import { stepMany } from '#lib/server/register/step-many.ts'
import { audit, outbox } from '#lib/server/storage/ledger-schema.ts'
import { action, catalogueItem, person } from '#lib/server/storage/schema.ts'
import { addItem, agreeing, auditTrail, cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

const { priya, olu, tom, ann, mia } = cast
const today = '2026-11-23'
let desk: TestDesk
beforeEach(() => {
  desk = smallService()
  addItem(desk, {
    ...{ code: 'SEA', name: 'Perching stool with arms', supply: 'deliver' },
    measurements: 'seat height (floor to back of knee) [cm 35-65]',
  })
  const alarm = { kind: 'care technology', supply: 'install and test', checkWeight: false } as const
  addItem(desk, { code: 'PEN', name: 'Pendant', team: 'CT', ...alarm })
})
afterEach(() => {
  desk.remove()
})

const agree = (wish: Partial<AgreeInput> = {}) =>
  agreeAction(desk, priya, agreeing({ item: 'SEA', title: 'Perching stool', ...wish }))
const accepted = async (wish: Partial<AgreeInput> = {}) => {
  const { id } = await agree(wish)
  return acceptAction(desk, wish.team === 'CT' ? tom : olu, { action: id })
}
const both = [
  { name: 'seat height', value: '48' },
  { name: 'user weight', value: '12 st' },
]
const topics = () =>
  desk.storage
    .select()
    .from(outbox)
    .all()
    .map(({ topic }) => topic.replace('action ', ''))

describe('the way of a stool', () => {
  test('from agreed to in place: each step with its event, its outbox row and its audit', async () => {
    const { id } = await accepted()
    const of = { action: id }
    expect(await measureAction(desk, priya, { ...of, measures: both })).toMatchObject({
      state: 'measured',
      measures: [
        { name: 'seat height', value: '48' },
        { name: 'user weight', value: '76.2' },
      ],
    })
    const ordered = await orderAction(desk, olu, { ...of, reference: 'CE-20417', expected: '2026-11-24' })
    expect(ordered).toMatchObject({ state: 'ordered', theirReference: 'CE-20417', bookedFor: '2026-11-24' })
    desk.clock.pass(86_400_000)
    const there = await deliverAction(desk, olu, { ...of, on: '2026-11-24', note: 'left in the hall' })
    expect(there).toMatchObject({ state: 'delivered', deliveredOn: '2026-11-24', onLoan: true })
    expect(await showAction(desk, olu, { ...of, works: true, by: 'priya' })).toMatchObject({ state: 'shown' })
    expect(await finishAction(desk, olu, { ...of, note: '' })).toMatchObject({ state: 'done', onLoan: true })
    expect((await readRegister(desk, mia, { state: 'on loan' })).rows.map((row) => row.id)).toEqual([id])
    expect(await collectAction(desk, olu, of)).toMatchObject({
      ...{ state: 'collected', onLoan: false, collectedOn: '2026-11-24' },
    })
    const way = ['agreed', 'accepted', 'measured', 'ordered', 'delivered', 'shown', 'done', 'collected']
    expect(topics()).toEqual(way)
    const { steps } = await readAction(desk, mia, id)
    expect(steps.map(({ to }) => to)).toEqual(way)
    expect(steps.map(({ changes }) => changes.facts).filter(Boolean)).toEqual([
      { measures: { 'seat height': '48 cm', 'user weight': '76.2 kg' } },
      { reference: 'CE-20417', on: '2026-11-24' },
      { on: '2026-11-24' },
      { by: 'Priya Shah' },
    ])
    expect(auditTrail(desk).filter((row) => row.endsWith('action done'))).toEqual(
      ['agree', 'accept', 'measure', 'order', 'deliver', 'show', 'finish', 'collect'].map(
        (act) => `${act} action done`,
      ),
    )
  })

  test('is done once, whenever it is collected', async () => {
    const { id } = await accepted({ measures: [] })
    desk.storage
      .update(action)
      .set({ state: 'done', deliveredOn: today, endedAt: '2026-11-23T09:20:00.000Z' })
      .where(eq(action.id, id))
      .run()
    desk.clock.pass(86_400_000)
    await collectAction(desk, olu, { action: id })
    const row = desk.storage.select().from(action).where(eq(action.id, id)).get()
    expect(row?.endedAt).toBe('2026-11-23T09:20:00.000Z')
  })
})

describe('measuring', () => {
  test('comes first, asks about slips, and is refused for what is not measured', async () => {
    const { id } = await accepted()
    const order = { action: id, reference: 'CE-1' }
    await expect(orderAction(desk, olu, order)).rejects.toMatchObject({
      detail: 'Measure first: seat height, user weight. Or say who measures at a visit, and when.',
    })
    const measure = (name: string, value: string) =>
      measureAction(desk, olu, { action: id, measures: [{ name, value }] })
    await expect(measure('seat height', '480')).rejects.toMatchObject({
      ...{ code: 'bad-input', field: 'measures' },
      detail: '480 cm is outside 35 cm to 65 cm for the seat height. Did you mean 48 cm?',
    })
    await expect(measure('colour', 'red')).rejects.toMatchObject({ code: 'bad-input', field: 'measures' })
    expect(await measure('seat height', '480 mm')).toMatchObject({ state: 'accepted' })
    expect(await measure('user weight', '78')).toMatchObject({ state: 'measured' })
    expect(await measure('seat height', '50')).toMatchObject({
      ...{
        state: 'measured',
        measures: expect.arrayContaining([{ name: 'seat height', value: '50' }]) as [],
      },
    })
  })

  test('at a visit says who and when; what is found is kept after the order, too', async () => {
    const { id } = await accepted()
    const plan = { action: id, by: 'ann', on: '2026-11-25' }
    await expect(planMeasuring(desk, olu, { ...plan, by: 'nobody' })).rejects.toMatchObject({ field: 'by' })
    await expect(planMeasuring(desk, olu, { ...plan, on: '2026-11-20' })).rejects.toMatchObject({
      field: 'on',
    })
    expect(await planMeasuring(desk, olu, plan)).toMatchObject({
      ...{ state: 'accepted', measureOn: '2026-11-25', measureBy: { id: 'ann', name: 'Ann Fox' } },
    })
    await orderAction(desk, olu, { action: id, reference: 'CE-2' })
    expect(await measureAction(desk, ann, { action: id, measures: both })).toMatchObject({ state: 'ordered' })
  })

  test('keeps no code, and nobody orders with one', async () => {
    const { id } = await accepted()
    const reference = 'key safe code is 4471'
    await expect(orderAction(desk, olu, { action: id, reference })).rejects.toMatchObject({
      ...{ code: 'key-safe-code', field: 'reference' },
    })
  })
})

describe('taken and fitted by us', () => {
  test('a named colleague has it, nothing is ordered, and it can be taken back', async () => {
    const { id } = await agree({ measures: [{ name: 'seat height', value: '48' }] })
    expect(await acceptAction(desk, olu, { action: id, byUs: true })).toMatchObject({
      ...{ byUs: true, owner: { id: 'olu' } },
    })
    await measureAction(desk, olu, { action: id, measures: both })
    const given = await fitOurselves(desk, olu, { action: id, by: 'mia' })
    expect(given).toMatchObject({ byUs: true, owner: { id: 'mia' }, state: 'measured' })
    await expect(orderAction(desk, mia, { action: id, reference: 'CE-3' })).rejects.toMatchObject({
      detail: 'We take and fit it ourselves: nothing is ordered.',
    })
    expect(await fitOurselves(desk, mia, { action: id, by: null })).toMatchObject({ byUs: false })
    await fitOurselves(desk, mia, { action: id, by: 'mia' })
    expect(await deliverAction(desk, mia, { action: id, on: today })).toMatchObject({ state: 'delivered' })
  })
})

describe('an alarm', () => {
  const pendant = { item: 'PEN', kind: 'care technology', title: 'Pendant', team: 'CT' } as const
  test('needs its connection and a test day before it is fitted', async () => {
    const { id } = await accepted(pendant)
    const fitted = { action: id, on: today }
    await expect(deliverAction(desk, tom, fitted)).rejects.toMatchObject({
      detail: 'Book it first, with its connection and the day it is tested.',
    })
    const booking = { action: id, on: '2026-11-24' }
    await expect(bookAction(desk, tom, booking)).rejects.toMatchObject({ field: 'connection' })
    await expect(bookAction(desk, tom, { ...booking, connection: 'analogue' })).rejects.toMatchObject({
      field: 'testOn',
    })
    const whole = { ...booking, connection: 'analogue', testOn: '2026-11-24' } as const
    expect(await bookAction(desk, tom, whole)).toMatchObject({
      ...{ state: 'accepted', connection: 'analogue', testOn: '2026-11-24', bookedFor: '2026-11-24' },
    })
    const [, , step] = (await readAction(desk, mia, id)).steps
    expect(step?.changes.facts?.connection).toBe('analogue line: ends January 2027')
    expect(await deliverAction(desk, tom, fitted)).toMatchObject({ state: 'delivered' })
  })
})

describe('an alarm without a key safe, of somebody who lives alone', () => {
  const pendant = { item: 'PEN', kind: 'care technology', title: 'Pendant', team: 'CT' } as const
  const keySafe = { item: 'KEY', kind: 'adaptation', title: 'Key safe', team: 'MA' } as const
  beforeEach(() => {
    addItem(desk, { code: 'KEY', name: 'Key safe', kind: 'adaptation', team: 'MA', checkWeight: false })
    desk.storage.update(catalogueItem).set({ first: 'KEY' }).where(eq(catalogueItem.code, 'PEN')).run()
    desk.storage.update(person).set({ livesAlone: true }).run()
  })
  const booked = async () => {
    const { id } = await accepted(pendant)
    await bookAction(desk, tom, { action: id, on: today, connection: 'SIM', testOn: today })
    return { action: id, on: today }
  }

  test('is fitted when somebody says who opens, and its story says so', async () => {
    const fitted = await booked()
    await expect(deliverAction(desk, tom, fitted)).rejects.toMatchObject({
      ...{ code: 'bad-input', field: 'opens' },
      detail:
        'The key safe comes first: whoever answers the alarm cannot get in. Or say that somebody can open.',
    })
    const together = { step: 'deliver' as const, actions: [fitted.action], on: today }
    await expect(stepMany(desk, tom, together)).rejects.toMatchObject({ field: 'opens' })
    expect(await deliverAction(desk, tom, { ...fitted, opens: true })).toMatchObject({ state: 'delivered' })
    const { steps } = await readAction(desk, mia, fitted.action)
    expect(steps.at(-1)?.changes.facts).toEqual({ on: today, opens: true })
  })

  test('is fitted without a word once the key safe is, and asked about again when that was a slip', async () => {
    const fitted = await booked()
    const { id } = await agree(keySafe)
    const theirs = { action: id }
    await acceptAction(desk, mia, theirs)
    await expect(deliverAction(desk, tom, fitted)).rejects.toMatchObject({ field: 'opens' })
    await deliverAction(desk, mia, { ...theirs, on: today })
    await correctAction(desk, mia, { ...theirs, reason: 'the wrong house' })
    await expect(deliverAction(desk, tom, fitted)).rejects.toMatchObject({ field: 'opens' })
    await deliverAction(desk, mia, { ...theirs, on: today })
    expect(await deliverAction(desk, tom, fitted)).toMatchObject({ state: 'delivered' })
  })

  test.each([{ keySafe: true }, { livesAlone: false }, { livesAlone: null }])(
    'is asked about no more with %j',
    async (known) => {
      desk.storage.update(person).set(known).run()
      expect(await deliverAction(desk, tom, await booked())).toMatchObject({ state: 'delivered' })
    },
  )
})

describe('ends of the way', () => {
  test('a referral is booked, and done with a result in words', async () => {
    const { id } = await agree({ item: undefined, kind: 'referral', title: 'OT review of the stairs' })
    await acceptAction(desk, olu, { action: id })
    expect(await bookAction(desk, olu, { action: id, on: '2026-11-26' })).toMatchObject({ state: 'booked' })
    await expect(finishAction(desk, olu, { action: id, note: ' ' })).rejects.toMatchObject({
      ...{ field: 'note', detail: 'Say what came of it.' },
    })
    const done = await finishAction(desk, olu, { action: id, note: 'a second rail' })
    expect(done).toMatchObject({ state: 'done', lastNote: 'a second rail' })
  })

  test('cancelling needs a reason, and whoever asked may', async () => {
    const { id } = await accepted({ team: 'CT', item: 'PEN', kind: 'care technology' })
    await expect(cancelAction(desk, tom, { action: id, reason: '' })).rejects.toMatchObject({
      field: 'reason',
    })
    await expect(cancelAction(desk, olu, { action: id, reason: 'gone' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    expect(await cancelAction(desk, priya, { action: id, reason: 'went to her son' })).toMatchObject({
      ...{ state: 'cancelled', lastNote: 'went to her son' },
    })
    await expect(deliverAction(desk, tom, { action: id, on: today })).rejects.toMatchObject({
      code: 'wrong-state',
    })
  })

  test('a correction goes one step back, then the one before it, and the story keeps all', async () => {
    const { id } = await accepted()
    await measureAction(desk, olu, { action: id, measures: both })
    await orderAction(desk, olu, { action: id, reference: 'CE-4' })
    await expect(correctAction(desk, olu, { action: id, reason: '' })).rejects.toMatchObject({
      field: 'reason',
    })
    const back = await correctAction(desk, olu, { action: id, reason: 'ordered twice' })
    expect(back).toMatchObject({ state: 'measured', theirReference: null, before: 'accepted' })
    expect(await correctAction(desk, olu, { action: id, reason: 'the wrong leg' })).toMatchObject({
      ...{ state: 'accepted', measures: [] },
    })
    const first = await correctAction(desk, olu, { action: id, reason: 'not ours' })
    expect(first).toMatchObject({ state: 'agreed', owner: null })
    await expect(correctAction(desk, olu, { action: id, reason: 'more' })).rejects.toMatchObject({
      detail: 'There is no step to take back.',
    })
    const { steps } = await readAction(desk, mia, id)
    expect(steps.map(({ act }) => act)).toEqual([
      'agree',
      'accept',
      'measure',
      'order',
      'correct',
      'correct',
      'correct',
    ])
    expect(steps.at(-3)?.note).toBe('ordered twice')
  })
})

describe('several at once', () => {
  test('go one step on together, each with its own story and audit row', async () => {
    const ids = [(await agree()).id, (await agree()).id, (await agree({ episode: 'dot-stay' })).id]
    const views = await stepMany(desk, olu, { step: 'accept', actions: ids })
    expect(views.map(({ state }) => state)).toEqual(['accepted', 'accepted', 'accepted'])
    const rows = desk.storage.select().from(audit).where(eq(audit.act, 'accept action')).all()
    expect(rows.map(({ thingId }) => thingId).sort()).toEqual(ids.toSorted())
    for (const one of ids) await measureAction(desk, olu, { action: one, measures: both })
    await stepMany(desk, olu, { step: 'order', actions: ids, reference: 'CE-9' })
    await stepMany(desk, olu, { step: 'deliver', actions: ids, on: today })
    await stepMany(desk, olu, { step: 'show', actions: ids, works: true })
    expect(actionView(desk.storage, ids[2] ?? '')).toMatchObject({ state: 'shown', theirReference: 'CE-9' })
  })

  test('or none of them does, and the words say which stands in the way', async () => {
    const ready = await accepted()
    await measureAction(desk, olu, { action: ready.id, measures: both })
    const other = await accepted({ episode: 'dot-stay', room: 'Kitchen' })
    const order = { step: 'order' as const, actions: [ready.id, other.id], reference: 'CE-9' }
    await expect(stepMany(desk, olu, order)).rejects.toMatchObject({
      detail: expect.stringMatching(
        /^Perching stool with arms · Kitchen: Measure first: .* Nothing was changed\.$/,
      ) as string,
    })
    expect(actionView(desk.storage, ready.id).state).toBe('measured')
    const theirs = await agree({ team: 'CT', item: 'PEN', kind: 'care technology' })
    const mine = await agree()
    await expect(
      stepMany(desk, olu, { step: 'accept', actions: [mine.id, theirs.id] }),
    ).rejects.toMatchObject({ code: 'not-allowed' })
    expect(actionView(desk.storage, mine.id).state).toBe('agreed')
  })
})

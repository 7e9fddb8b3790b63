import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AgreeInput } from '#lib/reablement/action.ts'
import { acceptAction } from '#lib/server/register/accept-action.ts'
import { agreeAction } from '#lib/server/register/agree-action.ts'
import { reAssignAction } from '#lib/server/register/re-assign-action.ts'
import { reDateAction } from '#lib/server/register/re-date-action.ts'
import { signOffAction } from '#lib/server/register/sign-off-action.ts'
import { stepMany } from '#lib/server/register/step-many.ts'
import { undoAction } from '#lib/server/register/undo-action.ts'
import { audit } from '#lib/server/storage/ledger-schema.ts'
import { action, catalogueItem, episode } from '#lib/server/storage/schema.ts'
import { addItem, agreeing, cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

const { priya, olu, mia } = cast
let desk: TestDesk
beforeEach(() => {
  desk = smallService()
  addItem(desk, {
    ...{ code: 'SEA', name: 'Stool, perching (adjustable)' },
    measurements: 'seat height (floor to back of knee) [cm 35-65]',
  })
})
afterEach(() => {
  desk.remove()
})
const height = (value: string) => [{ name: 'seat height', value }]
const asked = (wish: Partial<AgreeInput> = {}) =>
  agreeing({ item: 'SEA', room: 'Kitchen', measures: height('48'), ...wish })

describe('one id', () => {
  test('agrees once, however often the same words are sent, and whatever became of it since', async () => {
    const input = asked()
    const first = await agreeAction(desk, priya, input)
    expect(await agreeAction(desk, priya, { ...input, detail: '', urgent: false })).toEqual(first)
    await acceptAction(desk, olu, { action: input.id })
    await reDateAction(desk, olu, { action: input.id, due: '2026-11-27' })
    await reAssignAction(desk, olu, { action: input.id, team: 'CT', owner: 'tom' })
    expect(await agreeAction(desk, priya, input)).toMatchObject({ team: 'CT', due: '2026-11-27' })
    expect(desk.storage.select().from(action).all()).toHaveLength(1)
  })

  test.each<Partial<AgreeInput>>([
    { quantity: 2 },
    { room: 'Bathroom' },
    { detail: 'by the sink' },
    { urgent: true },
    { because: 'lives alone' },
    { episode: 'dot-stay' },
    { item: 'PS01' },
    { item: undefined, kind: 'task' },
    { due: '2026-11-27' },
    { team: 'CT' },
    { owner: 'olu' },
    { measures: height('50') },
    { measures: [] },
  ])('is not taken for %j as well: that was not agreed', async (other) => {
    const input = asked()
    await agreeAction(desk, priya, input)
    await expect(agreeAction(desk, priya, { ...input, ...other })).rejects.toMatchObject({
      ...{ code: 'wrong-state', field: 'id' },
      detail: 'Stool, perching · Kitchen was agreed already, and this is something else. Agree it anew.',
    })
  })

  test('of a task is not taken for another task', async () => {
    const task = { ...agreeing({ kind: 'task', title: 'Ring the son' }), item: undefined }
    await agreeAction(desk, priya, task)
    await expect(agreeAction(desk, priya, { ...task, title: 'Ring the GP' })).rejects.toMatchObject({
      code: 'wrong-state',
    })
  })

  test('that was taken back agrees nothing any more', async () => {
    const input = asked()
    await agreeAction(desk, priya, input)
    await undoAction(desk, priya, { action: input.id })
    await expect(agreeAction(desk, priya, input)).rejects.toMatchObject({
      ...{ code: 'wrong-state', field: 'id' },
      detail: 'Stool, perching · Kitchen was agreed and cancelled. Agree it anew.',
    })
  })
})

test('what is in the catalogue is called as it is there, whatever a screen calls it', async () => {
  expect(await agreeAction(desk, priya, asked({ title: 'Profiling bed, electric' }))).toMatchObject({
    ...{ title: 'Stool, perching', kind: 'equipment' },
  })
})

describe('signing off looks again', () => {
  const waiting = () => agreeAction(desk, mia, asked({ signOff: true }))
  test('whether the person is still with the service', async () => {
    const { id } = await waiting()
    desk.storage.update(episode).set({ state: 'ended' }).where(eq(episode.id, 'kamla-stay')).run()
    await expect(signOffAction(desk, priya, { action: id })).rejects.toMatchObject({
      ...{ code: 'wrong-state', detail: 'This person’s time with the service has ended.' },
    })
  })

  test('whether the item is still supplied', async () => {
    const { id } = await waiting()
    desk.storage.update(catalogueItem).set({ retired: true }).where(eq(catalogueItem.code, 'SEA')).run()
    await expect(signOffAction(desk, priya, { action: id })).rejects.toMatchObject({
      ...{ code: 'wrong-state', detail: 'Stool, perching (adjustable) is no longer supplied.' },
    })
  })

  test('but not at what one has signed', async () => {
    const { id } = await waiting()
    await signOffAction(desk, priya, { action: id })
    desk.storage.update(catalogueItem).set({ retired: true }).where(eq(catalogueItem.code, 'SEA')).run()
    expect(await signOffAction(desk, priya, { action: id })).toMatchObject({ state: 'agreed' })
  })
})

describe('accepted', () => {
  test('and then fitted by us: saying so with the acceptance goes after it, too', async () => {
    const { id } = await agreeAction(desk, priya, asked())
    await acceptAction(desk, olu, { action: id })
    expect(await acceptAction(desk, olu, { action: id, byUs: true })).toMatchObject({
      ...{ byUs: true, state: 'accepted', owner: { id: 'olu' } },
    })
    expect(await acceptAction(desk, olu, { action: id, byUs: true })).toMatchObject({ byUs: true })
    await expect(acceptAction(desk, priya, { action: id, byUs: true })).rejects.toMatchObject({
      detail: 'Olu A took it first.',
    })
  })

  test('many at once: a refusal is kept with the one it was about', async () => {
    const [mine, theirs] = [await agreeAction(desk, priya, asked()), await agreeAction(desk, priya, asked())]
    await reAssignAction(desk, priya, { action: theirs.id, team: 'CT', owner: null })
    const both = { step: 'accept' as const, actions: [mine.id, theirs.id] }
    await expect(stepMany(desk, olu, both)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(desk.storage.select().from(audit).all().at(-1)).toMatchObject({
      ...{ act: 'accept action', result: 'not-allowed', thingId: theirs.id },
    })
    await reAssignAction(desk, priya, { action: theirs.id, team: 'OT', owner: 'priya' })
    await expect(stepMany(desk, olu, both)).rejects.toMatchObject({ code: 'wrong-state' })
    expect(desk.storage.select().from(audit).all().at(-1)).toMatchObject({
      ...{ result: 'wrong-state', thingId: theirs.id },
    })
  })
})

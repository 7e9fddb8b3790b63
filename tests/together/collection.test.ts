import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askCollection } from '#lib/server/episodes/ask-collection.ts'
import { agreeIn } from '#lib/server/register/agree-action.ts'
import { cancelAction } from '#lib/server/register/cancel-action.ts'
import { collectAction } from '#lib/server/register/collect-action.ts'
import { declineAction } from '#lib/server/register/decline-action.ts'
import { readAction } from '#lib/server/register/read-action.ts'
import { outbox } from '#lib/server/storage/ledger-schema.ts'
import { action } from '#lib/server/storage/schema.ts'
import { onAction } from '#lib/server/serve-actions.ts'
import { addAction, addItem, cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { startAtPeople } from '../support/steps.ts'

const { priya, olu, tom, mia } = cast
const kamla = { huddle: 'today', episode: 'kamla-stay' }
let desk: TestDesk
beforeEach(async () => {
  desk = smallService()
  addItem(desk, { code: 'TEC', name: 'Pendant', kind: 'care technology', team: 'CT' })
  await startAtPeople(desk, priya, { huddle: 'today' }, new Map())
})
afterEach(() => {
  desk.remove()
})

const onLoan = (id: string, wish: Partial<Parameters<typeof addAction>[1]> = {}) =>
  addAction(desk, {
    ...{ id, kind: 'equipment', item: 'PS01', title: 'Perching stool', state: 'done' },
    ...{ episode: 'kamla-stay', huddle: 'huddle-2026-11-20', deliveredOn: '2026-11-20' },
    ...wish,
  })
const pendant = { item: 'TEC', title: 'Pendant', kind: 'care technology', team: 'CT' } as const
const ask = () =>
  askCollection(desk, priya, { ...kamla, ask: true }, (tx, at, asked) => agreeIn(tx, at, priya, asked))
const tasks = () =>
  desk.storage.select().from(action).where(eq(action.title, 'Collect what is on loan')).all()
const stood = () => tasks().map(({ team, detail, state }) => [team, detail, state])
const taskOf = (team: string) => ({
  action: tasks().find((one) => one.team === team && one.state === 'agreed')?.id ?? '',
})

describe('what is on loan is asked for', () => {
  test('of the team that has it by now, whoever’s item it is', async () => {
    onLoan('stool', { team: 'CT' })
    onLoan('pendant', pendant)
    await ask()
    expect(stood()).toEqual([['CT', 'Pendant, Perching stool', 'agreed']])
  })

  test('again of a team that declined or let go of it, and of no other', async () => {
    onLoan('stool')
    onLoan('pendant', pendant)
    await ask()
    await expect(ask()).rejects.toMatchObject({ code: 'wrong-state' })
    await cancelAction(desk, priya, { ...taskOf('OT'), reason: 'too early' })
    await ask()
    expect(
      stood()
        .map(([team, , state]) => `${team ?? ''} ${state ?? ''}`)
        .sort(),
    ).toEqual([...['CT agreed', 'OT agreed', 'OT cancelled']])
    await expect(ask()).rejects.toMatchObject({ code: 'wrong-state' })
    await declineAction(desk, tom, { ...taskOf('CT'), reason: 'no capacity', words: '' })
    await ask()
    expect(stood().filter(([, , state]) => state === 'agreed')).toHaveLength(2)
  })
})

describe('when the last of a team’s things is back', () => {
  beforeEach(async () => {
    onLoan('stool')
    onLoan('commode', { title: 'Commode', state: 'delivered' })
    onLoan('pendant', pendant)
    onLoan('dots', { episode: 'dot-stay' })
    await ask()
  })

  test('what asked for it is done with it, and its story says so; other teams and people wait', async () => {
    const { action: id } = taskOf('OT')
    await collectAction(desk, olu, { action: 'stool' })
    expect(taskOf('OT').action).toBe(id)
    const { actions, happened } = await onAction(
      desk,
      { kind: 'collect action', input: { action: 'commode' } },
      olu,
    )
    expect(happened).toBe('collected')
    expect(actions.map((one) => [one.id, one.state, one.owner?.name])).toEqual([
      ['commode', 'collected', undefined],
      [id, 'done', 'Olu Adeyemi'],
    ])
    const { steps } = await readAction(desk, mia, id)
    expect(steps.at(-1)).toMatchObject({ act: 'finish', who: 'Olu Adeyemi', note: 'everything is collected' })
    const told = desk.storage.select().from(outbox).where(eq(outbox.action, id)).all()
    expect(told.map(({ topic }) => topic)).toEqual(['action agreed', 'action done'])
    expect(taskOf('CT').action).not.toBe('')
  })

  test('nothing happens to what was over, nor to another task', async () => {
    await cancelAction(desk, priya, { ...taskOf('CT'), reason: 'they keep it' })
    const other = addAction(desk, { ...kamla, huddle: 'today', team: 'CT', title: 'Ring the son' })
    await collectAction(desk, tom, { action: 'pendant' })
    expect(stood()).toContainEqual(['CT', 'Pendant', 'cancelled'])
    const row = desk.storage.select().from(action).where(eq(action.id, other)).get()
    expect(row?.state).toBe('agreed')
  })
})

import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addAction, countQueries, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { action, agendaItem, episode } from '#lib/server/storage/schema.ts'
import { readRoomPeople } from '#lib/server/board/read-screen-view.ts'
import { goneButSpokenOf } from '#lib/server/board/spoken-of.ts'

let desk: TestDesk
beforeEach(() => {
  desk = smallService()
  desk.storage.update(episode).set({ state: 'ended' }).where(eq(episode.id, 'kamla-stay')).run()
})
afterEach(() => {
  desk.remove()
})
const said = () => readRoomPeople(desk.storage, desk.clock()).words.without('chauhan rang')

test('whose stay has ended is known while an action of theirs is open or lately declined, and then no more', () => {
  expect(said()).toBe('chauhan rang')
  const id = addAction(desk, { episode: 'kamla-stay', huddle: 'huddle-2026-11-20', due: '2026-11-20' })
  const is = (set: Partial<typeof action.$inferInsert>) =>
    desk.storage.update(action).set(set).where(eq(action.id, id)).run()
  expect(said()).toBe('C rang')
  is({ state: 'declined', endedAt: '2026-11-20T12:00:00.000Z' })
  expect(said()).toBe('C rang')
  is({ settledAt: '2026-11-23T08:00:00.000Z' })
  expect(said()).toBe('chauhan rang')
})

test('whose stay ended today is known while they stand on the open agenda; one query', async () => {
  const row = { huddle: 'today', episode: 'kamla-stay', position: 1, section: 'new', reasons: '[]' } as const
  desk.storage.insert(agendaItem).values(row).run()
  expect(said()).toBe('C rang')
  const asked = () => desk.storage.transaction((tx) => goneButSpokenOf(tx, desk.clock()))
  expect(await countQueries(desk, asked)).toBe(1)
})

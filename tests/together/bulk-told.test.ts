import { afterEach, beforeEach, expect, test } from 'vitest'
import { serveCommands } from '#lib/server/serve-commands.ts'
import type { Notices } from '#lib/server/notices/notices.ts'
import type { Rooms } from '#lib/server/rooms/rooms.ts'
import type { News } from '#lib/wire/notices.ts'
import { addAction, cast, queriesOf, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

let desk: TestDesk
let told: News[]
beforeEach(() => {
  desk = smallService()
  told = []
})
afterEach(() => desk.remove())

const stool = { kind: 'equipment', item: 'PS01', team: 'OT', state: 'ordered', owner: 'olu' } as const

test('what is delivered together is told of each person once, and all of them are read together', async () => {
  const notices = { tell: (news: News) => told.push(news), here: [] } as unknown as Notices
  const serve = serveCommands({
    desk,
    rooms: {} as unknown as Rooms,
    notices,
    steered: (steering) => steering,
    boardChanged: () => undefined,
  })
  const stays = ['kamla-stay', 'neville-stay', 'dot-stay', 'dot-stay', 'kamla-stay']
  const actions = stays.map((episode, at) =>
    addAction(desk, { ...stool, huddle: 'huddle-2026-11-20', id: `stool-${String(at)}`, episode }),
  )
  const input = { step: 'deliver', actions, on: '2026-11-23' } as const
  const asked = await queriesOf(desk, () => serve({ kind: 'step many', input }, cast.olu))
  expect(asked.filter((query) => query.includes('from "goal"'))).toHaveLength(1)
  expect(told.map(({ kind }) => kind)).toEqual([...actions.map(() => 'action'), 'person', 'person', 'person'])
  const people = told.flatMap((news) => (news.kind === 'person' ? [news.person.episode] : []))
  expect(people.sort()).toEqual(['dot-stay', 'kamla-stay', 'neville-stay'])
})

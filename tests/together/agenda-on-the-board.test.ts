import { openStates } from '#lib/reablement/action.ts'
import { and, eq, gte, inArray, or } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Marks } from '#lib/reablement/marks.ts'
import { standingsOf } from '#lib/screens/board/standing.ts'
import { readBoard } from '#lib/server/board/read-board.ts'
import { agendaFacts, lastClosed } from '#lib/server/huddles/agenda-facts.ts'
import { inventedColleagues } from '#lib/server/invented/colleagues.ts'
import { fillInventedService } from '#lib/server/invented/fill.ts'
import { readSteering } from '#lib/server/huddles/steering.ts'
import { actionViews } from '#lib/server/register/action-views.ts'
import { seedCatalogue } from '#lib/server/catalogue/seed.ts'
import { action, agendaItem, colleague, team } from '#lib/server/storage/schema.ts'
import { emptyDesk, rewritingThePast } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

let desk: TestDesk
beforeAll(() => {
  desk = emptyDesk('2026-11-23T08:00:00.000Z')
  desk.storage.delete(team).run()
  seedCatalogue(desk.storage)
})
afterAll(() => {
  desk.remove()
})

test('the board builds the agenda the huddle will have: the same people, sections and reasons', async () => {
  const filled = await fillInventedService(desk, { firstDay: '2026-11-23' })
  const huddle = filled?.huddle ?? ''
  const marks = new Map<string, Marks>(
    (filled?.marks ?? []).map(({ episode, how, teams = {}, raised }) => [
      episode,
      { teams, ...(how ? { how } : {}), ...(raised ? { raised } : {}) },
    ]),
  )
  const last = lastClosed(desk.storage)
  const [carried] = desk.storage
    .select()
    .from(agendaItem)
    .where(and(eq(agendaItem.huddle, last?.id ?? ''), eq(agendaItem.section, 'raised')))
    .limit(1)
    .all()
  const [parked] = desk.storage.select().from(action).where(eq(action.state, 'agreed')).limit(1).all()
  rewritingThePast(desk, () => {
    desk.storage
      .update(agendaItem)
      .set({ outcome: 'not reached' })
      .where(itemOf(last?.id, carried?.episode))
      .run()
    desk.storage
      .update(agendaItem)
      .set({ parkedAction: parked?.id ?? null })
      .where(eq(agendaItem.episode, parked?.episode ?? ''))
      .run()
  })

  const priya = inventedColleagues.find(({ name }) => name === 'Priya Shah') ?? null
  expect(desk.storage.select().from(colleague).all().length).toBeGreaterThan(10)
  const lately = and(inArray(action.state, ['done', 'declined']), gte(action.endedAt, last?.since ?? ''))
  const views = actionViews(desk.storage, or(inArray(action.state, [...openStates]), lately))
  const actions = Map.groupBy(views, ({ episode }) => episode)
  const board = await readBoard(desk, priya, actions, agendaFacts(desk.storage))
  const standings = standingsOf(
    board.rows,
    (episode) => marks.get(episode) ?? { teams: {} },
    (episode) => actions.get(episode) ?? [],
    { asAt: board.asAt, huddleDate: '2026-11-23', lastHuddle: board.lastHuddle },
  )
  const { agenda } = readSteering(desk.storage, huddle, [], marks)
  const byEpisode = new Map(standings.map(({ row, item }) => [row.episode, item]))
  expect(agenda).toHaveLength(113)
  expect(agenda.map(({ episode }) => byEpisode.get(episode))).toEqual(agenda)
  const reasons = agenda.flatMap((item) => item.reasons).join()
  expect(reasons).toMatch(/carried over from Fri/)
  expect(reasons).toMatch(/taken offline with/)
  expect(reasons).toMatch(/not looked at for 5 days/)
})

function itemOf(huddle: string | undefined, episode: string | undefined) {
  return and(eq(agendaItem.huddle, huddle ?? ''), eq(agendaItem.episode, episode ?? ''))
}

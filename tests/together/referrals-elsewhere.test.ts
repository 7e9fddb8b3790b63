import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mergeStory } from '#lib/reablement/story.ts'
import { readEpisode } from '#lib/server/board/read-episode.ts'
import { readReferrals } from '#lib/server/board/read-referrals.ts'
import { readRoomPeople } from '#lib/server/board/read-screen-view.ts'
import { acceptReferral } from '#lib/server/episodes/accept-referral.ts'
import { declineReferral } from '#lib/server/episodes/decline-referral.ts'
import { leaveAgenda } from '#lib/server/huddles/leave-agenda.ts'
import { goToPerson } from '#lib/server/huddles/move.ts'
import { serveCourse } from '#lib/server/serve-course.ts'
import { outbox } from '#lib/server/storage/ledger-schema.ts'
import { action, actionEvent, agendaItem, episode } from '#lib/server/storage/schema.ts'
import type { News } from '#lib/wire/notices.ts'
import { addAction, addPerson, auditTrail, cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { startAtPeople } from '../support/steps.ts'

/** Referrals where other parts meet them: the story, a huddle that runs, the shared screen. */
const { priya } = cast
const ida = 'ida-stay'
const effects = { leaveAgenda, close: () => undefined }
let desk: TestDesk
beforeEach(() => {
  desk = smallService()
  const stay = { state: 'referred', start: '2026-11-25', arrivedAt: '2026-11-20T15:00:00.000Z' } as const
  addPerson(desk, { id: 'ida', forename: 'Ida', surname: 'Quill', reference: 'RB27301' }, stay)
})
afterEach(() => desk.remove())

test('accepted for a day gone by, came once in the story, on that day', async () => {
  await acceptReferral(desk, priya, { episode: ida, on: '2026-11-21' })
  const seen = { ...(await readEpisode(desk, priya, ida)), actions: [] }
  expect(mergeStory(seen, '2026-11-23').map(({ kind, on: day, words }) => [kind, day, words])).toEqual([
    ['course', '2026-11-21', 'Referral of Fri 20 Nov accepted'],
  ])
})

test('declined after all while a huddle runs, is not left on its agenda with nothing said', async () => {
  await acceptReferral(desk, priya, { episode: ida })
  await startAtPeople(desk, priya, { huddle: 'today' }, new Map(), ['priya'])
  const decline = () => declineReferral(desk, priya, { episode: ida, why: 'stays with her son' }, effects)
  await goToPerson(desk, priya, { huddle: 'today', to: ida })
  await expect(decline()).rejects.toMatchObject({ code: 'wrong-state', field: 'episode' })
  await goToPerson(desk, priya, { huddle: 'today', to: 'dot-stay' })
  await decline()
  const item = desk.storage.select().from(agendaItem).where(eq(agendaItem.episode, ida)).get()
  expect(item?.outcome).toBe('discussed')
})

test('has a name that no text on a shared screen holds, declined or not', async () => {
  const shown = () => readRoomPeople(desk.storage, desk.clock()).words.without('ask Mrs Quill')
  expect(shown()).not.toContain('Quill')
  await declineReferral(desk, priya, { episode: ida, why: 'moved away' }, effects)
  expect(shown()).not.toContain('Quill')
})

describe('declined after all with something open', () => {
  const heard: News[] = []
  const decline = () => {
    const parts = { desk, notices: { tell: (news: News) => heard.push(news) }, boardChanged: () => undefined }
    const input = { episode: ida, why: 'moved away' }
    return serveCourse(parts, { kind: 'decline referral', input }, priya)
  }
  const states = () =>
    desk.storage
      .select()
      .from(action)
      .where(eq(action.episode, ida))
      .all()
      .map(({ id, state }) => [id, state])
  const asked = { episode: ida, huddle: 'today' }
  beforeEach(async () => {
    heard.length = 0
    await acceptReferral(desk, priya, { episode: ida })
    addAction(desk, { ...asked, id: 'stool', kind: 'equipment', item: 'PS01', title: 'Perching stool' })
    addAction(desk, { ...asked, id: 'calls', team: 'CT', agreedBy: 'tom' })
    addAction(desk, { ...asked, id: 'over', state: 'done' })
  })

  test('cancels it with the reason, in the same act; each team hears of it', async () => {
    expect((await readReferrals(desk, priya)).accepted).toMatchObject([{ episode: ida, open: 2 }])
    await decline()
    expect(states()).toEqual([
      ['stool', 'cancelled'],
      ['calls', 'cancelled'],
      ['over', 'done'],
    ])
    const note = 'moved away (the referral was declined)'
    const told = desk.storage.select().from(actionEvent).where(eq(actionEvent.action, 'calls')).all()
    expect(told).toMatchObject([{ to: 'cancelled', note, colleague: 'priya' }])
    expect(desk.storage.select().from(outbox).all()).toHaveLength(2)
    expect(heard.map((news) => news.kind === 'action' && [news.action.id, news.happened])).toEqual([
      ['calls', 'cancelled'],
      ['stool', 'cancelled'],
    ])
    expect(auditTrail(desk)).toEqual(['accept referral done', 'view referrals done', 'decline referral done'])
  })

  test('is refused while something is with them on loan, and nothing is half done', async () => {
    addAction(desk, {
      ...asked,
      id: 'lent',
      item: 'PS01',
      title: 'Commode',
      state: 'done',
      deliveredOn: '2026-11-22',
    })
    await expect(decline()).rejects.toMatchObject({
      code: 'wrong-state',
      detail: '“Commode” is with them on loan: have it collected first, or start and end the episode.',
    })
    expect(states().map(([, state]) => state)).toEqual(['agreed', 'agreed', 'done', 'done'])
    expect(desk.storage.select().from(episode).where(eq(episode.id, ida)).get()?.state).toBe('accepted')
    expect(heard).toEqual([])
    desk.storage.update(action).set({ collectedOn: '2026-11-23' }).where(eq(action.id, 'lent')).run()
    await decline()
    expect(states().map(([, state]) => state)).toEqual(['cancelled', 'cancelled', 'done', 'done'])
  })
})

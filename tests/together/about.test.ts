import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { mergeStory } from '#lib/reablement/story.ts'
import { readEpisode } from '#lib/server/board/read-episode.ts'
import { seedCatalogue } from '#lib/server/catalogue/seed.ts'
import type { Agree } from '#lib/server/episodes/ask-collection.ts'
import { answerRisk } from '#lib/server/episodes/answer-risk.ts'
import { changeCallsFrom } from '#lib/server/episodes/change-calls-from.ts'
import { recordFireConsent } from '#lib/server/episodes/record-fire-consent.ts'
import { referToFire } from '#lib/server/episodes/refer-to-fire.ts'
import { reviewGoal } from '#lib/server/episodes/review-goal.ts'
import { rewordGoal } from '#lib/server/episodes/reword-goal.ts'
import { sayWhatMatters } from '#lib/server/episodes/say-what-matters.ts'
import { setGoal } from '#lib/server/episodes/set-goal.ts'
import { agreeIn } from '#lib/server/register/agree-action.ts'
import { actionViews } from '#lib/server/register/action-views.ts'
import { cancelAction } from '#lib/server/register/cancel-action.ts'
import { episodeEvent } from '#lib/server/storage/course-schema.ts'
import { audit } from '#lib/server/storage/ledger-schema.ts'
import { action, callPattern, catalogueItem, person, setting } from '#lib/server/storage/schema.ts'
import { auditTrail, cast, countQueries, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

const { priya, olu, wall } = cast
const episode = 'kamla-stay'
const today = '2026-11-23'
const agree: Agree = (tx, at, asked) => agreeIn(tx, at, priya, asked)

/** What a message is like, typed. */
const matching = (words: RegExp): unknown => expect.stringMatching(words)

let desk: TestDesk
beforeEach(() => {
  desk = smallService()
  seedCatalogue(desk.storage)
})
afterEach(() => {
  desk.remove()
})

const page = () => readEpisode(desk, priya, episode)
const story = () =>
  desk.storage
    .select()
    .from(episodeEvent)
    .orderBy(asc(episodeEvent.at))
    .all()
    .map(({ kind, words }) => `${kind}: ${words}`)
const set = (wish: Partial<typeof person.$inferInsert>) =>
  desk.storage.update(person).set(wish).where(eq(person.id, 'kamla')).run()
const answer = (question: 'smoke alarm' | 'oxygen' | 'access', value: 'yes' | 'no' | null, words = '') =>
  answerRisk(desk, priya, { episode, question, value, words })

describe('calls changed outside a huddle', () => {
  const calls = { episode, from: '2026-11-24', perDay: 3, minutes: 30, carers: 1, why: 'Washes by herself' }
  const rows = () => desk.storage.select().from(callPattern).orderBy(asc(callPattern.from)).all()

  test('are a new row with who and why; what the change is follows from the rows, which stay', async () => {
    await changeCallsFrom(desk, priya, { ...calls, from: today, perDay: 4, carers: 2, why: 'First calls' })
    const [first] = rows()
    await changeCallsFrom(desk, olu, calls)
    await changeCallsFrom(desk, olu, { ...calls, from: '2026-11-26', carers: 2, why: 'Fell twice' })
    expect(rows()[0]).toEqual(first)
    expect(
      (await page()).calls.map(({ from, step, changedBy, why }) => [from, step, changedBy, why]),
    ).toEqual([
      ['2026-11-26', 'step up', 'Olu Adeyemi', 'Fell twice'],
      ['2026-11-24', 'step down', 'Olu Adeyemi', 'Washes by herself'],
      [today, null, 'Priya Shah', 'First calls'],
    ])
  })

  test.each([
    [{ why: ' ' }, 'why', /Say why the calls change/],
    [{ why: 'key safe 4471, no carer needed' }, 'why', /OneTouch/],
    [{ perDay: 13 }, 'perDay', /0 to 12/],
    [{ minutes: 5 }, 'minutes', /10 to 240/],
    [{ carers: 0 }, 'carers', /1 or 2/],
    [{ carers: 3 }, 'carers', /1 or 2/],
    [{ from: '2026-13-01' }, 'from', /no such day/],
    [{ from: '2026-11-01' }, 'from', /Choose Mon 9 Nov or a later day/],
    [{ from: '2027-06-01' }, 'from', /too far ahead/],
  ])('%j is refused, naming %s', async (wish, field, words) => {
    const refused = changeCallsFrom(desk, priya, { ...calls, ...wish })
    await expect(refused).rejects.toMatchObject({ field, message: matching(words) })
    expect(rows()).toEqual([])
  })

  test('two carers are a flag; so are three of a row from before one could only say two', async () => {
    await changeCallsFrom(desk, priya, { ...calls, from: today, carers: 2 })
    expect((await page()).header.flags).toContain('two carers')
    desk.storage.update(callPattern).set({ carers: 3 }).run()
    expect((await page()).header.flags).toContain('two carers')
  })

  test('what holds already, and a day before the first calls, are refused', async () => {
    await changeCallsFrom(desk, priya, { ...calls, from: '2026-11-20' })
    await expect(changeCallsFrom(desk, priya, calls)).rejects.toMatchObject({ field: 'perDay' })
    const before = changeCallsFrom(desk, priya, { ...calls, from: '2026-11-19', perDay: 1 })
    await expect(before).rejects.toMatchObject({
      field: 'from',
      message: matching(/Fri 20 Nov/),
    })
  })
})

describe('goals', () => {
  const what = 'Walk to the corner shop and back on my own'

  test('are set, reviewed and reworded; the old words stay in the history', async () => {
    await setGoal(desk, priya, { episode, what, by: '2026-12-11' })
    const [goal] = (await page()).goals
    expect(goal).toMatchObject({ what, by: '2026-12-11', state: 'not started' })
    const id = goal?.id ?? ''
    desk.clock.pass(60_000)
    await reviewGoal(desk, olu, {
      episode,
      goal: id,
      state: 'working on it',
      said: 'To the gate',
      on: '2026-11-22',
    })
    desk.clock.pass(60_000)
    await rewordGoal(desk, priya, { episode, goal: id, what: 'Walk to the gate every day', by: null })
    const seen = await page()
    expect(seen.goals).toMatchObject([
      { what: 'Walk to the gate every day', by: null, state: 'working on it' },
    ])
    expect(seen.about.goals[id]).toMatchObject([
      { kind: 'reworded', was: what, what: 'Walk to the gate every day', by: 'Priya Shah' },
      { kind: 'reviewed', state: 'working on it', said: 'To the gate', on: '2026-11-22', by: 'Olu Adeyemi' },
      { kind: 'set', what, byDate: '2026-12-11' },
    ])
    expect(story()).toEqual([
      `goal: Goal set: “${what}”`,
      `goal: Goal “${what}”: working on it`,
      'goal: Goal reworded: “Walk to the gate every day”',
    ])
  })

  test('refusals name the field and say what to do', async () => {
    await setGoal(desk, priya, { episode, what, by: null })
    const goal = (await page()).goals[0]?.id ?? ''
    const review = { episode, goal, state: 'met', said: 'Did it', on: today } as const
    const refusals: [Promise<void>, string, RegExp][] = [
      [setGoal(desk, priya, { episode, what: '', by: null }), 'what', /in their own words/],
      [setGoal(desk, priya, { episode, what, by: '2026-11-01' }), 'by', /Choose Mon 23 Nov or a later day/],
      [setGoal(desk, priya, { episode, what: 'Open the key safe 1234', by: null }), 'what', /OneTouch/],
      [reviewGoal(desk, priya, { ...review, said: '' }), 'said', /what was said/],
      [reviewGoal(desk, priya, { ...review, on: '2026-11-24' }), 'on', /still to come/],
      [reviewGoal(desk, priya, { ...review, goal: 'another' }), 'goal', /no longer here/],
      [rewordGoal(desk, priya, { episode, goal, what, by: null }), 'what', /words it has/],
    ]
    for (const [refused, field, message] of refusals)
      await expect(refused).rejects.toMatchObject({ field, message: matching(message) })
    expect((await page()).about.goals[goal]).toHaveLength(1)
    for (let more = 0; more < 7; more += 1)
      await setGoal(desk, priya, { episode, what: `${what} ${String(more)}`, by: null })
    await expect(setGoal(desk, priya, { episode, what, by: null })).rejects.toMatchObject({
      code: 'wrong-state',
    })
  })
})

test('what matters is theirs, said anew with what was said before beside it', async () => {
  await sayWhatMatters(desk, priya, { episode, words: 'My garden' })
  await sayWhatMatters(desk, olu, { episode, words: 'My garden, and Sunday at the temple' })
  expect((await page()).about.whatMatters).toMatchObject([
    { words: 'My garden, and Sunday at the temple', by: 'Olu Adeyemi', on: today },
    { words: 'My garden', by: 'Priya Shah' },
  ])
  await expect(sayWhatMatters(desk, priya, { episode, words: ' ' })).rejects.toMatchObject({ field: 'words' })
})

describe('risks and fire', () => {
  const consent = (given: boolean) => recordFireConsent(desk, priya, { episode, given, on: today })
  const refer = (id = randomUUID()) => referToFire(desk, priya, { episode, action: id }, agree)
  const referrals = () => desk.storage.select().from(action).where(eq(action.item, 'REF-SWV')).all()

  test('the file’s answers are the first, the latest counts, and the home shows it', async () => {
    set({ smokeAlarm: true, pets: false })
    await answer('smoke alarm', 'no', 'taken down by the painter')
    const { about, home } = await page()
    expect(about.risks.map(({ question, value, by }) => [question, value, by])).toEqual([
      ['pets', 'no', null],
      ['smoke alarm', 'yes', null],
      ['smoke alarm', 'no', 'Priya Shah'],
    ])
    expect(home).toMatchObject({ smokeAlarm: false, pets: false })
    expect(story()).toEqual(['about: Smoke alarm: no'])
  })

  test('a referral is due by the service’s own days, too', async () => {
    desk.storage.update(catalogueItem).set({ band: 'NS' }).where(eq(catalogueItem.code, 'REF-SWV')).run()
    desk.storage.insert(setting).values({ key: 'non-stock days', value: '2' }).run()
    await answer('smoke alarm', 'no')
    await consent(true)
    await refer()
    expect(referrals()[0]?.due).toBe('2026-11-25')
  })

  test('with consent one press refers, to whom the catalogue says; sent twice it is one', async () => {
    await answer('smoke alarm', 'no')
    await consent(true)
    const id = randomUUID()
    await refer(id)
    await refer(id)
    expect(referrals()).toMatchObject([
      {
        id,
        kind: 'referral',
        team: 'RP',
        owner: null,
        state: 'agreed',
        due: '2026-11-30',
        because: 'no smoke alarm',
      },
    ])
    expect((await page()).about.fire).toMatchObject({ consent: { given: true }, referredOn: today })
    await expect(refer()).rejects.toMatchObject({ message: matching(/referred on Mon 23 Nov/) })
    const actions = actionViews(desk.storage, eq(action.episode, episode))
    const told = mergeStory({ ...(await page()), actions }, today)
    // Once: by the action, with what prompted it. The consent before it is a thing of its own.
    expect(told.filter(({ plain }) => /refer|safe and well/.test(plain))).toMatchObject([
      { kind: 'action', action: id, words: matching(/^Agreed: Safe/), more: ['no smoke alarm'] },
      { kind: 'about', words: 'Agreed to a fire and rescue referral' },
    ])
    await cancelAction(desk, priya, { action: id, reason: 'They moved' })
    expect((await page()).about.fire.referredOn).toBeNull()
  })

  test('without consent nothing goes: nobody asked, or they said no', async () => {
    await expect(refer()).rejects.toMatchObject({ code: 'wrong-state' })
    await expect(consent(true)).rejects.toMatchObject({ code: 'wrong-state' })
    await answer('oxygen', 'yes')
    await expect(refer()).rejects.toMatchObject({
      code: 'no-consent',
      message: matching(/Ask them first/),
    })
    await consent(false)
    await expect(refer()).rejects.toMatchObject({
      code: 'no-consent',
      message: matching(/They said no/),
    })
    expect(referrals()).toEqual([])
  })

  test('refusals name the field', async () => {
    await expect(answer('oxygen', null)).rejects.toMatchObject({ field: 'value' })
    await expect(answer('access', null, ' ')).rejects.toMatchObject({ field: 'words' })
    await expect(answer('access', null, 'Front door, code 4471')).rejects.toMatchObject({
      code: 'key-safe-code',
      field: 'words',
    })
    const early = recordFireConsent(desk, priya, { episode, given: true, on: '2026-11-24' })
    await expect(early).rejects.toMatchObject({ field: 'on' })
  })
})

describe('all of them', () => {
  test('leave no free text in the audit, refuse the shared screen, and know who is on the board', async () => {
    await sayWhatMatters(desk, priya, { episode, words: 'Secret words' })
    await answer('access', null, 'Secret words')
    await setGoal(desk, priya, { episode, what: 'Secret words every day', by: null })
    expect(JSON.stringify(desk.storage.select().from(audit).all())).not.toMatch(/secret words/i)
    expect(auditTrail(desk)).toEqual(['say what matters done', 'answer risk done', 'set goal done'])
    const asWall = sayWhatMatters(desk, wall, { episode, words: 'x' })
    await expect(asWall).rejects.toMatchObject({ code: 'not-allowed' })
    const nobody = sayWhatMatters(desk, priya, { episode: 'nobody', words: 'x' })
    await expect(nobody).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a page with three hundred answers is read in as many queries as one with none', async () => {
    const before = await countQueries(desk, page)
    for (let times = 0; times < 300; times += 1) await answer('oxygen', times % 2 === 0 ? 'yes' : 'no')
    for (let times = 0; times < 6; times += 1)
      await setGoal(desk, priya, { episode, what: `Goal number ${String(times)}`, by: null })
    expect(await countQueries(desk, page)).toBe(before)
  })
})

import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HospitalClock } from '#lib/reablement/episode-clock.ts'
import { readBoard } from '#lib/server/board/read-board.ts'
import { readEpisode } from '#lib/server/board/read-episode.ts'
import { readHuddlePeople } from '#lib/server/board/read-huddle-people.ts'
import { readReferrals, referralsWaiting } from '#lib/server/board/read-referrals.ts'
import { acceptReferral } from '#lib/server/episodes/accept-referral.ts'
import { correctStay } from '#lib/server/episodes/correct-stay.ts'
import { declineReferral } from '#lib/server/episodes/decline-referral.ts'
import { extendEpisode } from '#lib/server/episodes/extend-episode.ts'
import { sayHospital } from '#lib/server/episodes/hospital-stay.ts'
import { startEpisode } from '#lib/server/episodes/start-episode.ts'
import { agendaPeople, lastClosed } from '#lib/server/huddles/agenda-facts.ts'
import { freshAgenda } from '#lib/server/huddles/agenda.ts'
import { closeHuddle } from '#lib/server/huddles/close-huddle.ts'
import { leaveAgenda } from '#lib/server/huddles/leave-agenda.ts'
import { noChange } from '#lib/server/huddles/move.ts'
import { readRecord } from '#lib/server/huddles/read-record.ts'
import { readSteering } from '#lib/server/huddles/steering.ts'
import { communication } from '#lib/server/storage/about-schema.ts'
import { episodeEvent, hospitalStay } from '#lib/server/storage/course-schema.ts'
import { agendaItem, callPattern, episode, setting } from '#lib/server/storage/schema.ts'
import { addPerson, auditTrail, cast, countQueries, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { startAtPeople } from '../support/steps.ts'

const { priya, tom, wall } = cast
const ida = 'ida-stay'
let desk: TestDesk
beforeEach(() => {
  desk = smallService()
  const stay = { state: 'referred', start: '2026-11-25', arrivedAt: '2026-11-20T15:00:00.000Z' } as const
  addPerson(desk, { id: 'ida', forename: 'Ida', surname: 'Quill', reference: 'RB27301' }, stay)
  desk.storage
    .insert(callPattern)
    .values({
      ...{ id: 'planned', episode: ida, from: '2026-11-25', perDay: 3, minutes: 30, carers: 1 },
      ...{ why: 'from the file', changedBy: null, at: '2026-11-20T15:00:00.000Z' },
    })
    .run()
})
afterEach(() => desk.remove())

const on = (day: string) => desk.clock.setTo(`${day}T14:00:00.000Z`)
const row = (id = ida) => desk.storage.select().from(episode).where(eq(episode.id, id)).get()
const stays = (id = ida) => {
  const { wentOn, backOn } = hospitalStay
  return desk.storage.select({ wentOn, backOn }).from(hospitalStay).where(eq(hospitalStay.episode, id)).all()
}
const effects = { leaveAgenda, close: () => undefined }
const story = (id = ida) =>
  desk.storage
    .select()
    .from(episodeEvent)
    .where(eq(episodeEvent.episode, id))
    .all()
    .map(({ words, why }) => (why === null ? words : `${words} (${why})`))
const onBoard = async (id = ida) =>
  (await readBoard(desk, priya, new Map())).rows.find((one) => one.episode === id)
const page = (id = ida) => readEpisode(desk, priya, id)
const clockBy = (value: HospitalClock) =>
  desk.storage
    .insert(setting)
    .values({ key: 'hospital clock', value: JSON.stringify(value) })
    .run()

describe('a referral', () => {
  test('is on no board and on the list of referrals until it is accepted', async () => {
    expect(await onBoard()).toBeUndefined()
    expect(referralsWaiting(desk.storage)).toBe(1)
    const { waiting, accepted } = await readReferrals(desk, priya)
    expect(waiting).toMatchObject([{ name: 'Ida Quill', since: '2026-11-20', standard: null }])
    expect(accepted).toEqual([])
    expect((await page()).course).toMatchObject({ state: 'referred', referredOn: '2026-11-20', clock: '' })
    expect((await page()).course.acts).toEqual(['accept', 'decline'])
  })

  test('says how they speak and hear as it was last said, not as the file had it', async () => {
    const needs = async () => (await readReferrals(desk, priya)).waiting[0]?.needs
    const queries = () => countQueries(desk, () => readReferrals(desk, priya))
    const [said, before] = [await needs(), await queries()]
    expect(said).toBe('')
    const row = { id: 'needs', person: 'ida', colleague: 'priya', at: '2026-11-20T16:00:00.000Z' }
    desk.storage
      .insert(communication)
      .values({ ...row, language: 'Polish', interpreter: true, bsl: true, formats: '["large print"]' })
      .run()
    expect(await needs()).toBe('Polish, interpreter, BSL, large print')
    expect(await queries()).toBe(before)
  })

  test('accepted, is on the board before its first visit, new to the next huddle, with the start standard', async () => {
    await acceptReferral(desk, priya, { episode: ida })
    expect(row()).toMatchObject({ state: 'accepted', acceptedOn: '2026-11-23' })
    const shown = await onBoard()
    expect(shown).toMatchObject({ isNew: true, sixWeeks: { waiting: true } })
    expect(shown?.day).toBeLessThan(1)
    const item = freshAgenda(desk.storage, '2026-11-23', new Map()).find((one) => one.episode === ida)
    expect(item).toMatchObject({ section: 'new', reasons: ['new'] })
    const words = 'first visit due by Wed 25 Nov, planned for Wed 25 Nov'
    expect((await readReferrals(desk, priya)).accepted).toMatchObject([
      { standard: { standing: 'due', words } },
    ])
    on('2026-11-27')
    expect((await onBoard())?.day).toBe(0)
    const late = { standing: 'late', words: 'first visit was due by Wed 25 Nov' }
    expect((await page()).course.standard).toMatchObject(late)
    const people = await readHuddlePeople(desk, priya)
    expect(people.find((one) => one.episode === ida)).toMatchObject({ day: null, besideDay: late.words })
  })

  test('accepted twice, or started before it is accepted, is refused with the reason', async () => {
    await expect(startEpisode(desk, priya, { episode: ida, on: '2026-11-23' })).rejects.toThrow(
      'Accept it first',
    )
    await acceptReferral(desk, priya, { episode: ida })
    await expect(acceptReferral(desk, priya, { episode: ida })).rejects.toMatchObject({ code: 'wrong-state' })
    expect(auditTrail(desk)).toContain('accept referral wrong-state')
  })

  test('declined, keeps its reason and waits no more; without one, or with a code in it, it is refused', async () => {
    const decline = (why: string) => declineReferral(desk, priya, { episode: ida, why }, effects)
    await expect(decline(' ')).rejects.toMatchObject({ code: 'bad-input', field: 'why' })
    await expect(decline('key safe 4471')).rejects.toMatchObject({ code: 'key-safe-code', field: 'why' })
    await decline('no capacity until Friday')
    expect(row()).toMatchObject({ state: 'declined', declinedWhy: 'no capacity until Friday' })
    expect(referralsWaiting(desk.storage)).toBe(0)
    expect(story()).toEqual(['Referral declined (no capacity until Friday)'])
    expect((await page()).course).toMatchObject({ declinedWhy: 'no capacity until Friday', acts: [] })
  })

  test('is nobody’s business on a shared screen', async () => {
    const code = 'not-allowed'
    await expect(readReferrals(desk, wall)).rejects.toMatchObject({ code })
    await expect(acceptReferral(desk, wall, { episode: ida })).rejects.toMatchObject({ code })
    await expect(declineReferral(desk, wall, { episode: ida, why: 'x' }, effects)).rejects.toMatchObject({
      code,
    })
  })
})

describe.each([
  {
    setting: 'keep counting',
    away: { day: 5, beside: 'the clock goes on' },
    back: { day: 9, lastFreeDay: '2027-01-03', words: 'day 9 of 42; 5 days in hospital counted' },
  },
  {
    setting: 'pause',
    away: { day: 3, beside: 'the clock stands still, 2 days so far' },
    back: {
      day: 4,
      lastFreeDay: '2027-01-08',
      words: 'day 4 of 42; the clock stood still 5 days in hospital',
    },
  },
  {
    setting: 'restart',
    away: { day: 3, beside: 'day 1 again when they are back' },
    back: {
      ...{ day: 2, lastFreeDay: '2027-01-10' },
      words: 'day 2 of 42; counted anew from Mon 30 Nov, back from hospital',
    },
  },
] as const)('from the referral to an extension, where a stay means “$setting”', ({ setting, away, back }) => {
  test('the days are written down, one clock counts them everywhere, and the story tells it', async () => {
    clockBy(setting)
    await acceptReferral(desk, priya, { episode: ida })
    await startEpisode(desk, tom, { episode: ida, on: '2026-11-23' })
    expect(row()).toMatchObject({ state: 'active', start: '2026-11-23' })
    expect((await onBoard())?.calls?.perDay).toBe(3)
    expect((await page()).course.standard).toMatchObject({ standing: 'met' })

    on('2026-11-26')
    await sayHospital(desk, priya, { episode: ida, away: true, on: '2026-11-25' })
    expect(row()).toMatchObject({ state: 'paused' })
    expect(stays()).toEqual([{ wentOn: '2026-11-25', backOn: null }])
    on('2026-11-27')
    expect((await onBoard())?.day).toBe(away.day)
    const people = await readHuddlePeople(desk, priya)
    expect(people.find((one) => one.episode === ida)).toMatchObject({
      day: away.day,
      besideDay: away.beside,
      flags: ['in hospital since Wed 25 Nov'],
    })

    on('2026-12-01')
    await sayHospital(desk, priya, { episode: ida, away: false, on: '2026-11-30' })
    expect(stays()).toEqual([{ wentOn: '2026-11-25', backOn: '2026-11-30' }])
    const { header, course } = await page()
    expect(header.flags.join()).not.toContain('in hospital')
    expect(header).toMatchObject({ state: 'active', day: back.day, lastFreeDay: back.lastFreeDay })
    expect(course.clock).toBe(back.words)
    expect((await onBoard())?.day).toBe(back.day)
    const last = lastClosed(desk.storage)
    const facts = agendaPeople(desk.storage, '2026-12-01', new Map(), last, ida)
    expect(facts).toMatchObject([{ day: back.day }])

    const extend = (until: string) =>
      extendEpisode(desk, priya, { episode: ida, until, why: 'waits for a stair lift' })
    await expect(extend(back.lastFreeDay)).rejects.toMatchObject({ code: 'bad-input', field: 'until' })
    await extend('2027-01-20')
    on('2027-01-15')
    const beyond = await page()
    expect(beyond.course.clock).toContain('extended until Wed 20 Jan: waits for a stair lift')
    const item = freshAgenda(desk.storage, '2027-01-15', new Map()).find((one) => one.episode === ida)
    expect(item?.reasons.join()).toMatch(/day \d+, extended until Wed 20 Jan/)

    const told = story()
    expect(told.map((words) => words.replace(/:.*/, ''))).toEqual([
      'Referral of Fri 20 Nov accepted',
      'First visit on Mon 23 Nov',
      'Gone to hospital',
      'Back from hospital',
      'Extended until Wed 20 Jan 2027 (waits for a stair lift)',
    ])
    expect(auditTrail(desk).filter((line) => /stay|episode|referral/.test(line))).toEqual([
      ...['accept referral done', 'start episode done', 'say hospital stay done', 'say hospital stay done'],
      ...['extend episode bad-input', 'extend episode done'],
    ])
  })
})

describe('a hospital stay', () => {
  const say = (away: boolean, day?: string) =>
    sayHospital(desk, tom, { episode: 'dot-stay', away, ...(day === undefined ? {} : { on: day }) })
  const today = { huddle: 'today' }

  test('said by a chip is a row, and the other key in the same huddle takes the row away', async () => {
    await startAtPeople(desk, priya, today, new Map(), ['priya'])
    await say(true)
    expect(stays('dot-stay')).toEqual([{ wentOn: '2026-11-23', backOn: null }])
    await say(false)
    expect(stays('dot-stay')).toEqual([])
    expect(row('dot-stay')).toMatchObject({ state: 'active', hospitalAt: null })
    expect(story('dot-stay')).toEqual(['Gone to hospital: the clock goes on', 'Taken back: gone to hospital'])
  })

  test('“back” taken back in the same huddle lets the stay go on', async () => {
    await say(true, '2026-11-20')
    await startAtPeople(desk, priya, today, new Map(), ['priya'])
    await say(false)
    expect(stays('dot-stay')).toEqual([{ wentOn: '2026-11-20', backOn: '2026-11-23' }])
    await say(true)
    expect(stays('dot-stay')).toEqual([{ wentOn: '2026-11-20', backOn: null }])
    expect(row('dot-stay')?.state).toBe('paused')
  })

  test('said with its day in a huddle takes nothing back: gone and back are both kept', async () => {
    await startAtPeople(desk, priya, today, new Map(), ['priya'])
    await say(true, '2026-11-22')
    await say(false, '2026-11-23')
    expect(stays('dot-stay')).toEqual([{ wentOn: '2026-11-22', backOn: '2026-11-23' }])
    const [chip] =
      (await readHuddlePeople(desk, priya)).find((one) => one.episode === 'dot-stay')?.chips ?? []
    expect(chip?.words).toBe('Back from hospital')
  })

  test('of a day to come, before the first visit, or of somebody not started is refused at its day', async () => {
    await expect(say(true, '2026-11-24')).rejects.toMatchObject({ code: 'bad-input', field: 'on' })
    await expect(say(true, '2026-11-08')).rejects.toMatchObject({ code: 'bad-input', field: 'on' })
    await acceptReferral(desk, priya, { episode: ida })
    await expect(sayHospital(desk, tom, { episode: ida, away: true })).rejects.toMatchObject({
      code: 'wrong-state',
    })
    expect(stays('dot-stay')).toEqual([])
  })

  test('has its days corrected, told in the story; the clock follows', async () => {
    clockBy('pause')
    await say(true, '2026-11-18')
    await say(false, '2026-11-20')
    const { id } = desk.storage.select().from(hospitalStay).get() ?? { id: '' }
    expect((await onBoard('dot-stay'))?.day).toBe(13)
    const correct = (wentOn: string, backOn: string | null) =>
      correctStay(desk, tom, { episode: 'dot-stay', stay: id, wentOn, backOn })
    await expect(correct('2026-11-21', '2026-11-20')).rejects.toMatchObject({ code: 'bad-input' })
    await expect(correct('2026-11-18', null)).rejects.toMatchObject({ field: 'backOn' })
    const early = correct('2026-10-01', '2026-11-20')
    await expect(early).rejects.toMatchObject({
      detail: expect.stringMatching(/^The first visit was/) as string,
    })
    await correct('2026-11-16', '2026-11-20')
    expect((await onBoard('dot-stay'))?.day).toBe(11)
    expect(story('dot-stay').at(-1)).toBe(
      'Hospital stay corrected: Mon 16 Nov to Fri 20 Nov, not Wed 18 Nov to Fri 20 Nov',
    )
    const other = correctStay(desk, tom, {
      episode: 'kamla-stay',
      stay: id,
      wentOn: '2026-11-16',
      backOn: null,
    })
    await expect(other).rejects.toMatchObject({ code: 'not-found' })
  })

  test('that keeps the clock still reaches no prompt on the agenda; day 21 comes after it', async () => {
    // Neville’s day 14 is Sunday the 22nd; day 21 would be the 29th by the calendar, and three days later by the clock.
    clockBy('pause')
    on('2026-11-24')
    await sayHospital(desk, tom, { episode: 'neville-stay', away: true, on: '2026-11-21' })
    await sayHospital(desk, tom, { episode: 'neville-stay', away: false, on: '2026-11-24' })
    const reasons = (date: string) =>
      freshAgenda(desk.storage, date, new Map()).find((one) => one.episode === 'neville-stay')?.reasons ?? []
    expect(reasons('2026-11-30')).not.toContain('day 21 review')
    expect(reasons('2026-12-02')).toContain('day 21 review')
  })

  test('the prompts are those an administrator set', () => {
    desk.storage
      .insert(setting)
      .values({ key: 'prompts', value: JSON.stringify([15]) })
      .run()
    const item = freshAgenda(desk.storage, '2026-11-23', new Map()).find((one) => one.episode === 'dot-stay')
    expect(item?.reasons).toContain('day 15 review')
  })

  test.each([
    ['whatever is corrected afterwards', false],
    ['of whoever ended while it ran, too', true],
  ])('a closed huddle’s record keeps the clock’s day, %s', async (_, ended) => {
    clockBy('pause')
    await say(true, '2026-11-16')
    await say(false, '2026-11-20')
    await startAtPeople(desk, priya, today, new Map(), ['priya'])
    let from = readSteering(desk.storage, 'today').current
    while (from !== null) {
      await noChange(desk, priya, { ...today, from })
      from = readSteering(desk.storage, 'today').current
    }
    desk.storage
      .update(agendaItem)
      .set({ outcome: 'no change' })
      .where(and(eq(agendaItem.huddle, 'today')))
      .run()
    if (ended) desk.storage.update(episode).set({ state: 'ended' }).where(eq(episode.id, 'dot-stay')).run()
    await closeHuddle(desk, priya, today, [])
    const { id } = desk.storage.select().from(hospitalStay).get() ?? { id: '' }
    const corrected = { wentOn: '2026-11-18', backOn: '2026-11-20' }
    if (!ended) await correctStay(desk, tom, { episode: 'dot-stay', stay: id, ...corrected })
    const { people } = await readRecord(desk, priya, '2026-11-23')
    const days = people.map(({ episode: of, day }) => [of, day])
    expect(days).toContainEqual(['dot-stay', 11])
    expect(days).toContainEqual(['kamla-stay', 15])
  })
})

import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HuddleStep, Steering } from '#lib/reablement/huddle.ts'
import type { Marks } from '#lib/reablement/marks.ts'
import { silenceLeft } from '#lib/reablement/steps.ts'
import { addPerson as addToAgenda, takeOffAgenda } from '#lib/server/huddles/add-person.ts'
import { attend } from '#lib/server/huddles/attend.ts'
import { cancelStart } from '#lib/server/huddles/cancel-start.ts'
import { closeHuddle } from '#lib/server/huddles/close-huddle.ts'
import { goToPerson, nextPerson, noChange, previousPerson } from '#lib/server/huddles/move.ts'
import { pauseHuddle, resumeHuddle } from '#lib/server/huddles/pause.ts'
import { readRecord } from '#lib/server/huddles/read-record.ts'
import { sayHere } from '#lib/server/huddles/say-here.ts'
import { endSilence, moreSilence } from '#lib/server/huddles/silence.ts'
import { startHuddle } from '#lib/server/huddles/start-huddle.ts'
import { readSteering } from '#lib/server/huddles/steering.ts'
import { declineAction } from '#lib/server/register/decline-action.ts'
import { escalateAction } from '#lib/server/register/escalate-action.ts'
import { reAssignAction } from '#lib/server/register/re-assign-action.ts'
import { reDateAction } from '#lib/server/register/re-date-action.ts'
import { settleAction } from '#lib/server/register/settle-action.ts'
import { attendance, episode, huddle } from '#lib/server/storage/schema.ts'
import { huddleStep } from '#lib/server/storage/step-schema.ts'
import { addAction, auditTrail, cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { startAtPeople } from '../support/steps.ts'

let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => {
  desk.remove()
})

const { priya, olu, tom, wall } = cast
const today = { huddle: 'today' }
const asks = (team: string): Marks => ({ teams: { [team]: 'ask' } })
const raised = new Map([['kamla-stay', asks('OT')]])
const start = (marks: ReadonlyMap<string, Marks> = raised) =>
  startHuddle(desk, priya, today, marks, ['priya'])
const next = (step: HuddleStep, from: string | null = null) =>
  nextPerson(desk, priya, { ...today, from, step })
const back = (step: HuddleStep, from: string | null = null) =>
  previousPerson(desk, priya, { ...today, from, step })
const standing = (id = 'today') => readSteering(desk.storage, id)
const place = ({ step, current }: Steering) => [step, current]
const late = (id: string, wish = {}) =>
  addAction(desk, { id, episode: 'dot-stay', huddle: 'huddle-2026-11-20', due: '2026-11-20', ...wish })

describe('the steps of a huddle', () => {
  test('→ walks from who is here to the read-back, and ← the same way back', async () => {
    late('late')
    expect(place(await start())).toEqual(['here', null])
    expect(place(await next('here'))).toEqual(['promises', null])
    expect(place(await next('promises'))).toEqual(['silence', null])
    const first = (await next('silence')).current
    expect(place(standing())).toEqual(['people', first])
    await nextPerson(desk, priya, { ...today, from: first })
    await nextPerson(desk, priya, { ...today, from: standing().current })
    expect(place(standing())).toEqual(['read-back', null])
    expect(place(await next('read-back'))).toEqual(['read-back', null])
    await back('read-back')
    await previousPerson(desk, priya, { ...today, from: standing().current })
    expect(place(standing())).toEqual(['people', first])
    expect(place(await back('people', first))).toEqual(['silence', null])
    expect(place(await back('silence'))).toEqual(['promises', null])
    expect(place(await back('promises'))).toEqual(['here', null])
    expect(place(await back('here'))).toEqual(['here', null])
  })

  test('a press about another step changes nothing, nor does one by anybody but the chair', async () => {
    await start()
    await next('here')
    const before = standing()
    expect(before.step).toBe('silence')
    for (const step of ['here', 'promises', 'read-back'] as const) {
      expect(place(await next(step))).toEqual(['silence', null])
      expect(place(await back(step))).toEqual(['silence', null])
    }
    await noChange(desk, priya, { ...today, from: 'kamla-stay' })
    expect(standing()).toEqual(before)
    await expect(nextPerson(desk, olu, { ...today, from: null, step: 'silence' })).rejects.toMatchObject({
      code: 'not-chair',
    })
    await expect(moreSilence(desk, olu, today)).rejects.toMatchObject({ code: 'not-chair' })
    await expect(endSilence(desk, wall, today)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(standing()).toEqual(before)
  })

  test('somebody is talked about from any step; a start is taken back from each', async () => {
    await start()
    expect(place(await goToPerson(desk, priya, { ...today, to: 'dot-stay' }))).toEqual(['people', 'dot-stay'])
    await cancelStart(desk, priya, today, raised)
    expect(standing()).toMatchObject({ state: 'preparing', step: null, stepSince: null })
    expect(desk.storage.select().from(huddleStep).all()).toEqual([])
    await start()
    await next('here')
    await cancelStart(desk, priya, today, raised)
    expect(standing()).toMatchObject({ step: null, silenceUntil: null })
  })

  test('a start is taken back by anybody while it is asked who is here, then by the chair alone', async () => {
    await start()
    await cancelStart(desk, olu, today, raised)
    await start()
    await next('here')
    await expect(cancelStart(desk, olu, today, raised)).rejects.toMatchObject({ code: 'not-chair' })
    expect(standing()).toMatchObject({ state: 'live', step: 'silence' })
    await cancelStart(desk, priya, today, raised)
  })

  test('a start is not taken back once somebody said who is here, or put somebody on the agenda', async () => {
    await start()
    await sayHere(desk, tom, { ...today, colleague: 'tom', mode: 'room' })
    const refused = expect.objectContaining({ code: 'wrong-state' }) as unknown
    await expect(cancelStart(desk, priya, today, raised)).rejects.toEqual(refused)
    await sayHere(desk, tom, { ...today, colleague: 'tom', mode: null })
    await addToAgenda(desk, tom, { ...today, episode: 'dot-stay', why: 'daughter rang' })
    await expect(cancelStart(desk, priya, today, raised)).rejects.toEqual(refused)
    expect(standing().attendance.map(({ id }) => id)).toEqual(['priya'])
    await takeOffAgenda(desk, tom, { ...today, episode: 'dot-stay' })
    await cancelStart(desk, priya, today, raised)
  })

  test('a huddle begun before steps were kept goes on where it is', async () => {
    const { current } = await startAtPeople(desk, priya, today, raised, ['priya'])
    desk.storage.update(huddle).set({ step: null, stepSince: null }).where(eq(huddle.id, 'today')).run()
    expect(place(standing())).toEqual(['people', current])
    expect(place(await nextPerson(desk, priya, { ...today, from: current }))).toEqual(['read-back', null])
  })

  test('its seconds are booked by step, without pauses, and are figures at the close', async () => {
    await start()
    desk.clock.pass(40_000)
    await next('here')
    desk.clock.pass(30_000)
    await pauseHuddle(desk, priya, today)
    desk.clock.pass(300_000)
    await resumeHuddle(desk, priya, today)
    desk.clock.pass(35_000)
    const { current } = await next('silence')
    desk.clock.pass(50_000)
    await nextPerson(desk, priya, { ...today, from: current })
    desk.clock.pass(20_000)
    await closeHuddle(desk, priya, today, [])
    const { figures } = await readRecord(desk, priya, '2026-11-23')
    expect(figures?.secondsBySection).toEqual({ here: 40, silence: 65, raised: 50, 'read-back': 20 })
    expect(figures?.seconds).toBe(175)
    expect(() => desk.storage.update(huddleStep).set({ seconds: 1 }).run()).toThrow()
  })
})

describe('the silent minute', () => {
  const left = () => silenceLeft(standing(), desk.clock().getTime())

  test('lasts sixty seconds from its first coming up, stands in a pause, and moves nobody by itself', async () => {
    await start()
    await next('here')
    expect(left()).toBe(60)
    desk.clock.pass(20_000)
    await pauseHuddle(desk, priya, today)
    desk.clock.pass(60_000)
    expect(left()).toBe(40)
    await resumeHuddle(desk, priya, today)
    expect(left()).toBe(40)
    desk.clock.pass(90_000)
    expect(left()).toBe(0)
    expect(place(standing())).toEqual(['silence', null])
    await next('silence')
    await back('people', 'kamla-stay')
    expect(left()).toBe(0)
  })

  test('is made longer, also when it is over, and ended early', async () => {
    await start()
    await next('here')
    desk.clock.pass(10_000)
    await moreSilence(desk, priya, today)
    expect(left()).toBe(80)
    await endSilence(desk, priya, today)
    expect(left()).toBe(0)
    desk.clock.pass(5_000)
    await moreSilence(desk, priya, today)
    expect(left()).toBe(30)
    const { current } = await next('silence')
    const { silenceUntil } = standing()
    await moreSilence(desk, priya, today)
    expect(standing()).toMatchObject({ current, silenceUntil })
  })
})

describe('who is here', () => {
  const say = (colleague: string, mode: 'room' | 'remote' | null, here: string[] = []) =>
    sayHere(desk, tom, { ...today, colleague, mode }, here)
  const of = (id: string, { attendance: all }: Steering) => all.find((one) => one.id === id)

  test('is said by everybody for themselves and for others, and taken back', async () => {
    await expect(say('tom', 'room')).rejects.toMatchObject({ code: 'huddle-not-live' })
    await start()
    desk.clock.pass(1_000)
    expect(of('priya', standing())).not.toHaveProperty('mode')
    expect(of('priya', await say('priya', 'room', ['priya']))).toMatchObject({ mode: 'room', here: true })
    expect(of('tom', await say('tom', 'remote'))).toMatchObject({ mode: 'remote', here: false })
    desk.clock.pass(1_000)
    expect(of('tom', await say('tom', 'room'))).toMatchObject({ mode: 'room' })
    expect(of('tom', await say('tom', null))).toBeUndefined()
    // Whoever was connected stays as somebody who has not said.
    expect(of('priya', await say('priya', null))).toEqual({
      ...{ id: 'priya', name: 'Priya Shah', team: 'OT', here: false },
    })
    expect(auditTrail(desk)).toContain('attend huddle done')
  })

  test('of somebody who connects afterwards, taken back, leaves them there', async () => {
    await start()
    desk.clock.pass(1_000)
    await say('tom', 'room')
    desk.clock.pass(1_000)
    expect(attend(desk, ['tom'])).toBe(true)
    expect(attend(desk, ['tom'])).toBe(false)
    expect(of('tom', standing())).toMatchObject({ mode: 'room' })
    const after = await say('tom', null)
    expect(of('tom', after)).toEqual({ id: 'tom', name: 'Tom Reed', team: 'CT', here: false })
    // Also when the word was said again after they connected.
    await say('tom', 'remote')
    expect(of('tom', await say('tom', null))).toMatchObject({ id: 'tom' })
  })

  test('is said of colleagues only, by colleagues only', async () => {
    await start()
    await expect(say('wall', 'room')).rejects.toMatchObject({ code: 'not-found', field: 'colleague' })
    await expect(say('nobody', 'room')).rejects.toMatchObject({ code: 'not-found' })
    await expect(say('tom', 'garden' as 'room')).rejects.toMatchObject({ code: 'bad-input', field: 'mode' })
    const byScreen = sayHere(desk, wall, { ...today, colleague: 'tom', mode: 'room' })
    await expect(byScreen).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('stands in the record, with who was remote', async () => {
    await startAtPeople(desk, priya, today, new Map(), ['priya'])
    await say('tom', 'remote')
    await say('olu', 'room')
    await closeHuddle(desk, priya, today, [])
    const { there, figures } = await readRecord(desk, priya, '2026-11-23')
    expect(there.map(({ names }) => names)).toEqual([['Olu Adeyemi', 'Priya Shah'], ['Tom Reed (remote)']])
    expect(figures).toMatchObject({ there: 3, teamsThere: 2 })
    const again = { mode: 'room' } as const
    expect(() => desk.storage.update(attendance).set(again).run()).toThrow()
  })
})

describe('a team nobody of which is there', () => {
  const both = new Map([...raised, ['dot-stay', asks('CT')]])
  const item = (id: string, where = standing()) => where.agenda.find((one) => one.episode === id)

  test('has its own asks kept as its queue: → passes them over, and the close carries them to its next huddle', async () => {
    const begun = await start(both)
    expect(item('dot-stay', begun)).not.toHaveProperty('waitsFor')
    await next('here')
    expect(item('dot-stay')?.waitsFor).toBe('CT')
    expect((await next('silence')).current).toBe('kamla-stay')
    expect(place(await nextPerson(desk, priya, { ...today, from: 'kamla-stay' }))).toEqual([
      'read-back',
      null,
    ])
    const { next: tuesday } = await closeHuddle(desk, priya, today, [])
    expect((await readRecord(desk, priya, '2026-11-23')).people).toContainEqual(
      expect.objectContaining({ episode: 'dot-stay', outcome: 'not reached' }),
    )
    expect(item('dot-stay', standing(tuesday.huddle))).toMatchObject({
      ...{ section: 'raised', reasons: ['CT’s ask, waiting since Mon'] },
    })

    // Nor are they there on Tuesday: since Monday still.
    desk.clock.setTo('2026-11-24T09:30:00.000Z')
    const on = { huddle: tuesday.huddle }
    await startAtPeople(desk, priya, on, new Map(), ['priya'])
    expect(item('dot-stay', standing(on.huddle))?.waitsFor).toBe('CT')
    const { next: wednesday } = await closeHuddle(desk, priya, on, [])
    expect(item('dot-stay', standing(wednesday.huddle))?.reasons[0]).toBe('CT’s ask, waiting since Mon')
  })

  test('brings them back by turning up, connected or ticked', async () => {
    await startAtPeople(desk, priya, today, both, ['priya'])
    expect(item('dot-stay')?.waitsFor).toBe('CT')
    await sayHere(desk, priya, { ...today, colleague: 'tom', mode: 'room' })
    expect(item('dot-stay')).not.toHaveProperty('waitsFor')
    await sayHere(desk, priya, { ...today, colleague: 'tom', mode: null })
    expect(item('dot-stay')?.waitsFor).toBe('CT')
    attend(desk, ['ann'])
    const on = await nextPerson(desk, priya, { ...today, from: 'kamla-stay' })
    expect(on.current).toBe('dot-stay')
  })

  test('keeps nobody to whom a look is due, and whoever the chair goes to all the same', async () => {
    const quiet = { arrivedAt: '2026-11-13T08:00:00.000Z' }
    desk.storage.update(episode).set(quiet).where(eq(episode.id, 'dot-stay')).run()
    await startAtPeople(desk, priya, today, both, ['priya'])
    expect(item('dot-stay')).toMatchObject({ lookDue: true })
    expect(item('dot-stay')).not.toHaveProperty('waitsFor')
    await expect(closeHuddle(desk, priya, today, [])).rejects.toMatchObject({ code: 'huddle-not-finished' })
  })
})

describe('yesterday’s promises', () => {
  const left = () => standing().promises

  test('are what is late or was declined since the last huddle, and each answer takes one away', async () => {
    for (const id of ['dated', 'given', 'raised', 'done']) late(id)
    late('older', { due: '2026-11-19' })
    addAction(desk, { id: 'declined', episode: 'dot-stay', huddle: 'huddle-2026-11-20', team: 'CT' })
    late('in-time', { due: '2026-11-23' })
    late('settled-before', { state: 'declined', endedAt: '2026-11-20T15:00:00.000Z', settledAt: 'x' })
    late('declined-before', { state: 'declined', endedAt: '2026-11-20T09:00:00.000Z' })
    await declineAction(desk, tom, { action: 'declined', reason: 'no capacity', words: '' })
    await escalateAction(desk, priya, { action: 'older' })
    desk.clock.pass(1_000)
    await start()
    await next('here')
    // One escalated on another day is asked after again.
    expect(left()).toEqual(['older', 'dated', 'done', 'given', 'raised', 'declined'])
    await reDateAction(desk, priya, { action: 'dated', due: '2026-11-24' })
    await reAssignAction(desk, priya, { action: 'given', team: 'CT', owner: 'tom' })
    await escalateAction(desk, priya, { action: 'raised' })
    await settleAction(desk, priya, { action: 'declined' })
    expect(left()).toEqual(['older', 'done'])
    // Answering them moves nobody.
    expect(place(standing())).toEqual(['promises', null])
    expect(place(await next('promises'))).toEqual(['silence', null])
  })
})

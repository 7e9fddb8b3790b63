import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AgendaItem, Steering } from '#lib/reablement/huddle.ts'
import type { Marks } from '#lib/reablement/marks.ts'
import { attend } from '#lib/server/huddles/attend.ts'
import { cancelStart } from '#lib/server/huddles/cancel-start.ts'
import { goToPerson, nextPerson, noChange, previousPerson } from '#lib/server/huddles/move.ts'
import { openHuddle } from '#lib/server/huddles/open-huddle.ts'
import { parkPerson } from '#lib/server/huddles/park-person.ts'
import { raiseLate } from '#lib/server/huddles/raise-late.ts'
import { startHuddle } from '#lib/server/huddles/start-huddle.ts'
import { readSteering } from '#lib/server/huddles/steering.ts'
import { takeChair } from '#lib/server/huddles/take-chair.ts'
import { agreeIn } from '#lib/server/register/agree-action.ts'
import { action, attendance, episode, huddle } from '#lib/server/storage/schema.ts'
import {
  addAction,
  addPerson,
  auditTrail,
  cast,
  countQueries,
  emptyDesk,
  smallService,
} from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { startAtPeople } from '../support/steps.ts'

let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => {
  desk.remove()
})

const { priya, olu, wall } = cast
const asks: Marks = { teams: { OT: 'ask' } }
const marks = (...ids: string[]) => new Map(ids.map((id) => [id, asks]))
const today = { huddle: 'today' }
const start = (raised = marks('kamla-stay', 'neville-stay'), here = ['priya']) =>
  startAtPeople(desk, priya, today, raised, here)
const item = (steering: Steering, id: string): AgendaItem | undefined =>
  steering.agenda.find((one) => one.episode === id)
/** Takes somebody offline with Tom, as the screens do. */
const park: typeof noChange = (on, who, { huddle: id, from }) =>
  parkPerson(on, who, { huddle: id, from, owner: 'tom', action: `offline-${from}` }, (tx, at, asked) =>
    agreeIn(tx, at, olu, asked),
  )
const raisedOf = ({ agenda }: Steering) =>
  agenda.filter(({ section }) => section === 'raised').map((one) => one.episode)

describe('the open huddle', () => {
  test('is the one not closed', () => {
    expect(openHuddle(desk.storage, desk.clock)).toMatchObject({ id: 'today', date: '2026-11-23' })
  })

  test('is made when there is none: today before the meeting, else the next working day', () => {
    for (const [now, date] of [
      ['2026-11-27T09:00:00Z', '2026-11-27'],
      ['2026-11-27T10:00:00Z', '2026-11-30'],
    ] as const) {
      const fresh = emptyDesk(now)
      const made = openHuddle(fresh.storage, fresh.clock)
      expect(made).toMatchObject({ date, state: 'preparing', epoch: 1 })
      expect(openHuddle(fresh.storage, fresh.clock).id).toBe(made.id)
      fresh.remove()
    }
  })

  test('moves to today when its day went by unheld, and stays when it runs over midnight', () => {
    desk.clock.setTo('2026-11-25T08:00:00Z')
    expect(openHuddle(desk.storage, desk.clock)).toMatchObject({ id: 'today', date: '2026-11-25' })
    desk.clock.setTo('2026-11-28T08:00:00Z')
    expect(openHuddle(desk.storage, desk.clock).date).toBe('2026-11-30')
    desk.storage.update(huddle).set({ state: 'live' }).where(eq(huddle.id, 'today')).run()
    desk.clock.setTo('2026-12-03T08:00:00Z')
    expect(openHuddle(desk.storage, desk.clock).date).toBe('2026-11-30')
  })
})

describe('preparing', () => {
  test('builds the agenda from the marks as they are, in the order of the script', () => {
    addPerson(
      desk,
      { id: 'new', surname: 'Newton' },
      { arrivedAt: '2026-11-21T10:00:00.000Z', start: '2026-11-24' },
    )
    addPerson(desk, { id: 'gone', surname: 'Gone' }, { state: 'ended' })
    addAction(desk, { episode: 'dot-stay', huddle: 'huddle-2026-11-20', due: '2026-11-20' })
    const steering = readSteering(desk.storage, 'today', ['priya', 'wall'], marks('kamla-stay'))
    expect(steering).toMatchObject({ state: 'preparing', current: null, chair: null, startedAt: null })
    expect(steering.agenda.map(({ episode: id, section }) => [id, section])).toEqual([
      ['dot-stay', 'promises'],
      ['new-stay', 'new'],
      ['kamla-stay', 'raised'],
      ['neville-stay', 'rest'],
    ])
    expect(steering.attendance).toEqual([{ id: 'priya', name: 'Priya Shah', team: 'OT', here: true }])
    expect(raisedOf(readSteering(desk.storage, 'today'))).toEqual([])
  })

  test('asks the database as often for many people as for few', async () => {
    const few = await countQueries(desk, () => readSteering(desk.storage, 'today', ['priya']))
    for (let n = 0; n < 110; n++) addPerson(desk, { id: `p${String(n)}`, surname: 'Many' })
    expect(await countQueries(desk, () => readSteering(desk.storage, 'today', ['priya']))).toBe(few)
    expect(few).toBeLessThanOrEqual(13)
  })
})

describe('starting', () => {
  test('makes whoever starts the chair, writes the agenda down, and the people begin with the first', async () => {
    const steering = await start()
    const [first] = raisedOf(steering)
    expect(steering).toMatchObject({
      ...{ state: 'live', current: first, currentSince: '2026-11-23T09:20:00.000Z' },
      chair: { id: 'priya', name: 'Priya Shah', team: 'OT' },
    })
    expect(readSteering(desk.storage, 'today', ['priya'])).toEqual(steering)
    expect(auditTrail(desk)[0]).toBe('start huddle done')
  })

  test('happens once: the second reads that it runs', async () => {
    await start()
    await expect(startHuddle(desk, olu, today, marks())).rejects.toMatchObject({
      code: 'huddle-live-already',
    })
    await expect(startHuddle(desk, wall, today, marks())).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(startHuddle(desk, olu, { huddle: 'none' }, marks())).rejects.toMatchObject({
      code: 'not-found',
    })
    const closed = { huddle: 'huddle-2026-11-20' }
    await expect(startHuddle(desk, olu, closed, marks())).rejects.toMatchObject({ code: 'wrong-state' })
  })

  test('with nobody to talk about goes from the silent minute to the read-back', async () => {
    expect(await start(marks())).toMatchObject({ step: 'read-back', current: null, currentSince: null })
  })

  test('the chair can be taken by any colleague, not by a screen', async () => {
    await expect(takeChair(desk, olu, today)).rejects.toMatchObject({ code: 'huddle-not-live' })
    const { current } = await start()
    expect(await takeChair(desk, olu, today)).toMatchObject({ current, chair: { id: 'olu' } })
    await expect(takeChair(desk, wall, today)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

describe('taking a start back', () => {
  const raised = marks('kamla-stay', 'neville-stay')

  test('prepares the huddle again, as if it had not been started', async () => {
    await expect(cancelStart(desk, olu, today, raised)).rejects.toMatchObject({ code: 'huddle-not-live' })
    const before = readSteering(desk.storage, 'today', ['priya'], raised)
    await start(raised)
    await expect(cancelStart(desk, wall, today, raised)).rejects.toMatchObject({ code: 'not-allowed' })
    // At the people already: it is the chair’s to take back.
    await expect(cancelStart(desk, olu, today, raised)).rejects.toMatchObject({ code: 'not-chair' })
    expect(await cancelStart(desk, priya, today, raised, ['priya'])).toEqual(before)
    expect(desk.storage.select().from(attendance).where(eq(attendance.huddle, 'today')).all()).toEqual([])
    expect(auditTrail(desk)).toContain('cancel start done')
    expect(await start(raised)).toMatchObject({ state: 'live', chair: { id: 'priya' } })
  })

  test('is refused once somebody was talked about or an action was agreed', async () => {
    await start(raised)
    const agreed = addAction(desk, { episode: 'dot-stay', huddle: 'today' })
    await expect(cancelStart(desk, olu, today, raised)).rejects.toMatchObject({ code: 'wrong-state' })
    desk.storage.delete(action).where(eq(action.id, agreed)).run()
    const { current } = readSteering(desk.storage, 'today')
    await nextPerson(desk, priya, { ...today, from: current })
    await expect(cancelStart(desk, olu, today, raised)).rejects.toMatchObject({ code: 'wrong-state' })
  })
})

describe('whose turn it is', () => {
  const go = async () => {
    const steering = await start()
    const [first = '', second = ''] = raisedOf(steering)
    return { first, second }
  }

  test('next books the time, counts the person as discussed, and ends in the read-back', async () => {
    const { first, second } = await go()
    desk.clock.pass(72_900)
    const on = await nextPerson(desk, priya, { ...today, from: first })
    expect(on.current).toBe(second)
    expect(item(on, first)).toMatchObject({ outcome: 'discussed', seconds: 72 })
    desk.clock.pass(5_000)
    const end = await nextPerson(desk, priya, { ...today, from: second })
    expect(end).toMatchObject({ current: null, currentSince: null })
    expect(item(end, second)).toMatchObject({ outcome: 'discussed', seconds: 5 })
  })

  test('next pressed at once at two of the chair’s screens moves on by one', async () => {
    const { first, second } = await go()
    const both = await Promise.all(
      ['desk', 'laptop'].map(() => nextPerson(desk, priya, { ...today, from: first })),
    )
    expect(both.map(({ current }) => current)).toEqual([second, second])
    expect(item(readSteering(desk.storage, 'today'), second)?.outcome).toBeNull()
  })

  test('a command about somebody else’s turn changes nothing', async () => {
    const { first, second } = await go()
    for (const act of [nextPerson, previousPerson, noChange, park]) {
      const steering = await act(desk, priya, { ...today, from: second })
      expect(steering.current).toBe(first)
      expect(steering.agenda.every(({ outcome }) => outcome === null)).toBe(true)
    }
  })

  test('no change and park say so and move on; back changes no outcome; time adds up', async () => {
    const { first, second } = await go()
    desk.clock.pass(3_000)
    expect(item(await noChange(desk, priya, { ...today, from: first }), first)?.outcome).toBe('no change')
    const back = await previousPerson(desk, priya, { ...today, from: second })
    expect(back.current).toBe(first)
    expect(item(back, second)?.outcome).toBeNull()
    desk.clock.pass(4_000)
    const on = await nextPerson(desk, priya, { ...today, from: first })
    expect(item(on, first)).toMatchObject({ outcome: 'no change', seconds: 7 })
    const parked = await park(desk, priya, { ...today, from: second })
    expect(item(parked, second)?.outcome).toBe('parked')
    expect(parked.current).toBeNull()
    expect((await previousPerson(desk, priya, { ...today, from: null })).current).toBe(second)
  })

  test('nobody stands before the first: ← leads back to the silent minute', async () => {
    const { first } = await go()
    expect(await previousPerson(desk, priya, { ...today, from: first })).toMatchObject({
      step: 'silence',
      current: null,
    })
  })

  test('the rest are visited by name, and next then returns to whoever still waits', async () => {
    const { first, second } = await go()
    const visit = await goToPerson(desk, priya, { ...today, to: 'dot-stay' })
    expect(visit).toMatchObject({ current: 'dot-stay', suggestedSeconds: 10 })
    expect(item(visit, first)?.outcome).toBeNull()
    const on = await nextPerson(desk, priya, { ...today, from: 'dot-stay' })
    expect(item(on, 'dot-stay')?.outcome).toBe('discussed')
    expect(on.current).toBe(first)
    await goToPerson(desk, priya, { ...today, to: second })
    expect((await nextPerson(desk, priya, { ...today, from: second })).current).toBe(first)
    await expect(goToPerson(desk, priya, { ...today, to: 'nobody' })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('nobody steers before the start, and screens never', async () => {
    await expect(nextPerson(desk, priya, { ...today, from: null })).rejects.toMatchObject({
      code: 'huddle-not-live',
    })
    const { first } = await go()
    await expect(nextPerson(desk, wall, { ...today, from: first })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(goToPerson(desk, null, { ...today, to: first })).rejects.toMatchObject({
      code: 'not-signed-in',
    })
  })
})

describe('raised while it runs', () => {
  test('comes to the end of the raised people and still gets a turn', async () => {
    addPerson(desk, { id: 'new', surname: 'Newton' }, { arrivedAt: '2026-11-21T10:00:00.000Z' })
    const begun = await start(marks('kamla-stay'))
    expect(begun.current).toBe('new-stay')
    expect((await nextPerson(desk, priya, { ...today, from: 'new-stay' })).current).toBe('kamla-stay')
    expect(raiseLate(desk, 'today', 'dot-stay', { teams: {}, raised: 'fell last night' })).toBe(true)
    const steering = readSteering(desk.storage, 'today')
    expect(steering.agenda.map((one) => one.episode)).toEqual([
      'new-stay',
      'kamla-stay',
      'dot-stay',
      'neville-stay',
    ])
    expect(item(steering, 'dot-stay')).toMatchObject({ section: 'raised', reasons: ['raised'] })
    expect((await nextPerson(desk, priya, { ...today, from: 'kamla-stay' })).current).toBe('dot-stay')
  })

  test('comes behind the sections before when nobody is raised, and before those after', async () => {
    addPerson(desk, { id: 'new', surname: 'Newton' }, { arrivedAt: '2026-11-21T10:00:00.000Z' })
    addPerson(desk, { id: 'leaver', surname: 'Leaver' }, { plannedEnd: '2026-11-25' })
    await start(marks())
    raiseLate(desk, 'today', 'dot-stay', asks)
    const order = readSteering(desk.storage, 'today').agenda.map((one) => one.episode)
    expect(order.slice(0, 3)).toEqual(['new-stay', 'dot-stay', 'leaver-stay'])
  })

  test('adds its reason and clears nothing; taken back it lowers nobody', async () => {
    await start(marks('kamla-stay'))
    await noChange(desk, priya, { ...today, from: 'kamla-stay' })
    expect(raiseLate(desk, 'today', 'kamla-stay', { teams: { OT: 'ask', SW: 'see' } })).toBe(true)
    const after = readSteering(desk.storage, 'today')
    expect(item(after, 'kamla-stay')).toMatchObject({
      outcome: 'no change',
      reasons: ['OT asked', 'SW to see'],
    })
    expect(raiseLate(desk, 'today', 'kamla-stay', { teams: { OT: 'ask', SW: 'see' } })).toBe(false)
    expect(raiseLate(desk, 'today', 'kamla-stay', { teams: { OT: 'none' } })).toBe(false)
    expect(readSteering(desk.storage, 'today')).toEqual(after)
  })

  test('somebody who came after the start joins the agenda; nobody else does', async () => {
    await start(marks())
    addPerson(desk, { id: 'later', surname: 'Later' })
    expect(raiseLate(desk, 'today', 'later-stay', asks)).toBe(true)
    expect(readSteering(desk.storage, 'today').agenda[0]?.episode).toBe('later-stay')
    desk.storage.update(episode).set({ state: 'ended' }).where(eq(episode.id, 'dot-stay')).run()
    expect(raiseLate(desk, 'today', 'dot-stay', asks)).toBe(false)
    expect(raiseLate(desk, 'huddle-2026-11-20', 'kamla-stay', asks)).toBe(false)
  })
})

describe('who is in the room', () => {
  test('is kept while it runs: once each, without screens, also after they left', async () => {
    expect(attend(desk, ['tom'])).toBe(false)
    await start(marks(), ['priya', 'wall'])
    expect(attend(desk, ['tom', 'wall', 'priya'])).toBe(true)
    expect(attend(desk, ['tom'])).toBe(false)
    expect(attend(desk, ['nobody'])).toBe(false)
    const kept = desk.storage.select().from(attendance).all()
    expect(kept.map((row) => row.colleague).sort()).toEqual(['priya', 'tom'])
    expect(readSteering(desk.storage, 'today', ['priya']).attendance).toEqual([
      { id: 'tom', name: 'Tom Reed', team: 'CT', here: false },
      { id: 'priya', name: 'Priya Shah', team: 'OT', here: true },
    ])
  })
})

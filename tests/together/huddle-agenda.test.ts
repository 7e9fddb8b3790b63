import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Marks } from '#lib/reablement/marks.ts'
import { raisedInLook } from '#lib/reablement/quick-look.ts'
import { addPerson as addToAgenda, takeOffAgenda } from '#lib/server/huddles/add-person.ts'
import { agendaFacts } from '#lib/server/huddles/agenda-facts.ts'
import { closeHuddle } from '#lib/server/huddles/close-huddle.ts'
import { lookAt } from '#lib/server/huddles/look-at.ts'
import { movePerson } from '#lib/server/huddles/move-person.ts'
import { nextPerson, noChange, previousPerson } from '#lib/server/huddles/move.ts'
import { parkPerson, unpark } from '#lib/server/huddles/park-person.ts'
import { readSteering } from '#lib/server/huddles/steering.ts'
import { agreeIn } from '#lib/server/register/agree-action.ts'
import { finishAction } from '#lib/server/register/finish-action.ts'
import { undoAction } from '#lib/server/register/undo-action.ts'
import { action, agendaItem, episode } from '#lib/server/storage/schema.ts'
import {
  addAction,
  addClosedHuddle,
  addPerson,
  auditTrail,
  cast,
  smallService,
  rewritingThePast,
} from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { closeCarryingOver } from '../support/close.ts'
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
const asks: Marks = { teams: { OT: 'ask' } }
const start = (...raised: string[]) =>
  startAtPeople(desk, priya, today, new Map(raised.map((id) => [id, asks])), ['priya'])
const close = (huddle = 'today') => closeHuddle(desk, olu, { huddle }, [])
const closeCarrying = () => closeCarryingOver(desk, olu, today)
const item = (id: string, huddle = 'today') =>
  readSteering(desk.storage, huddle).agenda.find((one) => one.episode === id)
const order = () => readSteering(desk.storage, 'today').agenda.map((one) => one.episode)
const park = (from: string, wish: { owner?: string; action?: string; about?: string } = {}) =>
  parkPerson(desk, priya, { ...today, from, owner: 'tom', action: 'offline', ...wish }, (tx, at, asked) =>
    agreeIn(tx, at, olu, asked),
  )
/** Somebody nobody has looked at since the Friday before last, or since `arrived`. */
const addQuiet = (id: string, arrived = '2026-11-13') =>
  addPerson(desk, { id, surname: `Quiet${id}` }, { arrivedAt: `${arrived}T08:00:00.000Z` })

describe('what was not reached', () => {
  test('comes back by itself with its section and the day said', async () => {
    addPerson(desk, { id: 'leaver', surname: 'Leaver' }, { plannedEnd: '2026-11-26' })
    await start('kamla-stay')
    await noChange(desk, priya, { ...today, from: 'kamla-stay' })
    await nextPerson(desk, priya, { ...today, from: 'leaver-stay' })
    desk.storage.update(agendaItem).set({ outcome: null }).where(eq(agendaItem.episode, 'leaver-stay')).run()
    const { next } = await closeCarrying()
    desk.storage.update(episode).set({ plannedEnd: null }).where(eq(episode.id, 'leaver-stay')).run()
    expect(item('leaver-stay', next.huddle)).toMatchObject({
      section: 'leaving',
      reasons: ['carried over from Mon'],
    })
    // Nobody meant to come to the rest: they are not carried over.
    expect(item('dot-stay', next.huddle)).toMatchObject({ section: 'rest', reasons: [] })
    expect(agendaFacts(desk.storage).get('kamla-stay')).toMatchObject({ seenOn: '2026-11-23', carried: null })
  })
})

describe('nobody is invisible', () => {
  test('whoever was not looked at for five working days keeps the huddle from closing, by name', async () => {
    addQuiet('ann')
    addQuiet('bob', '2026-11-17')
    const { agenda } = await start()
    const quiet = agenda.filter(({ section }) => section === 'quick look')
    expect(quiet.map((one) => [one.episode, one.lookDue ?? false, one.reasons])).toEqual([
      ['ann-stay', true, ['not looked at for 6 days']],
      ['bob-stay', false, ['not looked at for 4 days']],
    ])
    await expect(closeCarrying()).rejects.toMatchObject({
      code: 'huddle-not-finished',
      detail: 'Kamla Q: a look is due today (not looked at for 6 days).',
    })
    await lookAt(desk, priya, { ...today, episode: 'ann-stay', as: 'no change' })
    const { next } = await closeCarrying()
    expect(item('ann-stay', next.huddle)).toMatchObject({ section: 'rest' })
    // Passed over on Monday, due on Tuesday, and no close by a person passes over them again.
    expect(item('bob-stay', next.huddle)).toMatchObject({ section: 'quick look', lookDue: true })
    await startAtPeople(desk, priya, { huddle: next.huddle }, new Map())
    await expect(close(next.huddle)).rejects.toMatchObject({ code: 'huddle-not-finished' })
  })

  test('a look is what a closed huddle says: discussed, no change or parked, and not a row of the rest', () => {
    const friday = 'huddle-2026-11-20'
    const rows = [
      { episode: 'kamla-stay', position: 0, section: 'raised', reasons: '[]', outcome: 'discussed' },
      { episode: 'dot-stay', position: 1, section: 'rest', reasons: '[]', outcome: 'not reached' },
    ] as const
    rewritingThePast(desk, () => {
      desk.storage
        .insert(agendaItem)
        .values(rows.map((row) => ({ ...row, huddle: friday })))
        .run()
    })
    const facts = agendaFacts(desk.storage)
    expect(facts.get('kamla-stay')).toEqual({ seenOn: '2026-11-20', carried: null, offline: null })
    expect(facts.get('dot-stay')).toEqual({ seenOn: null, carried: null, offline: null })
    expect(facts.get('neville-stay')).toBeUndefined()
  })
})

describe('the quick look', () => {
  test('is one press a person: no change, talk now, and either taken back', async () => {
    for (const id of ['ann', 'bob', 'cat']) addQuiet(id)
    const first = (await start()).current ?? ''
    const others = ['ann-stay', 'bob-stay', 'cat-stay'].filter((id) => id !== first)
    const [second = '', third = ''] = others
    // Out of turn: the turn stays.
    const looked = await lookAt(desk, priya, { ...today, episode: second, as: 'no change' })
    expect(looked.current).toBe(first)
    expect(item(second)?.outcome).toBe('no change')
    await lookAt(desk, priya, { ...today, episode: second, as: null })
    expect(item(second)?.outcome).toBeNull()

    const talking = await lookAt(desk, priya, { ...today, episode: third, as: 'now' })
    expect(talking).toMatchObject({ current: third, suggestedSeconds: 60 })
    expect(item(third)).toMatchObject({ section: 'raised', outcome: null })
    expect(item(third)?.reasons[0]).toBe(raisedInLook)
    await lookAt(desk, priya, { ...today, episode: third, as: null })
    expect(item(third)).toMatchObject({ section: 'quick look', reasons: ['not looked at for 6 days'] })

    for (const id of ['ann-stay', 'bob-stay', 'cat-stay']) {
      await lookAt(desk, priya, { ...today, episode: id, as: 'no change' })
    }
    expect(readSteering(desk.storage, 'today').current).toBeNull()
    const last = await previousPerson(desk, priya, { ...today, from: null })
    await lookAt(desk, priya, { ...today, episode: last.current ?? '', as: null })
    expect(item(last.current ?? '')?.outcome).toBeNull()
    // → passes a tile as looked at, not as discussed.
    await nextPerson(desk, priya, { ...today, from: last.current })
    expect(item(last.current ?? '')?.outcome).toBe('no change')
  })

  test('has tiles for its own people only, and takes back nothing else', async () => {
    addQuiet('ann')
    await start('kamla-stay')
    await expect(
      lookAt(desk, priya, { ...today, episode: 'kamla-stay', as: 'no change' }),
    ).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(
      lookAt(desk, wall, { ...today, episode: 'ann-stay', as: 'no change' }),
    ).rejects.toMatchObject({
      code: 'not-allowed',
    })
    const wrong = { ...today, episode: 'ann-stay', as: 'discussed' as 'now' }
    await expect(lookAt(desk, priya, wrong)).rejects.toMatchObject({ code: 'bad-input', field: 'as' })
    await lookAt(desk, priya, { ...today, episode: 'ann-stay', as: 'now' })
    await nextPerson(desk, priya, { ...today, from: 'ann-stay' })
    await lookAt(desk, priya, { ...today, episode: 'ann-stay', as: null })
    expect(item('ann-stay')).toMatchObject({ section: 'raised', outcome: 'discussed' })
  })
})

describe('taking offline', () => {
  test('gives its owner an action in the same act, and says so on every agenda until it is done', async () => {
    await start('kamla-stay')
    await park('kamla-stay', { about: 'who pays for the ramp' })
    const [row] = desk.storage.select().from(action).all()
    expect(row).toMatchObject({
      ...{
        id: 'offline',
        episode: 'kamla-stay',
        kind: 'task',
        title: 'Sort out offline: who pays for the ramp',
      },
      ...{ team: 'CT', owner: 'tom', due: '2026-11-24', state: 'agreed', agreedBy: 'olu' },
    })
    expect(auditTrail(desk).at(-1)).toBe('steer huddle done')
    expect(auditTrail(desk)).not.toContain('agree action done')
    const { next } = await close()
    expect(item('kamla-stay', next.huddle)).toMatchObject({
      section: 'raised',
      reasons: ['taken offline with Tom R'],
    })
    await finishAction(desk, tom, { action: 'offline', note: '' })
    expect(item('kamla-stay', next.huddle)).toMatchObject({ section: 'rest', reasons: [] })
  })

  test('needs an owner who works here; a refusal leaves the person where they were', async () => {
    await start('kamla-stay')
    await expect(park('kamla-stay', { owner: 'nobody' })).rejects.toMatchObject({ code: 'no-owner' })
    await expect(park('kamla-stay', { owner: 'wall' })).rejects.toMatchObject({ code: 'no-owner' })
    await expect(park('kamla-stay', { about: 'key safe 4471' })).rejects.toMatchObject({
      code: 'key-safe-code',
    })
    expect(item('kamla-stay')?.outcome).toBeNull()
    expect(desk.storage.select().from(action).all()).toEqual([])
  })

  test('of somebody whose turn is over agrees nothing', async () => {
    await start('kamla-stay', 'dot-stay')
    const { current } = readSteering(desk.storage, 'today')
    await nextPerson(desk, priya, { ...today, from: current })
    await park(current ?? '')
    expect(desk.storage.select().from(action).all()).toEqual([])
    expect(item(current ?? '')?.outcome).toBe('discussed')
  })

  test('is taken back with its action', async () => {
    await start('kamla-stay')
    await park('kamla-stay')
    await undoAction(desk, olu, { action: 'offline' }, unpark)
    expect(item('kamla-stay')?.outcome).toBeNull()
    await expect(close()).rejects.toMatchObject({ code: 'huddle-not-finished' })
  })
})

describe('adding by hand', () => {
  const add = (id: string, why = 'daughter rang') => addToAgenda(desk, tom, { ...today, episode: id, why })

  test('puts anybody of the board behind the raised people, with who and why', async () => {
    addPerson(desk, { id: 'later', surname: 'Later' })
    await start('kamla-stay')
    addPerson(desk, { id: 'latest', surname: 'Latest' })
    await add('dot-stay')
    await add('latest-stay')
    expect(order().slice(0, 3)).toEqual(['kamla-stay', 'dot-stay', 'latest-stay'])
    expect(item('dot-stay')).toMatchObject({
      ...{ section: 'raised', reasons: ['added by Tom R'] },
      added: { by: 'Tom R', why: 'daughter rang' },
    })
    await noChange(desk, priya, { ...today, from: 'kamla-stay' })
    expect(readSteering(desk.storage, 'today').current).toBe('dot-stay')
    await expect(close()).rejects.toMatchObject({ code: 'huddle-not-finished' })
    expect(auditTrail(desk)).toContain('add to agenda done')
  })

  test('keeps the turn of somebody who waits already, and is refused once they were talked about', async () => {
    await start('kamla-stay', 'dot-stay')
    const before = order()
    const [first = '', second = ''] = before
    await add(second)
    expect(order()).toEqual(before)
    expect(item(second)?.reasons).toEqual(['added by Tom R', 'OT asked'])
    await noChange(desk, priya, { ...today, from: first })
    await expect(add(first)).rejects.toMatchObject({ code: 'wrong-state' })
  })

  test('needs words, no code, a running huddle and somebody on the board', async () => {
    await expect(add('dot-stay')).rejects.toMatchObject({ code: 'huddle-not-live' })
    await start()
    await expect(add('dot-stay', '  ')).rejects.toMatchObject({ code: 'bad-input', field: 'why' })
    await expect(add('dot-stay', 'key safe 4471')).rejects.toMatchObject({ code: 'key-safe-code' })
    await expect(add('nobody-stay')).rejects.toMatchObject({ code: 'not-found' })
    desk.storage.update(episode).set({ state: 'ended' }).where(eq(episode.id, 'dot-stay')).run()
    await expect(add('dot-stay')).rejects.toMatchObject({ code: 'not-found' })
    await expect(
      addToAgenda(desk, wall, { ...today, episode: 'kamla-stay', why: 'please' }),
    ).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('is taken back while nothing has come of it', async () => {
    await start('kamla-stay')
    await add('dot-stay')
    await takeOffAgenda(desk, tom, { ...today, episode: 'dot-stay' })
    expect(item('dot-stay')).toMatchObject({ section: 'rest', reasons: [] })
    expect(item('dot-stay')?.added).toBeUndefined()
    await expect(takeOffAgenda(desk, tom, { ...today, episode: 'dot-stay' })).rejects.toMatchObject({
      code: 'wrong-state',
    })
    await add('kamla-stay')
    await expect(takeOffAgenda(desk, tom, { ...today, episode: 'kamla-stay' })).rejects.toMatchObject({
      code: 'wrong-state',
    })
  })
})

describe('moving somebody on the agenda', () => {
  test('puts them before somebody, or behind everybody who waits', async () => {
    addPerson(desk, { id: 'leaver', surname: 'Leaver' }, { plannedEnd: '2026-11-25' })
    await start('kamla-stay', 'dot-stay')
    const [first = '', second = ''] = order()
    await movePerson(desk, priya, { ...today, episode: 'leaver-stay', before: second })
    expect(order()).toEqual([first, 'leaver-stay', second, 'neville-stay'])
    expect(item('leaver-stay')?.section).toBe('leaving')
    // Whoever has the turn is left without an outcome, and comes again.
    const later = await movePerson(desk, priya, { ...today, episode: first, before: null })
    expect(order()).toEqual(['leaver-stay', second, first, 'neville-stay'])
    expect(later.current).toBe('leaver-stay')
    expect(item(first)?.outcome).toBeNull()
  })

  test('moves nobody without a turn, nor before such', async () => {
    await start('kamla-stay')
    const move = (id: string, before: string | null) =>
      movePerson(desk, priya, { ...today, episode: id, before })
    await expect(move('dot-stay', null)).rejects.toMatchObject({ code: 'not-found', field: 'episode' })
    await expect(move('kamla-stay', 'nobody')).rejects.toMatchObject({ code: 'not-found', field: 'before' })
    expect((await move('kamla-stay', null)).current).toBe('kamla-stay')
  })
})

describe('what past huddles took', () => {
  test('is what the next is expected to take', async () => {
    for (const date of ['2026-11-13', '2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19']) {
      const huddle = addClosedHuddle(desk, date)
      const rows = (['kamla-stay', 'dot-stay'] as const).map((id, position) => ({
        ...({
          huddle,
          episode: id,
          position,
          section: 'raised',
          reasons: '[]',
          outcome: 'discussed',
        } as const),
        seconds: 70 + position * 20,
      }))
      rewritingThePast(desk, () => desk.storage.insert(agendaItem).values(rows).run())
    }
    expect(readSteering(desk.storage, 'today').paces).toMatchObject({ raised: 80, new: 60, leaving: 25 })
  })
})

test('an action declined since the last huddle is a promise to talk about, once', () => {
  const declined = { episode: 'dot-stay', huddle: 'huddle-2026-11-20', state: 'declined' } as const
  addAction(desk, { ...declined, endedAt: '2026-11-20T15:00:00.000Z' })
  expect(item('dot-stay')).toMatchObject({ section: 'promises', reasons: ['declined action'] })
  desk.storage.update(action).set({ endedAt: '2026-11-20T09:00:00.000Z' }).run()
  expect(item('dot-stay')).toMatchObject({ section: 'rest' })
})

test('what is there since before the huddle and was not shown is a reason; until it is shown', () => {
  const there = { episode: 'dot-stay', huddle: 'huddle-2026-11-20', state: 'delivered' } as const
  addAction(desk, { ...there, kind: 'equipment', due: '2026-11-27', deliveredOn: '2026-11-20' })
  expect(item('dot-stay')).toMatchObject({ section: 'promises', reasons: ['delivered, not shown'] })
  desk.storage.update(action).set({ deliveredOn: '2026-11-23' }).run()
  expect(item('dot-stay')).toMatchObject({ section: 'rest' })
  desk.storage.update(action).set({ deliveredOn: '2026-11-20', state: 'shown' }).run()
  expect(item('dot-stay')).toMatchObject({ section: 'rest' })
})

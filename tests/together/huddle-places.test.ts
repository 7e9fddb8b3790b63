import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Colleague } from '#lib/reablement/colleague.ts'
import type { Marks } from '#lib/reablement/marks.ts'
import { batchOf, isAtTiles } from '#lib/reablement/quick-look.ts'
import { addPerson as addToAgenda, takeOffAgenda } from '#lib/server/huddles/add-person.ts'
import { carryOver } from '#lib/server/huddles/carry-over.ts'
import { closeHuddle } from '#lib/server/huddles/close-huddle.ts'
import { lookAt } from '#lib/server/huddles/look-at.ts'
import { goToPerson, nextPerson, noChange, previousPerson } from '#lib/server/huddles/move.ts'
import { raiseEverybodyLate, raiseLate } from '#lib/server/huddles/raise-late.ts'
import { readRecord } from '#lib/server/huddles/read-record.ts'
import { readSteering } from '#lib/server/huddles/steering.ts'
import { huddleNote } from '#lib/server/storage/schema.ts'
import { addPerson, auditTrail, cast, rewritingThePast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { startAtPeople } from '../support/steps.ts'

/** Where people stand on a running agenda, and how they come back to where they stood. */
let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => {
  desk.remove()
})

const { priya, olu, tom, mia, wall } = cast
const today = { huddle: 'today' }
const asks: Marks = { teams: { OT: 'ask' } }
const start = (...raised: string[]) =>
  startAtPeople(desk, priya, today, new Map(raised.map((id) => [id, asks])), ['priya'])
const standing = () => readSteering(desk.storage, 'today')
const item = (id: string) => standing().agenda.find((one) => one.episode === id)
/** Quiet for four days: a tile, and no look is due. */
const addQuiet = (id: string, arrived = '2026-11-17') =>
  addPerson(desk, { id, surname: `Quiet${id}` }, { arrivedAt: `${arrived}T08:00:00.000Z` })

describe('at the tiles of the quick look', () => {
  const tiles = () => batchOf(standing().agenda, standing().current)?.tiles.map(({ episode }) => episode)

  test('a mark leaves every tile its letter and the room at the tiles; the ask stands on the tile', async () => {
    for (const id of ['ann', 'bob', 'cat']) addQuiet(id)
    const { current } = await start()
    const before = tiles()
    expect(before).toHaveLength(3)
    // Also of whoever has the turn: the room is not thrown out of the tiles.
    for (const id of before ?? []) expect(raiseLate(desk, 'today', id, asks)).toBe(true)
    expect(tiles()).toEqual(before)
    expect(isAtTiles(standing().agenda, standing().current)).toBe(true)
    expect(item(current ?? '')).toMatchObject({
      ...{ section: 'quick look', reasons: ['OT asked', 'not looked at for 4 days'] },
    })
    // Said once, it is not said again, by the mark or at a restart.
    expect(raiseLate(desk, 'today', current ?? '', asks)).toBe(false)
    raiseEverybodyLate(desk, 'today', () => new Map(before?.map((id) => [id, asks])))
    expect(tiles()).toEqual(before)
    // Somebody without a tile is raised as ever.
    raiseLate(desk, 'today', 'dot-stay', asks)
    expect(item('dot-stay')?.section).toBe('raised')
    expect(tiles()).toEqual(before)
  })

  test('before them, a mark raises as ever', async () => {
    addQuiet('ann')
    await start('kamla-stay')
    raiseLate(desk, 'today', 'ann-stay', asks)
    expect(item('ann-stay')?.section).toBe('raised')
  })

  test('“talk now” taken back leaves on the tile what a team asked meanwhile', async () => {
    for (const id of ['ann', 'bob']) addQuiet(id)
    await start()
    await lookAt(desk, priya, { ...today, episode: 'bob-stay', as: 'now' })
    raiseLate(desk, 'today', 'bob-stay', asks)
    await lookAt(desk, priya, { ...today, episode: 'bob-stay', as: null })
    expect(item('bob-stay')?.reasons).toEqual(['OT asked', 'not looked at for 4 days'])
    expect(tiles()).toContain('bob-stay')
    await noChange(desk, priya, { ...today, from: 'ann-stay' })
    const refused = closeHuddle(desk, priya, today, [])
    await expect(refused).rejects.toMatchObject({ detail: expect.stringContaining('OT asked') as string })
  })
})

describe('taking back an addition by hand', () => {
  const add = (id: string, who: Colleague = tom) =>
    addToAgenda(desk, who, { ...today, episode: id, why: 'daughter rang' })
  const takeOff = (id: string) => takeOffAgenda(desk, tom, { ...today, episode: id })

  test('puts somebody of the rest back there with the reason they had, so that they hold no close', async () => {
    rewritingThePast(desk, () => {
      const row = { huddle: 'huddle-2026-11-20', episode: 'dot-stay', text: '', teams: '{}', authors: '[]' }
      desk.storage
        .insert(huddleNote)
        .values({ ...row, how: 'concern' })
        .run()
    })
    await start('kamla-stay')
    expect(item('dot-stay')).toMatchObject({ section: 'rest', reasons: ['concern last time'] })
    await add('dot-stay')
    expect(item('dot-stay')?.section).toBe('raised')
    await takeOff('dot-stay')
    expect(item('dot-stay')).toMatchObject({ section: 'rest', reasons: ['concern last time'] })
    expect(standing().agenda.map(({ section }) => section)).toEqual(['raised', 'rest', 'rest'])
    await noChange(desk, priya, { ...today, from: 'kamla-stay' })
    await closeHuddle(desk, priya, today, [])
  })

  test('leaves whoever had a turn in its place, and whoever a team asks for by now raised', async () => {
    addPerson(desk, { id: 'leaver', surname: 'Leaver' }, { plannedEnd: '2026-11-25' })
    await start('kamla-stay')
    const before = standing().agenda
    await add('leaver-stay')
    await takeOff('leaver-stay')
    expect(standing().agenda).toEqual(before)
    await add('dot-stay')
    raiseLate(desk, 'today', 'dot-stay', asks)
    await takeOff('dot-stay')
    expect(item('dot-stay')).toMatchObject({ section: 'raised', reasons: ['OT asked'] })
  })

  test('of two additions leaves neither’s words', async () => {
    await start('kamla-stay')
    await add('dot-stay')
    await add('dot-stay', olu)
    await takeOff('dot-stay')
    expect(item('dot-stay')).toMatchObject({ section: 'rest', reasons: [] })
  })
})

describe('← from a visit to somebody who has no turn', () => {
  test('leads to whoever was reached last, not to the last turn', async () => {
    for (const id of ['ann', 'bob', 'cat']) addPerson(desk, { id, surname: id }, { plannedEnd: '2026-11-25' })
    const { current } = await start('kamla-stay')
    const second = (await nextPerson(desk, priya, { ...today, from: current })).current
    await goToPerson(desk, priya, { ...today, to: 'dot-stay' })
    await goToPerson(desk, priya, { ...today, to: 'neville-stay' })
    const back = await previousPerson(desk, priya, { ...today, from: 'neville-stay' })
    expect(back.current).toBe(second)
  })

  test('before any turn leads to the first that is open', async () => {
    const { agenda } = await startAtPeople(desk, priya, today, new Map(), ['priya'])
    expect(agenda.every(({ section }) => section === 'rest')).toBe(true)
    await goToPerson(desk, priya, { ...today, to: 'dot-stay' })
    raiseLate(desk, 'today', 'kamla-stay', asks)
    raiseLate(desk, 'today', 'neville-stay', asks)
    const back = await previousPerson(desk, priya, { ...today, from: 'dot-stay' })
    expect(back.current).toBe('kamla-stay')
  })
})

describe('carrying over whom the meeting did not reach', () => {
  const carry = (who: Colleague = olu, back = false) => carryOver(desk, who, { ...today, back })

  test('says “not reached” of everybody listed but whoever is on the screen, and of nobody a look is due for', async () => {
    addPerson(desk, { id: 'leaver', surname: 'Leaver' }, { plannedEnd: '2026-11-25' })
    addQuiet('bob')
    addQuiet('due', '2026-11-13')
    const { current } = await start('kamla-stay', 'dot-stay')
    const other = current === 'kamla-stay' ? 'dot-stay' : 'kamla-stay'
    await carry()
    const outcomes = Object.fromEntries(standing().agenda.map(({ episode, outcome }) => [episode, outcome]))
    expect(outcomes).toEqual({
      ...{ [current ?? '']: 'discussed', [other]: 'not reached', 'leaver-stay': 'not reached' },
      ...{ 'bob-stay': 'not reached', 'due-stay': null, 'neville-stay': null },
    })
    const due = closeHuddle(desk, olu, today, [])
    await expect(due).rejects.toMatchObject({
      detail: expect.stringMatching(/^Kamla Q: a look is due/) as string,
    })
    await lookAt(desk, priya, { ...today, episode: 'due-stay', as: 'no change' })
    const { next } = await closeHuddle(desk, olu, today, [])
    const tomorrow = readSteering(desk.storage, next.huddle).agenda
    expect(tomorrow.find(({ episode }) => episode === other)?.reasons).toEqual(['carried over from Mon'])
    const { figures } = await readRecord(desk, mia, '2026-11-23')
    expect(figures).toMatchObject({ listed: 5, reached: 2, carriedOver: 3 })
    expect(auditTrail(desk)).toContain('carry over done')
  })

  test('is taken back, and undone by reaching them after all', async () => {
    addPerson(desk, { id: 'leaver', surname: 'Leaver' }, { plannedEnd: '2026-11-25' })
    await start('kamla-stay')
    await carry()
    expect(item('leaver-stay')?.outcome).toBe('not reached')
    await carry(olu, true)
    expect(item('leaver-stay')?.outcome).toBeNull()
    await carry()
    await goToPerson(desk, priya, { ...today, to: 'leaver-stay' })
    await nextPerson(desk, priya, { ...today, from: 'leaver-stay' })
    expect(item('leaver-stay')?.outcome).toBe('discussed')
  })

  test('is for anybody who may close, while it runs, and not for a screen', async () => {
    await expect(carry()).rejects.toMatchObject({ code: 'huddle-not-live' })
    await start('kamla-stay')
    await expect(carry(wall)).rejects.toMatchObject({ code: 'not-allowed' })
    const wrong = carryOver(desk, olu, { ...today, back: 'yes' as unknown as boolean })
    await expect(wrong).rejects.toMatchObject({ code: 'bad-input', field: 'back' })
  })
})

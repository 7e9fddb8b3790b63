import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readBoard } from '#lib/server/board/read-board.ts'
import { sayHospital } from '#lib/server/episodes/hospital-stay.ts'
import { addPerson as addToAgenda } from '#lib/server/huddles/add-person.ts'
import { agendaFacts, agendaPeople, lastClosed } from '#lib/server/huddles/agenda-facts.ts'
import { goToPerson, noChange } from '#lib/server/huddles/move.ts'
import { readSteering } from '#lib/server/huddles/steering.ts'
import { declineAction } from '#lib/server/register/decline-action.ts'
import { escalateAction } from '#lib/server/register/escalate-action.ts'
import { reAssignAction } from '#lib/server/register/re-assign-action.ts'
import { settleAction } from '#lib/server/register/settle-action.ts'
import { readRecord } from '#lib/server/huddles/read-record.ts'
import { personChip } from '#lib/server/storage/chip-schema.ts'
import { episode } from '#lib/server/storage/schema.ts'
import { addAction, addPerson, auditTrail, cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { closeCarryingOver } from '../support/close.ts'
import { startAtPeople } from '../support/steps.ts'

/** What happens between the start of a huddle, when its agenda is written down, and its close. */
let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => {
  desk.remove()
})

const { priya, tom } = cast
const today = { huddle: 'today' }
const start = () => startAtPeople(desk, priya, today, new Map(), ['priya', 'tom'])
const pass = () => {
  desk.clock.pass(60_000)
}
const close = async () => (await closeCarryingOver(desk, priya, today)).next.huddle
const item = (id: string, huddle: string) =>
  readSteering(desk.storage, huddle).agenda.find((one) => one.episode === id)
const decline = (id: string) => declineAction(desk, tom, { action: id, reason: 'no capacity', words: '' })
const agreed = (id: string, episode = 'dot-stay') =>
  addAction(desk, { id, episode, huddle: 'huddle-2026-11-20', team: 'CT', due: '2026-11-25' })

describe('an action declined while the huddle runs', () => {
  test('is a promise to the next one, and puts its person on the agenda', async () => {
    agreed('slot')
    await start()
    pass()
    await decline('slot')
    pass()
    const next = await close()
    expect(item('dot-stay', next)).toMatchObject({ section: 'promises', reasons: ['declined action'] })
    desk.clock.setTo('2026-11-24T09:30:00.000Z')
    const tuesday = { huddle: next }
    const { promises } = await startAtPeople(desk, priya, tuesday, new Map(), ['priya'])
    expect(promises).toEqual(['slot'])
  })

  test('is none when that huddle answered or settled it', async () => {
    for (const id of ['settled', 'given', 'raised', 'left']) agreed(id)
    await start()
    pass()
    for (const id of ['settled', 'given', 'raised', 'left']) await decline(id)
    pass()
    await settleAction(desk, priya, { action: 'settled' })
    await reAssignAction(desk, priya, { action: 'given', team: 'OT', owner: null })
    await escalateAction(desk, priya, { action: 'raised' })
    pass()
    const next = await close()
    expect(item('dot-stay', next)?.reasons).toEqual(['declined action'])
    desk.clock.setTo('2026-11-24T09:30:00.000Z')
    await startAtPeople(desk, priya, { huddle: next }, new Map(), ['priya'])
    expect(readSteering(desk.storage, next).promises).toEqual(['left'])
  })

  test('settled before the next huddle, it puts nobody on the agenda', async () => {
    agreed('slot')
    desk.clock.setTo('2026-11-23T09:21:00.000Z')
    await decline('slot')
    expect(item('dot-stay', 'today')?.reasons).toEqual(['declined action'])
    await settleAction(desk, priya, { action: 'slot' })
    expect(item('dot-stay', 'today')).toMatchObject({ section: 'rest', reasons: [] })
  })
})

describe('somebody who arrives while the huddle runs', () => {
  const arrive = (id: string) =>
    addPerson(desk, { id, surname: `Newton${id}` }, { arrivedAt: desk.clock().toISOString() })

  test('is new to the next one, on its agenda and on the board; whom this one looked at is not', async () => {
    await start()
    pass()
    arrive('late')
    arrive('seen')
    pass()
    await addToAgenda(desk, priya, { ...today, episode: 'seen-stay', why: 'came just now' })
    const people = readSteering(desk.storage, 'today').agenda
    expect(people.map(({ episode }) => episode)).not.toContain('late-stay')
    while (readSteering(desk.storage, 'today').current) {
      await noChange(desk, priya, { ...today, from: readSteering(desk.storage, 'today').current ?? '' })
    }
    await goToPerson(desk, priya, { ...today, to: 'seen-stay' })
    await noChange(desk, priya, { ...today, from: 'seen-stay' })
    const next = await close()
    expect(item('late-stay', next)).toMatchObject({ section: 'new', reasons: ['new'] })
    expect(item('seen-stay', next)?.reasons).not.toContain('new')
    const { rows } = await readBoard(desk, priya, new Map(), agendaFacts(desk.storage))
    const news = rows.filter(({ isNew }) => isNew).map(({ episode }) => episode)
    expect(news).toEqual(['late-stay'])
    const facts = agendaPeople(desk.storage, '2026-11-24', new Map(), lastClosed(desk.storage))
    expect(facts.filter(({ isNew }) => isNew).map(({ episode }) => episode)).toEqual(['late-stay'])
  })
})

describe('a hospital stay', () => {
  const say = (away: boolean) => sayHospital(desk, tom, { episode: 'dot-stay', away })
  const stay = () => desk.storage.select().from(episode).where(eq(episode.id, 'dot-stay')).get()
  const row = async () =>
    (await readBoard(desk, priya, new Map())).rows.find((one) => one.episode === 'dot-stay')

  test('said between huddles is heard by the next one, on board and agenda alike, and back again', async () => {
    await start()
    const next = await close()
    desk.clock.setTo('2026-11-23T14:00:00.000Z')
    await say(true)
    await say(true)
    expect(stay()).toMatchObject({ state: 'paused', hospitalAt: '2026-11-23T14:00:00.000Z' })
    expect((await row())?.flags).toContain('in hospital since Mon 23 Nov')
    expect((await row())?.agenda.hospital).toBe('gone to hospital')
    expect(item('dot-stay', next)).toMatchObject({ section: 'raised', reasons: ['gone to hospital'] })
    desk.clock.setTo('2026-11-23T15:00:00.000Z')
    await say(false)
    expect(stay()).toMatchObject({ state: 'active' })
    expect(item('dot-stay', next)).toMatchObject({ section: 'raised', reasons: ['back from hospital'] })
    expect(auditTrail(desk).filter((line) => line.startsWith('say hospital stay'))).toHaveLength(3)
  })

  test('said in a huddle is its chip, is no news to the next, and is taken back by the other', async () => {
    await start()
    await goToPerson(desk, priya, { ...today, to: 'dot-stay' })
    await say(true)
    const chips = () => desk.storage.select().from(personChip).all()
    expect(chips()).toMatchObject([
      { kind: 'hospital', words: 'Gone to hospital', colleague: 'tom', was: null },
    ])
    await say(false)
    expect(chips()).toEqual([])
    expect(stay()).toMatchObject({ state: 'active', hospitalAt: null })
    await say(true)
    pass()
    const next = await close()
    expect(item('dot-stay', next)?.reasons).not.toContain('gone to hospital')
    const record = await readRecord(desk, priya, '2026-11-23')
    const dot = record.people.find((one) => one.episode === 'dot-stay')
    expect(dot?.chips.map(({ words }) => words)).toEqual(['Gone to hospital'])
  })

  test('is refused of nobody, and to a screen', async () => {
    await expect(sayHospital(desk, tom, { episode: 'nobody', away: true })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(sayHospital(desk, cast.wall, { episode: 'dot-stay', away: true })).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readBoard } from '#lib/server/board/read-board.ts'
import { addPerson as addToAgenda } from '#lib/server/huddles/add-person.ts'
import { agendaFacts, agendaPeople, lastClosed } from '#lib/server/huddles/agenda-facts.ts'
import { goToPerson, noChange } from '#lib/server/huddles/move.ts'
import { readSteering } from '#lib/server/huddles/steering.ts'
import { declineAction } from '#lib/server/register/decline-action.ts'
import { escalateAction } from '#lib/server/register/escalate-action.ts'
import { reAssignAction } from '#lib/server/register/re-assign-action.ts'
import { settleAction } from '#lib/server/register/settle-action.ts'
import { addAction, addPerson, cast, smallService } from '../support/builders.ts'
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

import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AttendanceWord, Steering } from '#lib/reablement/huddle.ts'
import type { Marks } from '#lib/reablement/marks.ts'
import { attend } from '#lib/server/huddles/attend.ts'
import { closeHuddle } from '#lib/server/huddles/close-huddle.ts'
import { nextPerson } from '#lib/server/huddles/move.ts'
import { readRecord } from '#lib/server/huddles/read-record.ts'
import { sayHere } from '#lib/server/huddles/say-here.ts'
import { readSteering } from '#lib/server/huddles/steering.ts'
import { acceptAction } from '#lib/server/register/accept-action.ts'
import { agreeAction } from '#lib/server/register/agree-action.ts'
import { declineAction } from '#lib/server/register/decline-action.ts'
import { readTeamList } from '#lib/server/register/team-list.ts'
import { huddleFigures } from '#lib/server/storage/record-schema.ts'
import { cast, rewritingThePast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { startAtPeople } from '../support/steps.ts'

let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => {
  desk.remove()
})

const { priya, tom } = cast
const today = { huddle: 'today' }
const asks = (team: string): Marks => ({ teams: { [team]: 'ask' } })
const both = new Map([
  ['kamla-stay', asks('OT')],
  ['dot-stay', asks('CT')],
])
const standing = (huddle = 'today') => readSteering(desk.storage, huddle)
const of = (id: string, { attendance }: Steering) => attendance.find((one) => one.id === id)
const waitsFor = (id: string) => standing().agenda.find(({ episode }) => episode === id)?.waitsFor
/** A second passes, so that the order of things is the order they happen in. */
const say = (colleague: string, mode: AttendanceWord | null) => {
  desk.clock.pass(1_000)
  return sayHere(desk, priya, { ...today, colleague, mode })
}
const agree = (title: string, team = 'CT') => {
  desk.clock.pass(1_000)
  const what = { id: randomUUID(), episode: 'kamla-stay', kind: 'task', title, quantity: 1 } as const
  return agreeAction(desk, priya, { ...what, team, owner: null, due: '2026-11-25' })
}

describe('somebody who leaves early', () => {
  test('was there, as they said, and is not there any more until that is taken back', async () => {
    await startAtPeople(desk, priya, today, both, ['priya'])
    await say('tom', 'remote')
    expect(waitsFor('dot-stay')).toBeUndefined()
    const left = of('tom', await say('tom', 'left'))
    expect(left).toMatchObject({ mode: 'remote', left: desk.clock().toISOString() })
    // Their team is missing from here on: what it alone asks for waits.
    expect(waitsFor('dot-stay')).toBe('CT')
    expect(of('tom', await say('tom', 'left'))).toEqual(left)
    expect(of('tom', await say('tom', null))).toMatchObject({ mode: 'remote' })
    expect(of('tom', standing())).not.toHaveProperty('left')
    expect(waitsFor('dot-stay')).toBeUndefined()
    await say('tom', 'left')
    expect(of('tom', await say('tom', 'room'))).toMatchObject({ mode: 'room' })
    expect(of('tom', standing())).not.toHaveProperty('left')
  })

  test('has been here before: nobody else can leave', async () => {
    await startAtPeople(desk, priya, today, both, ['priya'])
    await expect(say('tom', 'left')).rejects.toMatchObject({ code: 'wrong-state', field: 'colleague' })
    expect(of('tom', standing())).toBeUndefined()
    attend(desk, ['tom'])
    expect(of('tom', await say('tom', 'left'))).toHaveProperty('left')
  })
})

describe('what is asked of a team that is not there', () => {
  test('is plain on its list and counted, until the team answers; what it was there for, or was prepared, is not', async () => {
    await agree('before the start')
    desk.clock.pass(1_000)
    await startAtPeople(desk, priya, today, new Map(), ['priya'])
    const first = await agree('before they came')
    const second = await agree('another')
    await agree('of a team that is there', 'OT')
    await say('tom', 'room')
    await agree('while they were there')
    await say('tom', 'left')
    await agree('after they left')
    expect(standing().missed).toEqual({ CT: 3 })
    const missed = async () => {
      const { open } = await readTeamList(desk, tom, 'CT')
      return open.filter((row) => row.missed && row.state === 'agreed').map(({ title }) => title)
    }
    expect(await missed()).toEqual(['before they came', 'another', 'after they left'])

    await acceptAction(desk, tom, { action: first.id })
    await declineAction(desk, tom, { action: second.id, reason: 'no capacity', words: '' })
    expect(standing().missed).toEqual({ CT: 1 })

    // It waits on when the huddle is over, and is counted at the next.
    await closeHuddle(desk, priya, today, [])
    expect(await missed()).toEqual(['after they left'])
    desk.clock.setTo('2026-11-24T09:30:00.000Z')
    const { open } = await readTeamList(desk, tom, 'CT')
    expect(open.find(({ missed: is }) => is)?.huddle).toBe('2026-11-23')
  })

  test('so are the people it asked to talk about, until a huddle comes to them', async () => {
    await startAtPeople(desk, priya, today, new Map([['dot-stay', asks('CT')]]), ['priya'])
    expect((await readTeamList(desk, tom, 'CT')).asks).toEqual([])
    const { next } = await closeHuddle(desk, priya, today, [])
    const dot = { episode: 'dot-stay', person: 'Dot Evans', reference: 'RB27002', since: '2026-11-23' }
    expect((await readTeamList(desk, tom, 'CT')).asks).toEqual([dot])
    expect((await readTeamList(desk, tom, 'OT')).asks).toEqual([])
    desk.clock.setTo('2026-11-24T09:30:00.000Z')
    const { current } = await startAtPeople(desk, priya, { huddle: next.huddle }, new Map(), ['priya', 'tom'])
    expect(current).toBe('dot-stay')
    expect(standing(next.huddle).missed).toEqual({})
    await nextPerson(desk, priya, { huddle: next.huddle, from: current })
    expect((await readTeamList(desk, tom, 'CT')).asks).toEqual([])
    await closeHuddle(desk, priya, { huddle: next.huddle }, [])
    expect((await readTeamList(desk, tom, 'CT')).asks).toEqual([])
  })
})

describe('the record', () => {
  test('keeps how many were in the room and remote, late and gone early too, and which teams were missing', async () => {
    await startAtPeople(desk, priya, today, new Map(), ['priya'])
    await say('priya', 'room')
    await say('tom', 'remote')
    await say('tom', 'left')
    attend(desk, ['olu'])
    await closeHuddle(desk, priya, today, [])
    const { figures, missing, there } = await readRecord(desk, priya, '2026-11-23')
    expect(figures).toMatchObject({ there: 3, teamsThere: 2, inRoom: 1, remote: 1 })
    expect(figures?.teamsMissing).toEqual(['MA', 'SW', 'NT', 'RP'])
    expect(missing).toContain('Minor adaptations')
    expect(there.at(-1)?.names[0]).toMatch(/^Tom Reed \(remote, left \d\d:\d\d\)$/)
  })

  test('from before these were kept is readable, and says nothing of them', async () => {
    await startAtPeople(desk, priya, today, new Map(), ['priya'])
    await closeHuddle(desk, priya, today, [])
    rewritingThePast(desk, () => {
      desk.storage.update(huddleFigures).set({ inRoom: null, remote: null, teamsMissing: null }).run()
    })
    const { figures, missing } = await readRecord(desk, priya, '2026-11-23')
    expect(figures).toMatchObject({ there: 1, inRoom: null, remote: null, teamsMissing: null })
    expect(missing).toBeNull()
  })
})

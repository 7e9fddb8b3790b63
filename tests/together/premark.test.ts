import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setTeamMark } from '#lib/page/marks.ts'
import type { HuddleStep, Steering } from '#lib/reablement/huddle.ts'
import type { Marks } from '#lib/reablement/marks.ts'
import { readMarks, marksOf } from '#lib/page/marks.ts'
import { sayProgress, teamsProgress } from '#lib/reablement/premark.ts'
import { cancelStart } from '#lib/server/huddles/cancel-start.ts'
import { closeHuddle } from '#lib/server/huddles/close-huddle.ts'
import { nextPerson } from '#lib/server/huddles/move.ts'
import { nothingForTheRest, notDoneAfterAll } from '#lib/server/huddles/nothing-for-the-rest.ts'
import { startHuddle } from '#lib/server/huddles/start-huddle.ts'
import { readSteering } from '#lib/server/huddles/steering.ts'
import { audit } from '#lib/server/storage/ledger-schema.ts'
import { teamDone } from '#lib/server/storage/premark-schema.ts'
import { auditTrail, cast, countQueries, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { Perch } from '../support/perch.ts'
import { SignedIn, command } from '../support/signed-in.ts'
import { eventually } from '../support/eventually.ts'

const { priya, olu, tom, mia, wall } = cast
const none = new Map<string, Marks>()

async function toStep(desk: TestDesk, wanted: HuddleStep): Promise<void> {
  for (;;) {
    const { step } = readSteering(desk.storage, 'today')
    if (step === wanted || step === null) return
    await nextPerson(desk, priya, { huddle: 'today', from: null, step })
  }
}

describe('nothing from us for all the rest', () => {
  let desk: TestDesk
  beforeEach(() => {
    desk = smallService()
  })
  afterEach(() => {
    desk.remove()
  })
  const ofOT = { huddle: 'today', team: 'OT' }
  const said = (who: Parameters<typeof nothingForTheRest>[1], input = ofOT, marks = none) =>
    nothingForTheRest(desk, who, input, marks)
  const standing = () => readSteering(desk.storage, 'today')
  const done = { team: 'OT', by: 'Priya S', at: '2026-11-23T09:20:00.000Z' }

  test('is a team’s own: who said it first stands, with an audit row and no mark', async () => {
    expect((await said(priya)).teamsDone).toEqual([done])
    desk.clock.pass(5_000)
    expect((await said(olu)).teamsDone).toEqual([done])
    expect(auditTrail(desk)).toEqual(['nothing for the rest done', 'nothing for the rest done'])
    expect(desk.storage.select().from(audit).all()[0]).toMatchObject({
      ...{ thing: 'team', thingId: 'OT', colleague: 'priya', detail: '{"huddle":"today"}' },
    })
    expect(standing().agenda.every(({ section }) => section === 'rest')).toBe(true)
  })

  test('is refused for another team, but not to those who lead; never to a screen', async () => {
    for (const act of [nothingForTheRest, notDoneAfterAll]) {
      await expect(act(desk, tom, ofOT, none)).rejects.toMatchObject({ code: 'not-allowed' })
      await expect(act(desk, wall, { huddle: 'today', team: 'RP' }, none)).rejects.toMatchObject({
        code: 'not-allowed',
      })
    }
    expect(standing().teamsDone).toEqual([])
    expect((await said(mia)).teamsDone).toMatchObject([{ team: 'OT', by: 'Mia G' }])
    expect(auditTrail(desk)).toContain('nothing for the rest not-allowed')
  })

  test('in the silent minute the chair says it for a team that is silent, by name; before and after it nobody else’s chair does', async () => {
    const ofCT = { huddle: 'today', team: 'CT' }
    await startHuddle(desk, priya, { huddle: 'today' }, none)
    await expect(said(priya, ofCT)).rejects.toMatchObject({ code: 'not-allowed' })
    await toStep(desk, 'silence')
    await expect(said(tom, { huddle: 'today', team: 'RP' })).rejects.toMatchObject({ code: 'not-allowed' })
    expect((await said(priya, ofCT)).teamsDone).toMatchObject([{ team: 'CT', by: 'Priya S' }])
    expect((await notDoneAfterAll(desk, priya, ofCT, none)).teamsDone).toEqual([])
    await said(priya, ofCT)
    // The team has the last word about itself.
    expect((await notDoneAfterAll(desk, tom, ofCT, none)).teamsDone).toEqual([])
    await nextPerson(desk, priya, { huddle: 'today', from: null, step: 'silence' })
    await expect(said(priya, ofCT)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(auditTrail(desk)).toContain('nothing for the rest not-allowed')
  })

  test('is taken back by anybody of the team, and said again', async () => {
    await said(priya)
    expect((await notDoneAfterAll(desk, olu, ofOT, none)).teamsDone).toEqual([])
    expect((await notDoneAfterAll(desk, olu, ofOT, none)).teamsDone).toEqual([])
    expect((await said(olu)).teamsDone).toMatchObject([{ by: 'Olu A' }])
  })

  test('names a huddle and a team there are, and a huddle that is not closed', async () => {
    await expect(said(priya, { huddle: 'none', team: 'OT' })).rejects.toMatchObject({ code: 'not-found' })
    const unknown = { huddle: 'today', team: 'ZZ' }
    await expect(said(mia, unknown)).rejects.toMatchObject({ code: 'not-found', field: 'team' })
    const wrong = { huddle: 'today', team: 'therapy' }
    await expect(said(priya, wrong)).rejects.toMatchObject({ code: 'bad-input', field: 'team' })
    const friday = { huddle: 'huddle-2026-11-20', team: 'OT' }
    await expect(said(priya, friday)).rejects.toMatchObject({ code: 'page-sealed' })
  })

  test('a later mark of the team counts as ever', async () => {
    await said(priya)
    const marks = new Map<string, Marks>([['dot-stay', { teams: { OT: 'ask' } }]])
    const steering = readSteering(desk.storage, 'today', [], marks)
    expect(steering.agenda[0]).toMatchObject({ episode: 'dot-stay', reasons: ['OT asked'] })
    expect(steering.teamsDone).toEqual([done])
  })

  test('holds while the huddle runs and when its start is taken back; the next begins with nobody done', async () => {
    await said(priya)
    desk.clock.pass(1_000)
    await startHuddle(desk, priya, { huddle: 'today' }, none)
    expect((await said(tom, { huddle: 'today', team: 'CT' })).teamsDone).toMatchObject([
      { team: 'OT' },
      { team: 'CT' },
    ])
    await cancelStart(desk, priya, { huddle: 'today' }, none)
    expect(standing().teamsDone).toHaveLength(2)
    await startHuddle(desk, priya, { huddle: 'today' }, none)
    const { next } = await closeHuddle(desk, priya, { huddle: 'today' }, [])
    expect(readSteering(desk.storage, next.huddle).teamsDone).toEqual([])
    expect(desk.storage.select().from(teamDone).all()).toHaveLength(2)
  })

  test('costs the steering no query more', async () => {
    const before = await countQueries(desk, standing)
    await said(priya)
    expect(await countQueries(desk, standing)).toBe(before)
  })
})

describe('teams that mark at once', () => {
  let perch: Perch
  beforeAll(async () => {
    perch = await Perch.start()
  })
  afterAll(async () => {
    await perch.remove()
  })

  test('are seen by a third and in the room; a late mark wins', async () => {
    const [priyaIn, deeIn, imranIn] = await Promise.all(
      ['priya.shah', 'dee.kaur', 'imran.qureshi'].map((one) => SignedIn.as(perch, `${one}@perch.example`)),
    )
    if (!priyaIn || !deeIn || !imranIn) throw new Error('not signed in')
    const [hers, dees, his] = [await priyaIn.page(), await deeIn.page(), await imranIn.page()]
    const [atOT, atCT, third] = [await priyaIn.live(), await deeIn.live(), await imranIn.live()]
    const room = await (await deeIn.pairsScreen()).shown()
    const { huddle, agenda } = third.hello.steering
    const everybody = agenda.map(({ episode }) => episode)
    let steering: Steering = third.hello.steering
    third.socket.on('notice', ({ news }: (typeof third.notices)[number]) => {
      if (news.kind === 'steering') steering = news.steering
    })
    const onHisScreen = (team: string) => {
      const marks = everybody.map((episode) => readMarks(marksOf(his.doc, episode).entries()))
      const [progress] = teamsProgress([team], marks, steering.teamsDone)
      return progress && sayProgress(progress)
    }
    const inTheRoom = (team: string) => {
      const { stage } = room.views.at(-1) ?? {}
      if (stage?.kind !== 'waiting') return stage?.kind
      const line = stage.teams.find((one) => one.team === team)
      return line && sayProgress(line)
    }

    const markedBy = (team: string) =>
      everybody.filter((episode) => readMarks(marksOf(his.doc, episode).entries()).teams[team])

    const before = { OT: markedBy('OT').length, CT: markedBy('CT').length }
    const free = everybody.filter((one) => !markedBy('OT').includes(one) && !markedBy('CT').includes(one))
    for (const episode of free.slice(0, 5)) setTeamMark(hers.doc, episode, 'OT', 'none')
    for (const episode of free.slice(0, 3)) setTeamMark(dees.doc, episode, 'CT', 'see')
    const left = { OT: `${String(108 - before.OT)} left`, CT: `${String(110 - before.CT)} left` }
    await eventually(() => {
      expect([onHisScreen('OT'), onHisScreen('CT')]).toEqual([left.OT, left.CT])
      expect([inTheRoom('OT'), inTheRoom('CT')]).toEqual([left.OT, left.CT])
    })

    const refused = await command(atCT.socket, 'nothing for the rest', { huddle, team: 'OT' })
    expect(refused).toMatchObject({ ok: false, problem: { code: 'not-allowed' } })
    expect(await command(atOT.socket, 'nothing for the rest', { huddle, team: 'OT' })).toMatchObject({
      ok: true,
      value: { state: 'preparing', teamsDone: [{ team: 'OT', by: 'Priya S' }] },
    })
    await eventually(() => {
      expect([onHisScreen('OT'), onHisScreen('CT')]).toEqual(['✓', left.CT])
      expect([inTheRoom('OT'), inTheRoom('CT')]).toEqual(['✓', left.CT])
    })
    // It moves the meeting nowhere: a screen that rests stays dark.
    expect(room.views.at(-1)?.movedAt).toBe(room.views[0]?.movedAt)
    // No mark was made of it, and what is marked now counts.
    expect(markedBy('OT')).toHaveLength(before.OT + 5)
    const late = free[20] ?? ''
    setTeamMark(hers.doc, late, 'OT', 'ask')
    await eventually(() => {
      expect(steering.agenda.find(({ episode }) => episode === late)?.reasons).toContain('OT asked')
    })
    expect(onHisScreen('OT')).toBe('✓')

    await command(atOT.socket, 'not done after all', { huddle, team: 'OT' })
    await eventually(() => {
      expect(onHisScreen('OT')).toBe(`${String(107 - before.OT)} left`)
      expect(inTheRoom('OT')).toBe(`${String(107 - before.OT)} left`)
    })
    for (const { socket } of [atOT, atCT, third, room]) socket.disconnect()
    for (const page of [hers, dees, his]) page.provider.destroy()
  })
})

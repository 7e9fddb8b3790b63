import { eq } from 'drizzle-orm'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import pino from 'pino'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Colleague } from '#lib/reablement/colleague.ts'
import type { Steering } from '#lib/reablement/huddle.ts'
import { cookieName } from '#lib/server/access/cookie.ts'
import { hashPassword } from '#lib/server/access/password.ts'
import { Sessions } from '#lib/server/access/sessions.ts'
import { suspendColleague } from '#lib/server/access/suspend-colleague.ts'
import { cancelStart } from '#lib/server/huddles/cancel-start.ts'
import { askAfter } from '#lib/server/huddles/chair-watch.ts'
import { lookAt } from '#lib/server/huddles/look-at.ts'
import { movePerson } from '#lib/server/huddles/move-person.ts'
import { goToPerson, nextPerson, noChange, previousPerson } from '#lib/server/huddles/move.ts'
import { parkPerson } from '#lib/server/huddles/park-person.ts'
import { pauseHuddle, resumeHuddle } from '#lib/server/huddles/pause.ts'
import { readSteering } from '#lib/server/huddles/steering.ts'
import { takeChair } from '#lib/server/huddles/take-chair.ts'
import { Live } from '#lib/server/live.ts'
import { colleague, huddle } from '#lib/server/storage/schema.ts'
import { events, noticesPath } from '#lib/wire/notices.ts'
import type { Hello, Notice } from '#lib/wire/notices.ts'
import { auditTrail, cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { startAtPeople } from '../support/steps.ts'
import { eventually } from '../support/eventually.ts'

let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => {
  desk.remove()
})

const { priya, olu, tom, ada, wall } = cast
const today = { huddle: 'today' }
const raised = new Map(['kamla-stay', 'neville-stay'].map((id) => [id, { teams: { OT: 'ask' as const } }]))
const start = () => startAtPeople(desk, priya, today, raised, ['priya'])
const standing = () => readSteering(desk.storage, 'today')

type Steers = (who: Colleague, from: string) => Promise<Steering>
const steeringActs: [string, Steers][] = [
  ['next', (who, from) => nextPerson(desk, who, { ...today, from })],
  ['previous', (who, from) => previousPerson(desk, who, { ...today, from })],
  ['no change', (who, from) => noChange(desk, who, { ...today, from })],
  [
    'park',
    (who, from) =>
      parkPerson(desk, who, { ...today, from, owner: 'tom', action: 'offline' }, () => undefined),
  ],
  ['look at', (who, episode) => lookAt(desk, who, { ...today, episode, as: 'no change' })],
  ['move', (who, episode) => movePerson(desk, who, { ...today, episode, before: null })],
  ['go to', (who) => goToPerson(desk, who, { ...today, to: 'dot-stay' })],
  ['pause', (who) => pauseHuddle(desk, who, today)],
  ['resume', (who) => resumeHuddle(desk, who, today)],
]

describe('one chair', () => {
  test.each(steeringActs)('%s by anybody else is refused in words, and changes nothing', async (_, act) => {
    const { current } = await start()
    const before = standing()
    desk.clock.pass(5_000)
    await expect(act(olu, current ?? '')).rejects.toMatchObject({
      code: 'not-chair',
      message: 'Only the chair moves the meeting. Take the chair first, or ask them. Priya S chairs.',
    })
    expect(standing()).toEqual(before)
    expect(auditTrail(desk).at(-1)).toBe('steer huddle not-chair')
    await expect(act(wall, current ?? '')).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('is taken by any colleague, who then steers; whoever had it does no more', async () => {
    const { current } = await start()
    expect(await takeChair(desk, olu, today)).toMatchObject({ current, chair: { id: 'olu' } })
    expect(auditTrail(desk).at(-1)).toBe('take chair done')
    await expect(nextPerson(desk, priya, { ...today, from: current })).rejects.toMatchObject({
      code: 'not-chair',
    })
    expect((await nextPerson(desk, olu, { ...today, from: current })).current).not.toBe(current)
  })

  test('taken by two at once is one’s', async () => {
    const { current } = await start()
    await Promise.all([takeChair(desk, olu, today), takeChair(desk, tom, today)])
    const chair = standing().chair?.id
    const steers = await Promise.allSettled(
      [olu, tom].map((who) => noChange(desk, who, { ...today, from: current ?? '' })),
    )
    expect(steers.map(({ status }) => status)).toEqual(
      ['olu', 'tom'].map((id) => (id === chair ? 'fulfilled' : 'rejected')),
    )
  })

  test('nobody has is anybody’s', async () => {
    const { current } = await start()
    desk.storage.update(huddle).set({ chair: null }).where(eq(huddle.id, 'today')).run()
    expect((await nextPerson(desk, olu, { ...today, from: current })).current).not.toBe(current)
  })
})

describe('a pause', () => {
  test('stops both clocks; the record of the person has no second of it', async () => {
    const { current } = await start()
    const first = current ?? ''
    desk.clock.pass(20_000)
    await pauseHuddle(desk, priya, today)
    desk.clock.pass(100_000)
    expect(await pauseHuddle(desk, priya, today)).toMatchObject({ pausedAt: '2026-11-23T09:20:20.000Z' })
    desk.clock.pass(200_000)
    expect(await resumeHuddle(desk, priya, today)).toMatchObject({
      ...{ current: first, pausedAt: null, pausedSeconds: 300 },
      currentSince: '2026-11-23T09:25:00.000Z',
    })
    desk.clock.pass(7_000)
    const on = await nextPerson(desk, priya, { ...today, from: first })
    expect(on.agenda.find(({ episode }) => episode === first)?.seconds).toBe(27)
  })

  test('goes on while the chair looks round: nobody’s clock runs, and theirs begins with the huddle’s', async () => {
    const { current } = await start()
    const first = current ?? ''
    desk.clock.pass(10_000)
    await pauseHuddle(desk, priya, today)
    desk.clock.pass(60_000)
    const moved = await nextPerson(desk, priya, { ...today, from: first })
    desk.clock.pass(60_000)
    await resumeHuddle(desk, priya, today)
    desk.clock.pass(4_000)
    const end = await nextPerson(desk, priya, { ...today, from: moved.current })
    const seconds = (id: string | null) => end.agenda.find(({ episode }) => episode === id)?.seconds
    expect([seconds(first), seconds(moved.current)]).toEqual([10, 4])
  })

  test('that is none ends without a trace', async () => {
    const begun = await start()
    desk.clock.pass(5_000)
    expect(await resumeHuddle(desk, priya, today, ['priya'])).toEqual(begun)
  })

  test('is gone when the start is taken back', async () => {
    const begun = await start()
    await pauseHuddle(desk, priya, today)
    desk.clock.pass(60_000)
    await cancelStart(desk, priya, today, raised)
    expect(standing()).toMatchObject({ state: 'preparing', pausedAt: null, pausedSeconds: 0 })
    expect(await start()).toMatchObject({ current: begun.current, pausedAt: null, pausedSeconds: 0 })
  })
})

describe('a chair whose connection is gone', () => {
  let live: Live
  let server: Server
  let sessions: Sessions
  /** What waits for time to pass. */
  let waiting: { milliseconds: number; work: () => void }[]
  const open: Socket[] = []

  beforeEach(async () => {
    waiting = []
    sessions = new Sessions(desk)
    const after = (milliseconds: number, work: () => void) => {
      const one = { milliseconds, work }
      waiting.push(one)
      return () => {
        waiting = waiting.filter((other) => other !== one)
      }
    }
    live = new Live({ desk, sessions, log: pino({ level: 'silent' }), after })
    server = createServer()
    live.attach(server, 'refuse')
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const passwordHash = await hashPassword('a long password')
    desk.storage.update(colleague).set({ passwordHash }).run()
  })
  afterEach(async () => {
    for (const socket of open.splice(0)) socket.disconnect()
    await live.close()
    server.closeAllConnections()
    server.close()
  })

  /** A screen of theirs: what it was told last of where the huddle stands. */
  async function screenOf(who: Colleague) {
    const { token } = await sessions.signIn(`${who.id}@example.org`, 'a long password', '127.0.0.1')
    const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
    const cookie = `${cookieName(false)}=${token}`
    const socket = io(address, {
      ...{ path: noticesPath, transports: ['websocket'], forceNew: true },
      extraHeaders: { cookie, origin: address },
    })
    open.push(socket)
    const screen = { socket, steering: undefined as Steering | undefined }
    socket.on(events.hello, ({ steering }: Hello) => (screen.steering = steering))
    socket.on(events.notice, ({ news }: Notice) => {
      if (news.kind === 'steering') screen.steering = news.steering
    })
    await eventually(() => {
      expect(screen.steering).toBeDefined()
      expect(live.notices.here).toContain(who.id)
    })
    return screen
  }
  const missed = () =>
    eventually(() => {
      expect(waiting).toHaveLength(1)
    })
  const timeIsUp = () => {
    const [due] = waiting.splice(0)
    expect(due?.milliseconds).toBe(askAfter)
    desk.clock.pass(askAfter)
    due?.work()
  }

  test('is asked after on every colleague’s screen, and the question goes when they are back', async () => {
    const [hers, his] = [await screenOf(priya), await screenOf(tom)]
    await live.serve({ kind: 'start huddle', input: today }, priya)
    const gone = desk.clock().toISOString()
    hers.socket.disconnect()
    await missed()
    expect(his.steering?.chairAwaySince).toBeNull()
    timeIsUp()
    await eventually(() => {
      expect(his.steering).toMatchObject({ chairAwaySince: gone, chair: { id: 'priya' } })
    })
    const late = await screenOf(olu)
    expect(late.steering).toMatchObject({ chairAwaySince: gone, chair: { id: 'priya' } })
    const back = await screenOf(priya)
    for (const screen of [his, late, back]) {
      await eventually(() => {
        expect(screen.steering).toMatchObject({ chairAwaySince: null, chair: { id: 'priya' } })
      })
    }
  })

  test('is asked after no more when somebody takes the chair', async () => {
    const [hers, his] = [await screenOf(priya), await screenOf(tom)]
    await live.serve({ kind: 'start huddle', input: today }, priya)
    hers.socket.disconnect()
    await missed()
    timeIsUp()
    await live.serve({ kind: 'take chair', input: today }, tom)
    await eventually(() => {
      expect(his.steering).toMatchObject({ chairAwaySince: null, chair: { id: 'tom' } })
    })
  })

  test('is asked after at once when their access was taken away', async () => {
    const [, his] = [await screenOf(priya), await screenOf(tom)]
    await live.serve({ kind: 'start huddle', input: today }, priya)
    await suspendColleague(desk, sessions, ada, { colleague: 'priya' })
    await eventually(() => {
      expect(his.steering?.chairAwaySince).not.toBeNull()
    })
    expect(await takeChair(desk, tom, today)).toMatchObject({ chair: { id: 'tom' } })
  })
})

import Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import pino from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { setTeamMark } from '#lib/page/marks.ts'
import { cookieName } from '#lib/server/access/cookie.ts'
import { hashPassword } from '#lib/server/access/password.ts'
import { Sessions } from '#lib/server/access/sessions.ts'
import { attend } from '#lib/server/huddles/attend.ts'
import { Live } from '#lib/server/live.ts'
import { huddle } from '#lib/server/storage/schema.ts'
import { errorShown } from '#lib/server/service.ts'
import { messageKinds } from '#lib/wire/page-messages.ts'
import { addColleague, addHuddle, addPerson, cast, emptyDesk } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { eventually } from '../support/eventually.ts'

let desk: TestDesk
let live: Live
let sessions: Sessions
let server: Server
let port: number

beforeEach(async () => {
  desk = emptyDesk()
  addPerson(desk, { id: 'kamla', surname: 'Chauhan' })
  addHuddle(desk, { state: 'live', startedAt: '2026-11-23T09:20:00.000Z' })
  sessions = new Sessions(desk)
  live = new Live({ desk, sessions, log: pino({ level: 'silent' }) })
  server = createServer()
  live.attach(server, 'refuse')
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterEach(async () => {
  await live.close()
  server.closeAllConnections()
  server.close()
  desk.remove()
})

async function onThePage(): Promise<WebsocketProvider> {
  addColleague(desk, { ...cast.priya, passwordHash: await hashPassword('a long password') })
  const { token } = await sessions.signIn('priya@example.org', 'a long password', '127.0.0.1')
  const session = sessions.find(token)
  if (!session) throw new Error('not signed in')
  const { client, huddle, epoch } = await live.pageAddress(session)
  const doc = new Y.Doc()
  doc.clientID = client
  const headers = { cookie: `${cookieName(false)}=${token}`, origin: `http://127.0.0.1:${String(port)}` }
  class Signed extends WebSocket {
    constructor(url: string) {
      super(url, { headers })
    }
  }
  const provider = new WebsocketProvider(
    `ws://127.0.0.1:${String(port)}/page`,
    `${huddle}/${String(epoch)}`,
    doc,
    {
      disableBc: true,
      params: { client: String(client) },
      WebSocketPolyfill: Signed as unknown as typeof globalThis.WebSocket,
    },
  )
  provider.messageHandlers[messageKinds.saved] = () => undefined
  await eventually(() => {
    expect(provider.synced).toBe(true)
  })
  return provider
}

test('a person raised while another process holds the database is on the agenda once it lets go', async () => {
  const provider = await onThePage()
  const nightly = new Database(desk.storage.$client.name)
  const tell = live.notices.tell.bind(live.notices)
  vi.spyOn(live.notices, 'tell').mockImplementation((news) => {
    tell(news)
    if (news.kind === 'mark') nightly.exec('BEGIN IMMEDIATE')
  })
  setTeamMark(provider.doc, 'kamla-stay', 'OT', 'ask')
  await eventually(() => {
    expect(nightly.inTransaction).toBe(true)
  })
  await new Promise((done) => setTimeout(done, 200))
  nightly.exec('COMMIT')
  nightly.close()
  await eventually(() => {
    expect(live.steering().agenda).toMatchObject([{ episode: 'kamla-stay', section: 'raised' }])
  })
  provider.destroy()
})

test('a person raised when the disk had no room for the agenda is on it once there is room', async () => {
  const provider = await onThePage()
  const { $client } = desk.storage
  $client.exec(`CREATE TABLE filler (bytes BLOB);
    CREATE TRIGGER much BEFORE INSERT ON agenda_item BEGIN INSERT INTO filler VALUES (zeroblob(100000)); END`)
  const failed = vi.spyOn(desk.storage, 'transaction')
  const tell = live.notices.tell.bind(live.notices)
  const told = vi.spyOn(live.notices, 'tell').mockImplementation((news) => {
    tell(news)
    if (news.kind !== 'mark') return
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    $client.pragma(`max_page_count = ${String($client.pragma('page_count', { simple: true }))}`)
    failed.mockClear()
  })
  try {
    setTeamMark(provider.doc, 'kamla-stay', 'OT', 'ask')
    while (failed.mock.results.length === 0) await new Promise((done) => setImmediate(done))
    expect(told.mock.calls.map(([{ kind }]) => kind)).toEqual(['mark'])
    expect(failed.mock.results[0]?.value).toMatchObject({ code: 'SQLITE_FULL' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(live.steering().agenda).toEqual([])
    $client.pragma('max_page_count = 100000')
    await vi.advanceTimersByTimeAsync(6_000)
    expect(live.steering().agenda).toMatchObject([{ episode: 'kamla-stay', section: 'raised' }])
  } finally {
    vi.useRealTimers()
    provider.destroy()
  }
})

/** Raised on the page, and the process was gone before the agenda knew. */
async function raisedUnheard(): Promise<void> {
  const to = (state: 'preparing' | 'live') =>
    desk.storage.update(huddle).set({ state }).where(eq(huddle.id, 'today')).run()
  const provider = await onThePage()
  to('preparing')
  setTeamMark(provider.doc, 'kamla-stay', 'OT', 'ask')
  await eventually(() => {
    expect(live.rooms.marks('today').size).toBe(1)
  })
  provider.destroy()
  to('live')
  // Somebody of OT is there, or its ask would wait for them.
  attend(desk, ['priya'])
}

test('a huddle does not close over somebody raised in the last moment', async () => {
  await raisedUnheard()
  const closing = live.serve({ kind: 'close huddle', input: { huddle: 'today' } }, cast.priya)
  await expect(closing).rejects.toMatchObject({ code: 'huddle-not-finished' })
  expect(live.steering().agenda).toMatchObject([{ episode: 'kamla-stay', section: 'raised' }])
})

test('after a restart in the middle of a huddle, everybody raised on its page is on the agenda', async () => {
  await raisedUnheard()
  const next = new Live({ desk, sessions, log: pino({ level: 'silent' }) })
  next.attach(createServer(), 'refuse')
  expect(next.steering().agenda).toMatchObject([{ episode: 'kamla-stay', section: 'raised' }])
  await next.close()
})

test.each(['/live', '/liveliness', '/elsewhere'])(
  'an upgrade on %s, which nobody answers, is ended',
  async (path) => {
    const socket = connect(port, '127.0.0.1')
    const ended = new Promise((done) => socket.once('close', done))
    socket.on('error', () => undefined)
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    )
    await ended
  },
)

test('an applied file is told with the agenda it makes', () => {
  const told = vi.spyOn(live.notices, 'tell')
  live.caseloadChanged()
  expect(told.mock.calls.map(([news]) => news.kind)).toEqual(['caseload', 'steering'])
})

test('the log says what failed and where, and nothing anybody typed', () => {
  const cause = Object.assign(new RangeError('Kamla Chauhan fell'), { code: 'SQLITE_BUSY' })
  const shown = errorShown(new TypeError('Kamla Chauhan, 7 Invented Street', { cause }))
  expect(shown).toMatchObject({ kind: 'TypeError', cause: { kind: 'RangeError', code: 'SQLITE_BUSY' } })
  expect(JSON.stringify(shown)).toContain('live-trouble.test.ts')
  expect(JSON.stringify(shown)).not.toMatch(/Kamla|Invented/)
  expect(errorShown('Kamla')).toEqual({ kind: 'string' })
})

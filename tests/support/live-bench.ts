import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { expect, vi } from 'vitest'
import type { Colleague } from '#lib/reablement/colleague.ts'
import type { Steering } from '#lib/reablement/huddle.ts'
import { sameOrigin } from '#lib/server/access/origin.ts'
import type { Session } from '#lib/server/access/sessions.ts'
import { Notices } from '#lib/server/notices/notices.ts'
import type { NoticesParts } from '#lib/server/notices/notices.ts'
import type { Answer, Command } from '#lib/wire/commands.ts'
import type { Hello, Here, News, Notice, Since, View } from '#lib/wire/notices.ts'
import { cast, testClock } from './builders.ts'
import { eventually } from './eventually.ts'
import { patience } from './patience.ts'

/** One open screen and all it heard. */
export interface Screen {
  socket: Socket
  hello: Hello | undefined
  notices: Notice[]
  here: Here[]
  views: View[]
  ended: number | undefined
  /** Every event that arrived, by name. */
  heard: string[]
}

export const steering = {
  huddle: 'today',
  state: 'preparing',
  agenda: [],
  attendance: [],
  missed: {},
} as unknown as Steering

export const view = { version: 1, service: 'City reablement' } as unknown as View

/** Notices on a real server with standard clients; acts and sessions are made up. Sessions: `s-priya`, `s-tom`, `s-wall`. */
export class LiveBench {
  readonly clock = testClock()
  readonly sessions = new Map<string, Colleague>([
    ['s-priya', cast.priya],
    ['s-tom', cast.tom],
    ['s-wall', cast.wall],
  ])
  readonly touched = vi.fn<(session: string) => void>()
  readonly here = vi.fn<(colleagues: string[]) => void>()
  readonly looked = vi.fn<(who: Colleague) => Promise<void>>(async () => undefined)
  readonly told = vi.fn<(news: News) => void>()
  readonly warned = vi.fn<(facts: object, words: string) => void>()
  readonly server: Server = createServer((_request, response) => response.end('page'))
  serve: (command: Command, who: Colleague) => Promise<unknown> = async (command) => command.kind
  notices = new Notices(this.parts())
  address = ''
  readonly #open: Socket[] = []

  async start(): Promise<void> {
    this.notices.attach(this.server)
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done))
    this.address = `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`
  }

  async stop(): Promise<void> {
    for (const socket of this.#open.splice(0)) socket.disconnect()
    this.notices.close()
    this.server.closeAllConnections()
    await new Promise((done) => this.server.close(done))
  }

  parts(): NoticesParts {
    const session = (id: string): Session | null => {
      const colleague = this.sessions.get(id)
      return colleague ? { id, colleague, endsAt: '' } : null
    }
    return {
      ...{ version: 1, sameOrigin, clock: this.clock, sessionById: session, log: { warn: this.warned } },
      ...{ onTouch: this.touched, onHere: this.here, steering: () => steering },
      ...{ onScreen: this.looked, view: () => view, onTold: this.told },
      sessionOf: (cookies) => session(cookies?.replace('perch=', '') ?? ''),
      serve: (command, who) => this.serve(command, who),
    }
  }

  /** Another one in place of the present. */
  replace(more: Partial<NoticesParts> = {}): void {
    this.notices.close()
    this.notices = new Notices({ ...this.parts(), ...more })
    this.notices.attach(this.server)
  }

  /** A standard client, as a browser makes one. */
  connect(session: string | null, since: Since = {}, headers: Record<string, string> = {}): Screen {
    const cookie = session ? { cookie: `perch=${session}` } : undefined
    const extraHeaders = { origin: this.address, ...cookie, ...headers }
    const how = { path: '/live', transports: ['websocket'], forceNew: true }
    const socket = io(this.address, { ...how, auth: since, extraHeaders })
    this.#open.push(socket)
    const nothing = { hello: undefined, ended: undefined, notices: [], here: [], views: [], heard: [] }
    const screen: Screen = { socket, ...nothing }
    socket.onAny((event: string) => screen.heard.push(event))
    socket.on('hello', (hello: Hello) => (screen.hello = hello))
    socket.on('notice', (notice: Notice) => screen.notices.push(notice))
    socket.on('here', (list: Here[]) => (screen.here = list))
    socket.on('view', (shown: View) => screen.views.push(shown))
    socket.on('ended', (code: number) => (screen.ended = code))
    return screen
  }

  /** A shared screen, once it shows something. */
  async shown(session = 's-wall'): Promise<Screen> {
    const screen = this.connect(session)
    await eventually(() => {
      expect(screen.views).toHaveLength(1)
    })
    return screen
  }

  /** The same, once it has been told all it is told on connecting. */
  async greeted(session: string, since: Since = {}): Promise<Screen> {
    const screen = this.connect(session, since)
    await eventually(() => {
      expect(screen.heard).toContain('here')
    })
    return screen
  }
}

export const ask = (screen: Screen, sent: unknown) =>
  screen.socket.timeout(patience).emitWithAck('command', sent) as Promise<Answer>
export const kindsHeard = (screen: Screen) => screen.notices.map(({ news }) => news.kind)

/** Waits until the screen was told that its session has ended, and let go. */
export async function cutOff(screen: Screen): Promise<void> {
  await eventually(() => {
    expect(screen.socket.connected).toBe(false)
    expect(screen.ended).toBe(4401)
  })
}

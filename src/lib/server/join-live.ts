import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import type { Steering } from '../reablement/huddle.ts'
import type { Marks, MarkStamp } from '../reablement/marks.ts'
import { protocolVersion } from '../wire/notices.ts'
import type { PageAddress } from '../wire/page-messages.ts'
import { listTeams } from './access/colleagues.ts'
import { tokenIn } from './access/cookie.ts'
import { sameOrigin } from './access/origin.ts'
import type { Session, Sessions } from './access/sessions.ts'
import { attend } from './huddles/attend.ts'
import { openHuddle } from './huddles/open-huddle.ts'
import { raiseLate } from './huddles/raise-late.ts'
import { readSteering } from './huddles/steering.ts'
import { Notices } from './notices/notices.ts'
import { Rooms } from './rooms/rooms.ts'
import { serveCommands } from './serve-commands.ts'
import type { Desk } from './storage/desk.ts'

/** Pre-marks are told to open huddle views together, this often, in milliseconds. */
const premarksEvery = 2_000
/** How often another process's writes (the nightly import) are looked for, in milliseconds. */
const foreignWritesEvery = 2_000

/** Where everything live is right now: open screens, open pages, the huddle's steering. */
export type Live = ReturnType<typeof joinLive>

/** Builds the rooms and the notices and joins them: what happens on one is told on the other, in this order. */
export function joinLive(desk: Desk, sessions: Sessions, log: Logger) {
  const short = new Map(listTeams(desk.storage).map((team) => [team.code, team.short]))
  const rooms: Rooms = new Rooms({
    desk,
    session: (id) => sessions.get(id),
    teamShort: (code) => short.get(code) ?? code,
    log,
    onMark: (huddle, stamp) => {
      marked(huddle, stamp)
    },
    onTouch: (id) => {
      sessions.touch(id)
    },
  })
  const notices: Notices = new Notices({
    version: protocolVersion,
    sessionOf: (cookies) => sessionOf(sessions, cookies),
    sessionById: (id) => sessions.get(id),
    clock: desk.clock,
    steering: () => steering(),
    serve: (command, who) => serve(command, who),
    sameOrigin,
    onTouch: (id) => {
      sessions.touch(id)
    },
    onHere: (colleagues) => {
      if (attend(desk, colleagues)) tellSteering()
    },
    log,
  })
  const serve = serveCommands({ desk, rooms, notices })
  let premarks: NodeJS.Timeout | undefined
  const foreign = watchForeignWrites(desk, () => {
    notices.tell({ kind: 'caseload' })
  })

  sessions.onEnded((id) => {
    rooms.cutOff(id)
    notices.cutOff(id)
  })

  function marksOn(huddle: string): Map<string, Marks> {
    try {
      return rooms.marks(huddle)
    } catch (error) {
      // A damaged page must not take the agenda with it: it is built from what SQL knows.
      log.error({ huddle, error }, 'marks could not be read')
      return new Map()
    }
  }

  function steering(): Steering {
    const { id, state } = openHuddle(desk.storage, desk.clock)
    return readSteering(desk.storage, id, notices.here, state === 'preparing' ? marksOn(id) : new Map())
  }

  function tellSteering(): void {
    notices.tell({ kind: 'steering', steering: steering() })
  }

  function marked(huddle: string, stamp: MarkStamp): void {
    notices.tell({ kind: 'mark', huddle, stamp })
    const { state } = openHuddle(desk.storage, desk.clock)
    if (state === 'preparing') premarks ??= setTimeout(tellPremarks, premarksEvery)
    else
      setImmediate(() => {
        raisedWhileLive(huddle, stamp.episode)
      })
  }

  function tellPremarks(): void {
    premarks = undefined
    tellSteering()
  }

  function raisedWhileLive(huddle: string, episode: string): void {
    const marks = marksOn(huddle).get(episode)
    if (marks && raiseLate(desk, huddle, episode, marks)) tellSteering()
  }

  return {
    rooms,
    notices,
    serve,
    steering,
    pageAddress: (session: Session): PageAddress =>
      rooms.address(session, openHuddle(desk.storage, desk.clock)),
    attach: (server: Server, others: 'refuse' | 'leave') => {
      notices.attach(server)
      server.on('upgrade', (request, socket: Duplex, head) => {
        upgrade(request, socket, head, others)
      })
    },
    close: async () => {
      clearInterval(foreign)
      clearTimeout(premarks)
      notices.close()
      await rooms.close()
    },
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, others: 'refuse' | 'leave'): void {
    socket.on('error', () => {
      socket.destroy()
    })
    const path = request.url ?? ''
    if (path.startsWith('/live')) return
    if (!path.startsWith('/page/')) {
      if (others === 'refuse') socket.destroy()
      return
    }
    if (!sameOrigin(request)) socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
    else rooms.upgrade(request, socket, head, sessionOf(sessions, request.headers.cookie))
  }
}

function sessionOf(sessions: Sessions, cookies: string | undefined): Session | null {
  return sessions.find(tokenIn(cookies, true) ?? tokenIn(cookies, false))
}

/** Calls back when another process has written to the database since the last look. */
function watchForeignWrites(desk: Desk, changed: () => void): NodeJS.Timeout {
  const version = (): unknown => desk.storage.$client.pragma('data_version', { simple: true })
  let seen = version()
  return setInterval(() => {
    const now = version()
    if (now !== seen) changed()
    seen = now
  }, foreignWritesEvery)
}

import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import type { Colleague } from '../reablement/colleague.ts'
import type { Steering } from '../reablement/huddle.ts'
import type { Marks, MarkStamp } from '../reablement/marks.ts'
import { Problem } from '../reablement/problem.ts'
import type { Command } from '../wire/commands.ts'
import { noticesPath, protocolVersion } from '../wire/notices.ts'
import type { PageAddress } from '../wire/page-messages.ts'
import { listTeams } from './access/colleagues.ts'
import { tokenIn } from './access/cookie.ts'
import { sameOrigin } from './access/origin.ts'
import { perform } from './access/perform.ts'
import type { Session, Sessions } from './access/sessions.ts'
import { record } from './audit/record.ts'
import type { AuditEntry } from './audit/record.ts'
import { attend } from './huddles/attend.ts'
import type { After } from './huddles/chair-watch.ts'
import { openHuddle } from './huddles/open-huddle.ts'
import { raiseEverybodyLate, raiseLate } from './huddles/raise-late.ts'
import { readSteering } from './huddles/steering.ts'
import { HuddleWatch } from './huddle-watch.ts'
import { Notices } from './notices/notices.ts'
import { Rooms } from './rooms/rooms.ts'
import { serveCommands } from './serve-commands.ts'
import { SharedScreens } from './serve-screens.ts'
import { whenFree } from './storage/busy.ts'
import type { Desk } from './storage/desk.ts'
import { withoutWaiting } from './storage/open.ts'
import type { Transaction } from './storage/open.ts'

/** Pre-marks are told to open huddle views together, this often, in milliseconds. */
const premarksEvery = 2_000
/** A raised person could not be put on the agenda: the first pause before another try, and the longest, in milliseconds. */
const raising = { pause: 250, longest: 5_000 }
/** How often another process's writes (the nightly import) are looked for, in milliseconds. */
const foreignWritesEvery = 2_000

interface Parts {
  desk: Desk
  sessions: Sessions
  log: Logger
  /** What the absence of a chair is timed with; real time when nothing is said. */
  after?: After
  /** Something became of an action, or a huddle has closed. */
  told?: () => void
}

/**
 * Everything live: open pages, open screens, the huddle's steering. Joins the rooms and the notices, which do not
 * know each other: what happens on one is told on the other, and the order of it is read here.
 */
export class Live {
  readonly rooms: Rooms
  readonly notices: Notices
  readonly screens: SharedScreens
  readonly serve: (command: Command, who: Colleague) => Promise<unknown>
  readonly #desk: Desk
  readonly #sessions: Sessions
  readonly #log: Logger
  readonly #told: () => void
  readonly #watch: HuddleWatch
  readonly #foreign: NodeJS.Timeout
  #premarks: NodeJS.Timeout | undefined
  /** Looks at the page that could not be audited yet. */
  #looks: Omit<AuditEntry, 'result'>[] = []
  #closed = false

  constructor({ desk, sessions, log, after, told = () => undefined }: Parts) {
    this.#desk = desk
    this.#sessions = sessions
    this.#log = log
    this.#told = told
    this.rooms = this.#makeRooms()
    this.notices = this.#makeNotices()
    const { rooms, notices } = this
    const tellSteering = () => this.#tellSteering()
    this.#watch = new HuddleWatch({ desk, rooms, notices, log, tellSteering, after })
    this.screens = new SharedScreens({
      ...{ desk, sessions, log },
      rooms: () => this.rooms,
      notices: () => this.notices,
      steering: () => this.steering(),
    })
    const steered = (steering: Steering) => this.#watch.steered(steering)
    const boardChanged = () => this.caseloadChanged()
    this.serve = serveCommands({ desk, rooms, notices, steered, boardChanged })
    this.#foreign = watchForeignWrites(desk, () => this.caseloadChanged())
    sessions.onEnded((id) => {
      this.rooms.cutOff(id)
      this.notices.cutOff(id)
    })
  }

  #makeRooms(): Rooms {
    const short = new Map(listTeams(this.#desk.storage).map((team) => [team.code, team.short]))
    return new Rooms({
      desk: this.#desk,
      session: (id) => this.#sessions.get(id),
      teamShort: (code) => short.get(code) ?? code,
      log: this.#log,
      onMark: (huddle, stamp) => this.#marked(huddle, stamp),
      onWritten: (huddle, episode) => this.screens.written(huddle, episode),
      onTouch: (id) => this.#sessions.touch(id),
    })
  }

  #makeNotices(): Notices {
    return new Notices({
      version: protocolVersion,
      sessionOf: (cookies) => this.#sessionOf(cookies),
      sessionById: (id) => this.#sessions.get(id),
      clock: this.#desk.clock,
      steering: async () => {
        await this.closeForgotten()
        return this.steering()
      },
      onScreen: async (who) => {
        await this.closeForgotten()
        await this.#look(who, 'view shared screen', this.steering().huddle)
      },
      view: () => this.screens.view(),
      onTold: (news) => {
        this.screens.told(news)
        if (news.kind === 'action' || news.kind === 'told' || news.kind === 'page turned') this.#told()
      },
      serve: (command, who) => this.serve(command, who),
      sameOrigin,
      onTouch: (id) => this.#sessions.touch(id),
      onHere: (colleagues) => {
        this.#watch.cameOrWent()
        this.screens.changed()
        void this.#attended(colleagues)
      },
      log: this.#log,
    })
  }

  /** Where the open huddle stands. While people prepare, its agenda is made of the page's marks. */
  steering(): Steering {
    const { id, state } = openHuddle(this.#desk.storage, this.#desk.clock)
    const marks = state === 'preparing' ? this.#marksOn(id) : new Map<string, Marks>()
    return this.#watch.seen(readSteering(this.#desk.storage, id, this.notices.here, marks))
  }

  /** Before anybody is shown a huddle: one left running overnight is closed first. Never throws. */
  closeForgotten(): Promise<void> {
    return this.#watch.closeForgotten()
  }

  /** The current page as one Yjs update, so that a screen's first paint has today's words; null when none can be trusted. */
  pageNow(): Uint8Array | null {
    const { id } = openHuddle(this.#desk.storage, this.#desk.clock)
    try {
      return this.rooms.whole(id)
    } catch (error) {
      this.#log.error({ huddle: id, error }, 'the page could not be read')
      return null
    }
  }

  /** Where the current page is, and who this session is on it. Whoever asks is about to read it. Throws Problem. */
  async pageAddress(session: Session): Promise<PageAddress> {
    const huddle = openHuddle(this.#desk.storage, this.#desk.clock)
    await this.#look(session.colleague, 'read page', huddle.id)
    return this.rooms.address(session, huddle)
  }

  /**
   * Somebody is about to read the notes: that is audited. While the disk takes no writes people go on reading: their
   * looks are written down when it does again (`writeLooks`). Throws Problem.
   */
  async #look(who: Colleague, act: 'read page' | 'view shared screen', huddle: string): Promise<void> {
    const at = this.#desk.clock().toISOString()
    const thing = { kind: 'page', id: huddle } as const
    try {
      await perform(this.#desk, who, { act, thing: () => thing, work: () => undefined, patience: 0 })
    } catch (error) {
      if (error instanceof Problem) throw error
      this.#log.warn({ error }, 'a look at the page waits to be audited')
      this.#looks.push({ at, colleague: who.id, act, thing: thing.kind, thingId: huddle })
    }
  }

  /** Writes down the looks the disk had no room for. Throws while it still has none. */
  writeLooks(): void {
    if (this.#looks.length === 0) return
    const { storage } = this.#desk
    const write = (tx: Transaction) => {
      for (const look of this.#looks) record(tx, { ...look, result: 'done' })
    }
    withoutWaiting(storage, () => storage.transaction(write, { behavior: 'immediate' }))
    this.#looks = []
  }

  /** Answers sockets on this server from now on. `others`: what becomes of upgrades that are not for us. */
  attach(server: Server, others: 'refuse' | 'leave'): void {
    this.#quietly('people raised before the start are not on the agenda', () => {
      const { id } = openHuddle(this.#desk.storage, this.#desk.clock)
      raiseEverybodyLate(this.#desk, id, () => this.#marksOn(id))
    })
    this.notices.attach(server)
    this.#watch.start()
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head, others))
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, others: 'refuse' | 'leave'): void {
    socket.on('error', () => socket.destroy())
    const path = request.url ?? ''
    // As Socket.IO asks it: what is only like its path would be answered by nobody, and stay open for ever.
    if (path.startsWith(`${noticesPath}/`)) return
    if (!path.startsWith('/page/')) {
      if (others === 'refuse') socket.destroy()
    } else if (!sameOrigin(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
    } else {
      this.rooms.upgrade(request, socket, head, this.#sessionOf(request.headers.cookie))
    }
  }

  #sessionOf(cookies: string | undefined): Session | null {
    return this.#sessions.find(tokenIn(cookies, true) ?? tokenIn(cookies, false))
  }

  /** A damaged page must not take the agenda with it: then it is built from what SQL knows. */
  #marksOn(huddle: string): Map<string, Marks> {
    try {
      return this.rooms.marks(huddle)
    } catch (error) {
      this.#log.error({ huddle, error }, 'marks could not be read')
      return new Map()
    }
  }

  /** A file was applied: who is on the board may be others now, and with them the agenda people prepare. */
  caseloadChanged(): void {
    this.notices.tell({ kind: 'caseload' })
    this.#quietly('the steering could not be told', () => this.#tellSteering())
  }

  /** A setting or a closure day changed: the days screens count by, and the huddle’s own, may be others now. */
  settingsChanged(): void {
    this.notices.tell({ kind: 'settings' })
    this.#quietly('the steering could not be told', () => this.#tellSteering())
  }

  /** Somebody was raised from outside the meeting, or that was taken back: the agenda and the cards follow. */
  raised(episode: string): void {
    this.notices.tell({ kind: 'raised', episode })
    this.#quietly('the steering could not be told', () => this.#tellSteering())
  }

  #tellSteering(): void {
    this.notices.tell({ kind: 'steering', steering: this.steering() })
  }

  /** For work nobody waits for: a throw from a timer would end the process and the meeting with it. */
  #quietly(words: string, work: () => void): boolean {
    try {
      work()
      return true
    } catch (error) {
      this.#log.error({ error }, words)
      return false
    }
  }

  #marked(huddle: string, stamp: MarkStamp): void {
    this.notices.tell({ kind: 'mark', huddle, stamp })
    const { state } = openHuddle(this.#desk.storage, this.#desk.clock)
    if (state === 'preparing') this.#premarks ??= setTimeout(() => this.#tellPremarks(), premarksEvery)
    else setImmediate(() => this.#raisedWhileLive(huddle, stamp.episode))
  }

  #tellPremarks(): void {
    this.#premarks = undefined
    this.#quietly('the marks could not be told', () => this.#tellSteering())
  }

  async #attended(colleagues: string[]): Promise<void> {
    try {
      if (await whenFree(this.#desk.storage, () => attend(this.#desk, colleagues))) this.#tellSteering()
    } catch (error) {
      this.#log.error({ error }, 'attendance could not be noted')
    }
  }

  /** The mark is on disk already; the agenda follows, at once or when the database can be written and has room again. */
  #raisedWhileLive(huddle: string, episode: string, tries = 1): void {
    if (this.#closed) return
    const done = this.#quietly('a raised person is not on the agenda yet', () => {
      const marks = this.#marksOn(huddle).get(episode)
      const raise = () => marks !== undefined && raiseLate(this.#desk, huddle, episode, marks)
      if (withoutWaiting(this.#desk.storage, raise)) this.#tellSteering()
    })
    if (done) return
    const again = () => this.#raisedWhileLive(huddle, episode, tries + 1)
    setTimeout(again, Math.min(raising.longest, raising.pause * 2 ** (tries - 1))).unref()
  }

  /** Takes no more, writes what is waiting, asks everybody to come back. */
  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#foreign)
    clearTimeout(this.#premarks)
    this.#watch.stop()
    this.screens.close()
    this.notices.close()
    await this.rooms.close()
  }
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

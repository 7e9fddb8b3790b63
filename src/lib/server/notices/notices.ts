import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { Colleague } from '../../reablement/colleague.ts'
import type { Steering } from '../../reablement/huddle.ts'
import { Problem, inWords } from '../../reablement/problem.ts'
import { closeCodes } from '../../wire/close-codes.ts'
import type { Answer, Command } from '../../wire/commands.ts'
import { events } from '../../wire/notices.ts'
import type { Here, News, Notice, Since, View } from '../../wire/notices.ts'
import type { Session } from '../access/sessions.ts'
import { attachLive } from './attach.ts'
import type { Live, Screen } from './attach.ts'
import { CommandPace } from './command-pace.ts'
import { Past } from './past.ts'
import type { Kept } from './past.ts'
import { Present } from './present.ts'
import { readCommand } from './read-command.ts'

export interface NoticesParts {
  /** The protocol's version, told in `hello`. */
  version: number
  /** The session behind a Cookie header, or null. */
  sessionOf: (cookies: string | undefined) => Session | null
  /** The session, if it still holds. */
  sessionById: (id: string) => Session | null
  clock: () => Date
  steering: (who: Colleague) => Steering | Promise<Steering>
  /** A shared screen connects: throws a Problem when it may not, and notes that it looks. */
  onScreen: (who: Colleague) => Promise<void>
  /** What a shared screen shows now. */
  view: () => View
  /** Something was told: a shared screen may have to show it. */
  onTold: (news: News) => void
  /** Does what a screen asked for; its answer goes back as it is. */
  serve: (command: Command, who: Colleague) => Promise<unknown>
  sameOrigin: (request: IncomingMessage) => boolean
  /** Somebody did something at this session's screen. */
  onTouch: (session: string) => void
  /** The colleagues connected have changed. */
  onHere: (colleagues: string[]) => void
  log: { warn: (facts: object, words: string) => void }
}

/** Notices are for colleagues; a shared screen is shown its view and hears nothing else. */
const rooms = { staff: 'staff', screens: 'screens' } as const
/** Comings and goings within this time are told together, in milliseconds. */
const hereDelay = 100

/** Tells every open screen what changed, and takes the commands of the live screens. */
export class Notices {
  readonly #parts: NoticesParts
  readonly #past = new Past(randomUUID())
  readonly #present = new Present()
  readonly #paces = new Map<string, CommandPace>()
  readonly #screens = new Map<Screen, Session>()
  #live: Live | undefined
  #detach: () => void = () => undefined
  #hereTimer: NodeJS.Timeout | undefined

  constructor(parts: NoticesParts) {
    this.#parts = parts
  }

  /** Answers on this server from now on; its ordinary request listener must be there already. */
  attach(server: HttpServer): void {
    const { live, detach } = attachLive(server, this.#parts.sameOrigin)
    this.#live = live
    this.#detach = detach
    live.on('connection', (screen) => {
      this.#guarded('connection', () => this.#welcome(screen))
    })
  }

  /** The newest notice: a page loaded now has everything up to it. */
  get position(): Required<Since> {
    return { boot: this.#past.boot, sequence: this.#past.sequence }
  }

  /** Ids of the colleagues connected now. */
  get here(): string[] {
    return this.#present.list().map(({ id }) => id)
  }

  /** The colleagues connected now. */
  get present(): Here[] {
    return this.#present.list()
  }

  /** Ids of the shared screens connected now. */
  get screens(): string[] {
    const shared = [...this.#screens.values()].filter(({ colleague }) => colleague.role === 'screen')
    return [...new Set(shared.map(({ colleague }) => colleague.id))]
  }

  /** Tells every colleague's screen. */
  tell(news: News): void {
    const notice = this.#timed(this.#past.add(news))
    this.#live?.to(rooms.staff).emit(events.notice, notice)
    this.#parts.onTold(news)
  }

  /** Shows this on every shared screen. */
  show(view: View): void {
    this.#live?.to(rooms.screens).emit(events.view, view)
  }

  #timed(notice: Kept): Notice {
    return { ...notice, now: this.#parts.clock().toISOString() }
  }

  /** Ends every connection of a session, at once. */
  cutOff(session: string): void {
    for (const [screen, { id }] of this.#screens) if (id === session) this.#end(screen)
  }

  /** Lets all connections go; they come back by themselves when a server answers again. */
  close(): void {
    clearTimeout(this.#hereTimer)
    this.#live?.engine.close()
    this.#detach()
    this.#detach = () => undefined
    this.#live = undefined
  }

  /** Hello first, then what was missed, then everything new: nothing is told twice or left out. */
  async #welcome(screen: Screen): Promise<void> {
    const session = this.#parts.sessionOf(screen.handshake.headers.cookie)
    if (!session) return this.#end(screen)
    this.#screens.set(screen, session)
    this.#listen(screen)
    if (session.colleague.role === 'screen') return this.#show(screen, session.colleague)
    const { from, stale } = this.#past.whereIs(readSince(screen.handshake.auth))
    const sequence = this.#past.sequence
    const steering = await this.#parts.steering(session.colleague)
    if (!screen.connected) return
    const { version, clock } = this.#parts
    const { id, name, team } = session.colleague
    const known = { version, boot: this.#past.boot, sequence, now: clock().toISOString(), steering, stale }
    screen.emit(events.hello, { ...known, you: { id, name, team } })
    for (const missed of this.#past.after(from)) screen.emit(events.notice, this.#timed(missed))
    void screen.join(rooms.staff)
    this.#arrived(screen, session.colleague)
  }

  /** A shared screen gets what it shows now, and from then on whatever changes of it. */
  async #show(screen: Screen, who: Colleague): Promise<void> {
    await this.#parts.onScreen(who)
    if (!screen.connected) return
    void screen.join(rooms.screens)
    screen.emit(events.view, this.#parts.view())
  }

  #listen(screen: Screen): void {
    screen.on('disconnect', () => this.#gone(screen))
    screen.use((packet, next) => {
      if (this.#mayGoOn(screen, packet.at(-1))) next()
    })
    screen.on(events.command, (sent, answer) => {
      this.#guarded('command', () => this.#command(screen, sent, answer))
    })
    screen.on(events.active, () => {
      this.#guarded('active', () => this.#touch(screen))
    })
  }

  /** Counts what a colleague sends, over all their screens. */
  #mayGoOn(screen: Screen, answer: unknown): boolean {
    const who = this.#screens.get(screen)?.colleague.id ?? ''
    const now = this.#parts.clock().getTime()
    const pace = this.#paces.get(who) ?? new CommandPace(now)
    this.#paces.set(who, pace)
    if (pace.take(now)) return true
    if (pace.abused) screen.disconnect(true)
    reply(answer, { ok: false, problem: inWords(new Problem('too-many-tries')) })
    return false
  }

  async #command(screen: Screen, sent: unknown, answer: unknown): Promise<void> {
    let kind: string | undefined
    try {
      const session = this.#held(screen)
      if (!session) throw new Problem('not-signed-in')
      this.#parts.onTouch(session.id)
      const command = readCommand(sent)
      kind = command.kind
      reply(answer, { ok: true, value: await this.#parts.serve(command, session.colleague) })
    } catch (error) {
      if (!(error instanceof Problem)) this.#warn(error, kind ?? 'command')
      reply(answer, { ok: false, problem: inWords(error) })
    }
  }

  #touch(screen: Screen): void {
    const session = this.#held(screen)
    if (session) this.#parts.onTouch(session.id)
  }

  /** The session behind a screen if it still holds; otherwise the screen is cut off. */
  #held(screen: Screen): Session | null {
    const known = this.#screens.get(screen)
    const session = known ? this.#parts.sessionById(known.id) : null
    if (!session) setImmediate(() => this.#end(screen))
    return session
  }

  #arrived(screen: Screen, who: Colleague): void {
    screen.data = { arrived: true }
    if (this.#present.come(who)) this.#hereSoon()
    screen.emit(events.here, this.#present.list())
  }

  #gone(screen: Screen): void {
    const session = this.#screens.get(screen)
    this.#screens.delete(screen)
    const { arrived } = screen.data as { arrived?: boolean }
    if (session && arrived && this.#present.go(session.colleague.id)) this.#hereSoon()
  }

  #hereSoon(): void {
    this.#hereTimer ??= setTimeout(() => {
      this.#hereTimer = undefined
      this.#live?.to(rooms.staff).emit(events.here, this.#present.list())
      this.#guarded('here', () => this.#parts.onHere(this.here))
    }, hereDelay)
  }

  #end(screen: Screen): void {
    screen.emit(events.ended, closeCodes.signedOut)
    screen.disconnect(true)
  }

  /** A throw in a listener would end the process. */
  #guarded(what: string, work: () => void | Promise<void>): void {
    new Promise<void>((done) => {
      done(work())
    }).catch((error: unknown) => this.#warn(error, what))
  }

  /** Of an error only its kind is logged: its words may hold what somebody typed. */
  #warn(error: unknown, what: string): void {
    const name = error instanceof Error ? error.name : typeof error
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    this.#parts.log.warn({ what, name, code }, 'a live screen’s request failed')
  }
}

function reply(answer: unknown, value: Answer): void {
  if (typeof answer === 'function') (answer as (value: Answer) => void)(value)
}

/** What a screen says it has; anything else counts as nothing. */
function readSince(auth: unknown): Since {
  const { boot, sequence } = (auth ?? {}) as Record<string, unknown>
  const number = typeof sequence === 'number' && Number.isSafeInteger(sequence) && sequence >= 0
  return typeof boot === 'string' && number ? { boot, sequence } : {}
}

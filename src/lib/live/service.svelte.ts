import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import type { Steering } from '#lib/reablement/huddle.ts'
import type { Answer, CommandInput, CommandKind } from '#lib/wire/commands.ts'
import { events, noticesPath, protocolVersion } from '#lib/wire/notices.ts'
import type { Hello, Here, News, Notice, Since } from '#lib/wire/notices.ts'
import { SteadyClock } from './steady-clock.svelte.ts'

export type { Command, CommandInput } from '#lib/wire/commands.ts'
export type { ActionHappened } from '#lib/wire/notices.ts'

export type Connection = 'connecting' | 'open' | 'lost' | 'ended'

/** How long a command may go unanswered before the screen says so, in milliseconds. */
const answerWithin = 8_000
/** After a restart of the server every screen is back within five seconds: the first try, and the longest pause, in milliseconds. */
const reconnecting = { reconnectionDelay: 250, reconnectionDelayMax: 2_000 }

/**
 * The browser's end of the notices: who is here, where the huddle stands, what was just agreed.
 * One for all screens of a tab; made in the staff layout.
 */
export class LiveService {
  connection = $state<Connection>('connecting')
  here = $state.raw<Here[]>([])
  steering = $state.raw<Steering>() as Steering
  readonly #clock: SteadyClock
  /** Whose tab this is: it never goes on as somebody who signed in meanwhile. */
  readonly #me: string
  #since: Since
  #socket: Socket | undefined
  #listeners: readonly ((news: News) => void)[] = []
  #onStale: () => void

  /**
   * `onStale` is called when too much was missed: load the page's data again. When the server speaks another version
   * the whole page is loaded anew; the browser asks first while something is unsaved.
   */
  constructor(parts: { me: string; steering: Steering; since: Since; now: string; onStale: () => void }) {
    this.#me = parts.me
    this.#since = parts.since
    this.steering = parts.steering
    this.#clock = new SteadyClock(parts.now)
    this.#onStale = parts.onStale
  }

  /** Connects; call in the browser only. */
  start(): void {
    const socket = io({
      path: noticesPath,
      transports: ['websocket'],
      ...reconnecting,
      auth: (give) => {
        give(this.#since)
      },
    })
    this.#socket = socket
    socket.on(events.hello, (hello: Hello) => {
      this.#greet(hello)
    })
    socket.on(events.notice, (notice: Notice) => {
      this.#hear(notice)
    })
    socket.on(events.here, (here: Here[]) => {
      this.here = here
    })
    socket.on(events.ended, () => {
      this.connection = 'ended'
      socket.disconnect()
    })
    socket.on('disconnect', (reason) => {
      if (this.connection !== 'ended') this.connection = 'lost'
      if (reason === 'io server disconnect' && this.connection !== 'ended') socket.connect()
    })
    socket.on('connect_error', () => {
      if (this.connection !== 'ended') this.connection = 'lost'
    })
  }

  leave(): void {
    this.#socket?.disconnect()
  }

  /** The same colleague is signed in again: connects anew, and hears what was missed. */
  resume(): void {
    if (!this.#socket || this.#socket.connected) return
    this.connection = 'connecting'
    this.#socket.connect()
  }

  /** Somebody else is signed in in this browser: this tab speaks no more. */
  standDown(): void {
    this.leave()
    this.connection = 'lost'
  }

  /** The server's time now, in milliseconds: screens count with it, never with this computer's clock. */
  now(): number {
    return this.#clock.now()
  }

  /** Asks the server to do something. Never throws: a lost connection is an answer too. */
  async command<K extends CommandKind, T = unknown>(kind: K, input: CommandInput<K>): Promise<Answer<T>> {
    const lost = 'The connection is lost. Nothing was sent; try again when Perch is connected.'
    if (!this.#socket?.connected) return { ok: false, problem: { code: 'storage-trouble', words: lost } }
    try {
      const answer: unknown = await this.#socket
        .timeout(answerWithin)
        .emitWithAck(events.command, { kind, input })
      return answer as Answer<T>
    } catch {
      const words = 'No answer came. It may or may not have been saved: look at the row before trying again.'
      return { ok: false, problem: { code: 'storage-trouble', words } }
    }
  }

  /** Hear every piece of news; returns how to stop. */
  onNews(listener: (news: News) => void): () => void {
    this.#listeners = [...this.#listeners, listener]
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener)
    }
  }

  /** Somebody is at the desk: puts off signing out for idleness. */
  active(): void {
    this.#socket?.volatile.emit(events.active)
  }

  #greet(hello: Hello): void {
    if (hello.you.id !== this.#me) {
      this.connection = 'ended'
      this.#socket?.disconnect()
      return
    }
    this.connection = 'open'
    this.#clock.begin(hello.now)
    this.#stand(hello.steering)
    if (hello.stale || this.#since.boot !== hello.boot)
      this.#since = { boot: hello.boot, sequence: hello.sequence }
    if (hello.version !== protocolVersion) location.reload()
    else if (hello.stale) this.#onStale()
  }

  /** Where the huddle stands is news to whoever was away for a while, too. */
  #stand(steering: Steering): void {
    this.steering = steering
    for (const listener of this.#listeners) listener({ kind: 'steering', steering })
  }

  #hear(notice: Notice): void {
    this.#since = { boot: notice.boot, sequence: notice.sequence }
    this.#clock.hear(notice.now)
    const { news } = notice
    if (news.kind === 'steering' || news.kind === 'page turned') this.steering = news.steering
    for (const listener of this.#listeners) listener(news)
  }
}

import { eq } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { Steering } from '../reablement/huddle.ts'
import { ChairWatch } from './huddles/chair-watch.ts'
import type { After } from './huddles/chair-watch.ts'
import { closeForgotten, forgottenHuddle } from './huddles/forgotten.ts'
import type { Notices } from './notices/notices.ts'
import type { Rooms } from './rooms/rooms.ts'
import { sealing } from './serve-commands.ts'
import type { Desk } from './storage/desk.ts'
import { colleague, huddle } from './storage/schema.ts'

/** How often it is looked for a huddle left running overnight, in milliseconds. */
const forgottenEvery = 60_000

interface Parts {
  desk: Desk
  rooms: Rooms
  notices: Notices
  log: Logger
  /** Tells every screen where the huddle stands. */
  tellSteering: () => void
  after?: After | undefined
}

/** What becomes of a running huddle without anybody's command: the room is asked for a chair, and one left overnight closes. */
export class HuddleWatch {
  readonly #parts: Parts
  readonly #chair: ChairWatch
  #looking: NodeJS.Timeout | undefined
  #closing: Promise<void> | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    this.#chair = new ChairWatch({
      clock: parts.desk.clock,
      chair: () => this.#chairNow(),
      here: () => parts.notices.here,
      asks: () => this.#tell(),
      after: parts.after,
    })
  }

  /** From now on, whoever chairs and is not connected is missed. */
  start(): void {
    this.cameOrWent()
    void this.closeForgotten()
    this.#looking = setInterval(() => void this.closeForgotten(), forgottenEvery).unref()
  }

  /** The steering as screens are told it: with since when the chair is away. */
  seen(steering: Steering): Steering {
    return this.#chair.seen(steering)
  }

  /** Somebody steered: the chair may be another one. */
  steered(steering: Steering): Steering {
    this.#look()
    return this.seen(steering)
  }

  /** Somebody came or went. */
  cameOrWent(): void {
    if (this.#look()) this.#tell()
  }

  /** Closes a huddle left running overnight, if there is one. Never throws: what fails is tried again a minute later. */
  async closeForgotten(): Promise<void> {
    this.#closing ??= this.#closeOne().finally(() => (this.#closing = undefined))
    return this.#closing
  }

  async #closeOne(): Promise<void> {
    const { desk, log } = this.#parts
    try {
      const id = forgottenHuddle(desk)
      if (id === null) return
      await sealing(this.#parts, id, (notes, damage) => closeForgotten(desk, id, notes, damage))
      log.warn({ huddle: id }, 'a huddle was left running overnight and has been closed')
    } catch (error) {
      log.error({ error }, 'a huddle left running overnight could not be closed yet')
    }
  }

  #look(): boolean {
    try {
      return this.#chair.look()
    } catch (error) {
      this.#parts.log.error({ error }, 'the chair could not be looked for')
      return false
    }
  }

  #tell(): void {
    try {
      this.#parts.tellSteering()
    } catch (error) {
      this.#parts.log.error({ error }, 'the steering could not be told')
    }
  }

  #chairNow(): { id: string; active: boolean } | null {
    const { storage } = this.#parts.desk
    const row = storage
      .select({ id: colleague.id, active: colleague.active })
      .from(huddle)
      .innerJoin(colleague, eq(colleague.id, huddle.chair))
      .where(eq(huddle.state, 'live'))
      .get()
    return row ?? null
  }

  stop(): void {
    clearInterval(this.#looking)
    this.#chair.stop()
  }
}

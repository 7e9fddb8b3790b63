import type { Logger } from 'pino'
import { tellWaits } from './register/tell-waits.ts'
import type { Told } from './register/tell-waits.ts'
import type { Desk } from './storage/desk.ts'

/** How often it is looked for what waits too long, in milliseconds. [choice] */
const lookEvery = 10_000

interface Parts {
  desk: Desk
  log: Pick<Logger, 'error'>
  /** Every screen hears of it, and the outbox has rows. */
  told: (told: Told) => void
}

/** Looks for what waits too long, by the server's clock; what it told is in the database, so a restart tells nothing twice. */
export class WaitsWatch {
  readonly #parts: Parts
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined

  constructor(parts: Parts) {
    this.#parts = parts
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.look(), lookEvery).unref()
    void this.look()
  }

  /** One look at a time. Never throws: what could not be told is told at the next look. */
  look(): Promise<void> {
    this.#looking ??= this.#lookQuietly().finally(() => (this.#looking = undefined))
    return this.#looking
  }

  async #lookQuietly(): Promise<void> {
    const { desk, log, told } = this.#parts
    try {
      for (const one of await tellWaits(desk)) told(one)
    } catch (error) {
      log.error({ error }, 'what waits could not be told')
    }
  }

  /** Looks no more, and waits for the look under way. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#looking
  }
}

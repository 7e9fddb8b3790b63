import type { Logger } from 'pino'

interface Looking {
  /** One look. What it throws is in the log, and tried again at the next. */
  look: () => Promise<unknown>
  /** How often, in milliseconds. */
  every: number
  /** What the log says when a look failed. */
  failed: string
  log: Pick<Logger, 'error'>
}

/** Looks at something again and again, by a timer; one look at a time. */
export class Watch {
  readonly #looking: Looking
  #timer: NodeJS.Timeout | undefined
  #underWay: Promise<void> | undefined

  constructor(looking: Looking) {
    this.#looking = looking
  }

  start(every = this.#looking.every): void {
    this.#timer ??= setInterval(() => void this.look(), every).unref()
    void this.look()
  }

  /** Looks now, or waits for the look under way. Never throws. */
  look(): Promise<void> {
    this.#underWay ??= this.#lookQuietly().finally(() => (this.#underWay = undefined))
    return this.#underWay
  }

  async #lookQuietly(): Promise<void> {
    const { look, failed, log } = this.#looking
    try {
      await look()
    } catch (error) {
      log.error({ error }, failed)
    }
  }

  /** Looks no more, and waits for the look under way. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#underWay
  }
}

import type { Logger } from 'pino'
import { whenFree } from '../storage/busy.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { attempt } from './attempt.ts'
import type { Ways } from './attempt.ts'
import { firstDue, keepOutcome, linesDue, purge } from './queue.ts'
import type { DeliveryRow, Line, Outcome } from './queue.ts'
import { isAnythingToTake, leavesAfter, makeDigests, takeFromOutbox } from './take.ts'

/** Milliseconds of real time. [choice] */
const lookEvery = 2_000
const standsStillAfter = 60_000
/** How long a stop waits for what is under way. */
const stopWaits = 5_000
const purgeEvery = 3_600_000
const day = 86_400_000

interface Parts {
  desk: Desk
  ways: Ways
  log: Pick<Logger, 'error' | 'warn'>
  /** Days what was sent is kept. */
  keepDays: number
  /** From 0 to 1: spreads attempts. */
  chance?: () => number
}

/**
 * The worker: takes what may leave out of the outbox and sends it, each channel in its own line and its own order. A
 * receiver that is down holds up nobody else's. Whatever is not sent when the process ends is in the database, and sent
 * by the next one under the same id.
 */
export class Dispatch {
  readonly #parts: Parts
  readonly #lines = new Map<string, Promise<void>>()
  /** Attempts whose outcome the database would not take yet: they are not made again, only noted. */
  readonly #toNote = new Map<string, Outcome>()
  readonly #abort = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #later: NodeJS.Timeout | undefined
  #planning: Promise<void> | undefined
  #next: Promise<void> | undefined
  #closing = false
  #lookedAt = performance.now()
  #purgedAt = -Infinity

  constructor(parts: Parts) {
    this.#parts = parts
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.#look(), lookEvery)
    void this.#look()
  }

  /** Something was agreed, or a channel changed: looks now, and once more when what was agreed may leave. */
  wake(): void {
    if (this.#closing) return
    void this.#look()
    this.#later ??= setTimeout(() => {
      this.#later = undefined
      void this.#look()
    }, leavesAfter + 50)
  }

  /** Has it not been able to look at the outbox for a minute? */
  get standsStill(): boolean {
    return performance.now() - this.#lookedAt > standsStillAfter
  }

  /** Looks, and waits until everything due has been tried. */
  async settled(): Promise<void> {
    await this.#look()
    while (this.#lines.size > 0) await Promise.all(this.#lines.values())
  }

  /** Begins nothing more, waits a little for what is under way, then cuts it off: the next start sends it again. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    clearTimeout(this.#later)
    this.#closing = true
    const under = Promise.allSettled([...this.#lines.values(), this.#planning])
    const late = new Promise<void>((done) => setTimeout(done, stopWaits).unref())
    await Promise.race([under, late])
    this.#abort.abort()
  }

  /** One look at a time; whoever asks meanwhile gets the one after it. */
  #look(): Promise<void> {
    if (this.#planning) {
      this.#next ??= this.#planning.then(() => {
        this.#next = undefined
        return this.#look()
      })
      return this.#next
    }
    this.#planning = this.#lookQuietly().finally(() => (this.#planning = undefined))
    return this.#planning
  }

  /** A throw from a timer would end the process and the meeting with it. */
  async #lookQuietly(): Promise<void> {
    if (this.#closing) return
    try {
      await this.#plan()
      this.#lookedAt = performance.now()
    } catch (error) {
      this.#parts.log.error({ error }, 'the outbox could not be looked at')
    }
  }

  async #plan(): Promise<void> {
    const { desk, keepDays } = this.#parts
    const now = desk.clock()
    const keptSince = new Date(now.getTime() - keepDays * day).toISOString()
    while (!this.#closing && isAnythingToTake(desk.storage, now)) {
      const more = await this.#write((tx) => {
        const left = takeFromOutbox(tx, now, keptSince)
        if (!left) makeDigests(tx, now)
        return left
      })
      if (!more) break
    }
    if (Math.abs(now.getTime() - this.#purgedAt) > purgeEvery) {
      await this.#write((tx) => purge(tx, keptSince))
      this.#purgedAt = now.getTime()
    }
    for (const line of linesDue(desk.storage, now)) this.#open(line)
  }

  #open(line: Line): void {
    const key = `${line.channel} ${String(line.tests)}`
    if (this.#closing || this.#lines.has(key)) return
    const work = this.#workOff(line)
      .catch((error: unknown) => {
        this.#parts.log.error({ error, channel: line.channel }, 'a channel could not be sent by')
      })
      .finally(() => this.#lines.delete(key))
    this.#lines.set(key, work)
  }

  /** One after the other, until the first in line is not due. */
  async #workOff(line: Line): Promise<void> {
    const { desk } = this.#parts
    while (!this.#closing) {
      const first = firstDue(desk.storage, line, desk.clock())
      if (!first) return
      const outcome = this.#toNote.get(first.id) ?? (await this.#attempt(first))
      if (this.#abort.signal.aborted) return
      this.#toNote.set(first.id, outcome)
      const how = { now: desk.clock(), chance: (this.#parts.chance ?? Math.random)() }
      const dead = await this.#write((tx) => keepOutcome(tx, first.id, outcome, how))
      this.#toNote.delete(first.id)
      const { answer } = outcome
      if (dead) this.#parts.log.warn({ delivery: first.id, answer }, 'a delivery is given up')
    }
  }

  async #attempt(row: DeliveryRow): Promise<Outcome> {
    try {
      return await attempt(this.#parts.desk, this.#parts.ways, row, this.#abort.signal)
    } catch (error) {
      this.#parts.log.error({ error, delivery: row.id }, 'a delivery could not be made')
      return { sent: false, answer: 'something went wrong here; the log says what', final: false }
    }
  }

  #write<T>(write: (tx: Transaction) => T): Promise<T> {
    const { storage } = this.#parts.desk
    return whenFree(storage, () => storage.transaction(write, { behavior: 'immediate' }))
  }
}

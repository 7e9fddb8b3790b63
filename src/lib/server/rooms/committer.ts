import { isBusy } from '../storage/busy.ts'
import { withoutWaiting } from '../storage/open.ts'
import type { PageBatch, PageHead, PageLog } from '../storage/page-log.ts'
import type { Limits } from './limits.ts'
import type { Room } from './room.ts'

export interface CommitterParts {
  log: PageLog
  limits: Limits
  /** The server's clock, ISO UTC. */
  clock: () => string
  /** A room's turn is on disk. `head` is undefined when there was nothing to write, only an answer owed. */
  committed: (room: Room, head: PageHead | undefined, at: string) => void
  /** A room's turn could not be written. */
  failed: (room: Room, error: unknown) => void
}

/** `waiting`: somebody else holds the database, it is tried again soon. `failed`: what waited was given up. */
export type Flushed = 'done' | 'waiting' | 'failed'

/** Tries of the last flush; each waits for its turn, and everybody with it. */
const lastTries = 25

/** Group commit: everything taken in one turn of the event loop, on all pages, is one transaction. */
export class Committer {
  readonly #parts: CommitterParts
  readonly #rooms = new Set<Room>()
  #turn: NodeJS.Immediate | null = null
  #pause: NodeJS.Timeout | null = null
  #tries = 0
  /** Steady milliseconds. */
  #wroteAt = -Infinity

  constructor(parts: CommitterParts) {
    this.#parts = parts
  }

  /** Nobody is writing just now: a moment for what can be done at any time. */
  get quiet(): boolean {
    return this.#rooms.size === 0 && performance.now() - this.#wroteAt > this.#parts.limits.quiet
  }

  /** This room has something to commit or to answer: at the end of this turn. */
  add(room: Room): void {
    this.#rooms.add(room)
    if (this.#turn || this.#pause) return
    this.#turn = setImmediate(() => this.flush())
  }

  /** Commits what waits, now. While the database is held by somebody else it keeps to its own pace. */
  flush(): Flushed {
    if (this.#pause) return 'waiting'
    return this.#flush()
  }

  /** The last flush before the end: waits for its turn. `waiting` when that was too long. */
  finish(): Flushed {
    let flushed: Flushed = 'waiting'
    for (let tries = 0; flushed === 'waiting' && tries < lastTries; tries += 1) {
      if (this.#pause) clearTimeout(this.#pause)
      this.#pause = null
      flushed = this.#flush(true)
    }
    return flushed
  }

  /** Waits a moment for another process the first time only, or the last: everybody waits with it. */
  #flush(last = false): Flushed {
    if (this.#turn) clearImmediate(this.#turn)
    this.#turn = null
    const rooms = [...this.#rooms]
    const at = this.#parts.clock()
    const batches = rooms.filter((room) => room.hasPending).map((room) => room.batch())
    let heads = new Map<string, PageHead>()
    try {
      if (batches.length > 0) heads = this.#append(batches, at, last || this.#tries === 0)
    } catch (error) {
      return this.#notWritten(rooms, error)
    }
    this.#tries = 0
    this.#wroteAt = performance.now()
    this.#rooms.clear()
    for (const room of rooms) this.#parts.committed(room, heads.get(room.huddle), at)
    return 'done'
  }

  #append(batches: PageBatch[], at: string, wait: boolean): Map<string, PageHead> {
    const { log } = this.#parts
    if (wait) return log.append(batches, at)
    return withoutWaiting(log.storage, () => log.append(batches, at))
  }

  #notWritten(rooms: Room[], error: unknown): Flushed {
    if (isBusy(error) && this.#tries < this.#parts.limits.busyTries) {
      this.#tries += 1
      this.#pause = setTimeout(() => {
        this.#pause = null
        this.#flush()
      }, this.#parts.limits.busyPause)
      return 'waiting'
    }
    this.#tries = 0
    this.#rooms.clear()
    for (const room of rooms) this.#parts.failed(room, error)
    return 'failed'
  }
}

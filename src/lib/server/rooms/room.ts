import { closeCodes } from '../../wire/close-codes.ts'
import type { LoggedMark, PageBatch, PageHead } from '../storage/page-log.ts'
import type { Connection } from './connection.ts'
import { updateFrame } from './frames.ts'
import type { Change } from './guard.ts'
import type { Limits } from './limits.ts'
import { LossWatch } from './loss-watch.ts'
import type { OpenPage } from './open-page.ts'
import { Attendance } from './presence.ts'

/** An edit that is taken and not yet on disk. */
export interface Pending {
  from: Connection
  bytes: Uint8Array
  marks: LoggedMark[]
  authors: { episode: string; colleague: string }[]
}

/** One page and everybody connected to it. */
export class Room {
  readonly huddle: string
  readonly epoch: number
  readonly attendance: Attendance
  readonly connections = new Set<Connection>()
  page: OpenPage
  /** While the page is being sealed: messages that wait for how that ends. */
  held: { from: Connection; data: Uint8Array }[] | null = null
  /** Steady milliseconds: when somebody was last here or wrote. */
  usedAt: number
  readonly #limits: Limits
  readonly #watches = new Map<string, LossWatch>()
  /** `episode/colleague` whose authorship is on disk. */
  readonly #authors = new Set<string>()
  #gathering: NodeJS.Timeout | null = null
  #pending: Pending[] = []
  #owed = new Set<Connection>()

  constructor(page: OpenPage, epoch: number, parts: { limits: Limits; clock: () => number; now: number }) {
    this.huddle = page.huddle
    this.epoch = epoch
    this.page = page
    this.#limits = parts.limits
    this.attendance = new Attendance(parts.clock)
    this.usedAt = parts.now
  }

  get hasPending(): boolean {
    return this.#pending.length > 0
  }

  /** Takes an edit the guard let through. Throws Refusal when it deletes more than a person would. */
  take(from: Connection, bytes: Uint8Array, change: Change, now: number): void {
    const colleague = from.session.colleague.id
    const watch = this.#watches.get(colleague) ?? new LossWatch(this.#limits)
    this.#watches.set(colleague, watch)
    watch.count(change.loss, now)
    this.page.stage(bytes, change)
    const marks = this.#marksOf(change, colleague)
    const authors = [...change.written]
      .filter((episode) => !this.#authors.has(`${episode}/${colleague}`))
      .map((episode) => ({ episode, colleague }))
    this.#pending.push({ from, bytes, marks, authors })
    this.usedAt = now
  }

  #marksOf(change: Change, colleague: string): LoggedMark[] {
    const marks: LoggedMark[] = []
    for (const { spot, value, contested } of change.marks.values()) {
      const shown = contested ? this.page.settle(spot, change.client) : value
      const { episode, key } = this.page.index.spot(spot)
      if (shown !== null && key !== null) marks.push({ episode, key, value: shown, colleague })
    }
    return marks
  }

  /** This connection is told how far it is saved after the next commit. */
  owe(connection: Connection): void {
    this.#owed.add(connection)
  }

  /** What waits to be written. */
  batch(): PageBatch {
    return {
      huddle: this.huddle,
      head: this.page.head,
      edits: this.#pending.map(({ from, bytes }) => ({ author: from.session.colleague.id, bytes })),
      marks: this.#pending.flatMap(({ marks }) => marks),
      authors: this.#pending.flatMap(({ authors }) => authors),
    }
  }

  /** What waited is on disk: show it to everybody else, tell its authors, in one write a connection. */
  committed(head: PageHead | undefined): Pending[] {
    const done = this.#pending
    const owed = this.#owed
    this.#pending = []
    this.#owed = new Set()
    if (head) this.page.head = head
    this.page.logged += done.length
    for (const { authors } of done) {
      for (const { episode, colleague } of authors) this.#authors.add(`${episode}/${colleague}`)
    }
    const frames = done.map(({ from, bytes }) => ({ from, frame: updateFrame(bytes) }))
    for (const connection of [...this.connections]) {
      if (frames.length === 0 && !owed.has(connection)) continue
      connection.together(() => {
        for (const { from, frame } of frames) if (from !== connection) connection.send(frame)
        if (owed.has(connection)) connection.sendSaved(this.page.index.next(connection.client))
      })
    }
    return done
  }

  /**
   * What waited could not be written: forget it. `page` is the page as it is on disk. Its authors come back with it;
   * everybody else reads on.
   */
  rollBack(page: OpenPage): void {
    const authors = new Set([...this.#owed, ...this.#pending.map(({ from }) => from)])
    this.discard()
    this.page = page
    for (const connection of authors) this.close(connection, closeCodes.restart, 'not saved')
  }

  /** The page was replaced on disk: what waited belongs to the old one, and stays with its authors. */
  discard(): void {
    this.#pending = []
    this.#owed = new Set()
  }

  /** Ends one connection's part in the room. */
  close(connection: Connection, code: number, reason: string): void {
    connection.close(code, reason)
    this.leave(connection)
  }

  /** Its socket is gone, or going. */
  leave(connection: Connection): void {
    if (!this.connections.delete(connection)) return
    this.attendance.leave(connection.client)
    this.announce()
  }

  /** Tells everybody who is where, together with whatever else changes in the next moment. */
  announce(): void {
    if (this.#gathering || !this.attendance.waiting) return
    this.#gathering = setTimeout(() => {
      this.#gathering = null
      const messageFor = this.attendance.gather()
      for (const connection of [...this.connections]) {
        const message = messageFor(connection.client)
        if (message) connection.send(message)
      }
    }, this.#limits.gather).unref()
  }

  closeAll(code: number, reason: string): void {
    for (const connection of [...this.connections]) this.close(connection, code, reason)
  }
}

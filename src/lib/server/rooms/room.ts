import { closeCodes } from '../../wire/close-codes.ts'
import type { LoggedMark, PageBatch, PageHead } from '../storage/page-log.ts'
import type { Connection } from './connection.ts'
import { framed, updateFrame } from './frames.ts'
import type { Change } from './guard.ts'
import type { Limits } from './limits.ts'
import { LossWatch } from './loss-watch.ts'
import type { OpenPage } from './open-page.ts'
import { Attendance } from './presence.ts'
import type { News } from './presence.ts'

/** An edit that is taken and not yet on disk. */
export interface Pending {
  from: Connection
  bytes: Uint8Array
  marks: LoggedMark[]
  authors: { episode: string; colleague: string }[]
  /** Episodes whose note was written in. */
  written: ReadonlySet<string>
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
    this.#pending.push({ from, bytes, marks, authors, written: change.written })
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
    this.#pass(done, owed)
    return done
  }

  /** One write a connection, and for all who only read the same bytes. Presence that waits goes along. */
  #pass(done: Pending[], owed: Set<Connection>): void {
    const edits = done.map(({ from, bytes }) => ({ from, frame: framed(updateFrame(bytes)) }))
    const authors = new Set(done.map(({ from }) => from))
    const presence = edits.length > 0 ? this.#gather() : null
    const shared = Buffer.concat([...edits.map(({ frame }) => frame), ...some(presence?.forAll)])
    for (const connection of edits.length > 0 ? [...this.connections] : owed) {
      const own = authors.has(connection) || presence?.concerns(connection.client) === true
      if (!own && !owed.has(connection)) {
        connection.pass(shared)
        continue
      }
      const others = edits.filter(({ from }) => from !== connection).map(({ frame }) => frame)
      const parts = own ? [...others, ...some(presence?.without(connection.client))] : [shared]
      if (owed.has(connection)) parts.push(connection.saved(this.page.index.next(connection.client)))
      connection.pass(Buffer.concat(parts))
    }
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
      const { concerns, forAll, without } = this.#gather()
      for (const connection of [...this.connections]) {
        const message = concerns(connection.client) ? without(connection.client) : forAll
        if (message) connection.pass(message)
      }
    }, this.#limits.gather).unref()
  }

  #gather(): News {
    if (this.#gathering) clearTimeout(this.#gathering)
    this.#gathering = null
    return this.attendance.gather()
  }

  closeAll(code: number, reason: string): void {
    for (const connection of [...this.connections]) this.close(connection, code, reason)
  }
}

const some = <T>(value: T | null | undefined): T[] => (value ? [value] : [])

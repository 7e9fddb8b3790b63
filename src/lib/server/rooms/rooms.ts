import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as after } from 'node:timers/promises'
import { shortName } from '../../reablement/colleague.ts'
import { noteText } from '../../page/note.ts'
import type { PresentColleague } from '../../page/presence.ts'
import { noteRoot } from '../../page/roots.ts'
import type { HuddleState, PageDamage } from '../../reablement/huddle.ts'
import type { Marks, MarkStamp } from '../../reablement/marks.ts'
import { Problem } from '../../reablement/problem.ts'
import type { SealedNote } from '../../reablement/record.ts'
import { closeCodes } from '../../wire/close-codes.ts'
import type { PageAddress } from '../../wire/page-messages.ts'
import { may } from '../access/may.ts'
import type { Session } from '../access/sessions.ts'
import type { Desk } from '../storage/desk.ts'
import { isCorrupt, PageDamaged, PageLog } from '../storage/page-log.ts'
import type { PageHead } from '../storage/page-log.ts'
import { marksSetOn } from '../storage/page-people.ts'
import { Clients } from './clients.ts'
import { Committer } from './committer.ts'
import type { Connection } from './connection.ts'
import { Door } from './door.ts'
import { standardLimits } from './limits.ts'
import type { Limits } from './limits.ts'
import { OpenPage } from './open-page.ts'
import { Pace } from './pace.ts'
import { PageFacts } from './page-facts.ts'
import { Receiver } from './receive.ts'
import { Room } from './room.ts'
import { sealedNotes } from './sealed-note.ts'

export interface RoomsParts {
  desk: Desk
  /** The session as it is now, or null when it has ended. */
  session: (id: string) => Session | null
  /** A team's short name, "Care tech". */
  teamShort: (code: string) => string
  log: Record<'info' | 'warn' | 'error', (facts: object, words: string) => void>
  /** A mark is on disk. */
  onMark: (huddle: string, stamp: MarkStamp) => void
  /** What somebody wrote in a note is on disk. */
  onWritten?: (huddle: string, episode: string) => void
  /** The person behind a session did something on a page; at most every ten seconds. */
  onTouch: (sessionId: string) => void
  limits?: Partial<Limits>
}

/** How often a person is reported active, in milliseconds. */
const touchEvery = 10_000

/** The pages people have open: lets them in, takes their edits, and keeps the promise that seen means saved. */
export class Rooms {
  readonly #parts: RoomsParts
  readonly #limits: Limits
  readonly #log: PageLog
  readonly #clients: Clients
  readonly #facts: PageFacts
  readonly #pace: Pace
  readonly #committer: Committer
  readonly #receiver: Receiver
  readonly #rooms = new Map<string, Room>()
  readonly #door: Door
  readonly #ticking: NodeJS.Timeout
  #second = 0

  constructor(parts: RoomsParts) {
    this.#parts = parts
    this.#limits = { ...standardLimits, ...parts.limits }
    this.#log = new PageLog(parts.desk.storage)
    this.#clients = new Clients(parts.desk)
    this.#facts = new PageFacts(parts.desk.storage)
    this.#pace = new Pace(this.#limits)
    this.#committer = new Committer({
      log: this.#log,
      limits: this.#limits,
      clock: () => this.#now(),
      committed: (room, head, at) => this.#committed(room, head, at),
      failed: (room, error) => this.#notWritten(room, error),
    })
    this.#receiver = new Receiver({
      ...parts,
      limits: this.#limits,
      pace: this.#pace,
      committer: this.#committer,
      knows: this.#facts.knows,
      active: (connection, now) => this.#touch(connection, now),
    })
    this.#door = new Door({
      limits: this.#limits,
      facts: this.#facts,
      clients: this.#clients,
      pace: this.#pace,
      committer: this.#committer,
      receiver: this.#receiver,
      open: (huddle, epoch) => this.#open(huddle, epoch),
      log: parts.log,
    })
    this.#ticking = setInterval(() => this.#tick(), 1000)
    this.#ticking.unref()
  }

  #now(): string {
    return this.#parts.desk.clock().toISOString()
  }

  /** Where this session finds a huddle's page, and the Yjs client id it writes as: a fresh one every time. */
  address(session: Session, huddle: { id: string; epoch: number; state: HuddleState }): PageAddress {
    const damaged = this.damageOf(huddle.id)
    const writes =
      huddle.state !== 'closed' &&
      may(session.colleague, 'write page', { kind: 'page', id: huddle.id }) &&
      damaged === null
    return {
      address: `/page/${huddle.id}/${String(huddle.epoch)}`,
      client: this.#clients.give(session, huddle.id),
      access: writes ? 'write' : 'read',
      huddle: huddle.id,
      epoch: huddle.epoch,
      ...(damaged ? { damaged } : {}),
    }
  }

  /**
   * Takes over a websocket's upgrade on `/page/…`. The caller has checked its origin and found its session.
   * Who is not let in is told why by a close code: an HTTP status would make standard clients try for ever.
   */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, session: Session | null): void {
    this.#door.upgrade(request, socket, head, session)
  }

  /** The room of a page; of a damaged one, with what can be trusted of it. Throws PageDamaged when nothing can. */
  #open(huddle: string, epoch?: number): Room {
    const known = this.#rooms.get(huddle)
    if (known && (epoch === undefined || known.epoch === epoch)) return known
    known?.discard()
    known?.closeAll(closeCodes.pageGone, 'the page has been replaced')
    const page = this.#read(huddle)
    const parts = { limits: this.#limits, clock: Date.now, now: performance.now() }
    const room = new Room(page, epoch ?? this.#facts.page(huddle)?.epoch ?? 1, parts)
    this.#rooms.set(huddle, room)
    return room
  }

  #read(huddle: string): OpenPage {
    try {
      return OpenPage.open(huddle, this.#log)
    } catch (error) {
      if (isCorrupt(error)) throw new PageDamaged(huddle, error.message)
      if (!(error instanceof PageDamaged)) throw error
      const page = OpenPage.before(error)
      const facts = { huddle, error, reason: error.message }
      this.#parts.log.error(facts, 'a page is damaged: what came before the damage can be read')
      return page
    }
  }

  /** Somebody who could not write there should know before they type. */
  damageOf(huddle: string): PageDamage | null {
    try {
      return this.#open(huddle).page.damage ? 'part' : null
    } catch (error) {
      return error instanceof PageDamaged ? 'all' : null
    }
  }

  #committed(room: Room, head: PageHead | undefined, at: string): void {
    try {
      for (const { from, marks, written } of room.committed(head)) {
        for (const episode of written) this.#parts.onWritten?.(room.huddle, episode)
        const by = shortName(from.session.colleague.name)
        for (const { episode, key, value } of marks) {
          this.#parts.onMark(room.huddle, { episode, key, value, by, at })
        }
      }
    } catch (error) {
      this.#parts.log.error({ huddle: room.huddle, error }, 'a committed edit could not be passed on')
    }
    if (room.page.wantsSnapshot(this.#limits.compactAtLatest)) setImmediate(() => this.#compact(room))
  }

  #notWritten(room: Room, error: unknown): void {
    this.#parts.log.error(
      { huddle: room.huddle, error },
      'edits could not be written; their authors will send again',
    )
    try {
      room.rollBack(OpenPage.open(room.huddle, this.#log))
    } catch (worse) {
      this.#parts.log.error({ huddle: room.huddle, error: worse }, 'the page could not be read again')
      this.#forget(room, closeCodes.restart, 'trouble')
    }
  }

  /** One at a time: whoever writes next waits for one snapshot at most. */
  #compactOne(): void {
    if (!this.quiet) return
    const due = [...this.#rooms.values()].find(
      ({ held, page }) => !held && page.wantsSnapshot(this.#limits.compactAfter),
    )
    if (due) this.#compact(due)
  }

  /** So that the next start reads snapshots instead of a morning's edits; not for longer than people can wait. */
  #compactAll(rooms: Room[]): void {
    const until = performance.now() + this.#limits.lastSnapshots
    for (const room of rooms) {
      if (performance.now() < until && room.page.wantsSnapshot(this.#limits.compactLast)) this.#compact(room)
    }
  }

  #compact(room: Room): void {
    if (room.hasPending || room.page.logged === 0) return
    try {
      room.page.compact(this.#log, this.#now())
    } catch (error) {
      this.#parts.log.error({ huddle: room.huddle, error }, 'no snapshot was made; the edits stay')
    }
  }

  #touch(connection: Connection, now: number): void {
    if (now - connection.touchedAt < touchEvery) return
    connection.touchedAt = now
    try {
      this.#parts.onTouch(connection.session.id)
    } catch (error) {
      this.#parts.log.warn({ error }, 'a session could not be touched')
    }
  }

  #forget(room: Room, code: number, reason: string): void {
    if (this.#rooms.get(room.huddle) === room) this.#rooms.delete(room.huddle)
    room.closeAll(code, reason)
  }

  /** Everybody's marks on a page, from everything committed that can be trusted; none on a page there is not. Throws PageDamaged when nothing can. */
  marks(huddle: string): Map<string, Marks> {
    return this.#facts.page(huddle) ? this.#onDisk(huddle).marks() : new Map<string, Marks>()
  }

  /** The page as it stands, for a first paint: one Yjs update of everything committed that can be trusted. Throws PageDamaged when nothing can. */
  whole(huddle: string): Uint8Array {
    return new Uint8Array(this.#onDisk(huddle).encoded())
  }

  /** One person's note on a page, as it is on disk. Throws PageDamaged when nothing can be trusted. */
  note(huddle: string, episode: string): string {
    if (!this.#facts.page(huddle)) return ''
    const doc = this.#onDisk(huddle).document()
    // Asking for a root makes it: reading must leave the page as it is.
    return doc.share.has(noteRoot(episode)) ? noteText(doc, episode) : ''
  }

  /** Who is in somebody's note just now. */
  writers(huddle: string, episode: string): PresentColleague[] {
    return this.#rooms.get(huddle)?.attendance.inRow(episode) ?? []
  }

  /** Who last set each mark of a page that is set, and when. `by` is a short name. */
  stamps(huddle: string): MarkStamp[] {
    return marksSetOn(this.#parts.desk.storage, huddle)
      .filter(({ value }) => value !== '')
      .map((stamp) => ({ ...stamp, by: shortName(stamp.by) }))
  }

  /** The page without what is not committed: from the disk when another process keeps that from being written now. */
  #onDisk(huddle: string): OpenPage {
    const room = this.#open(huddle)
    if (!room.hasPending || this.#committer.flush() === 'done') return this.#open(huddle).page
    return OpenPage.open(huddle, this.#log)
  }

  /** The room once everything in it is on disk. While another process writes it waits, and nobody with it. */
  async #settled(huddle: string): Promise<Room> {
    const until = performance.now() + this.#limits.settle
    while (this.#open(huddle).hasPending) {
      const flushed = this.#committer.flush()
      if (flushed === 'done') break
      if (flushed === 'failed' || performance.now() > until) throw new Error('edits could not be written')
      await after(this.#limits.busyPause)
    }
    return this.#open(huddle)
  }

  /**
   * Seals a page around `work`, which writes the huddle's record: no edit is taken meanwhile. When `work` throws,
   * the page goes on as if nothing had been; else everybody on it is sent to the next page. Of a damaged page `work`
   * gets what can be trusted, and its rows stay as they are.
   */
  async whileSealed<T>(
    huddle: string,
    work: (notes: SealedNote[], damage: PageDamage | null) => Promise<T>,
  ): Promise<T> {
    if (!this.#facts.page(huddle)) return work([], null)
    if (this.damageOf(huddle) === 'all') return work([], 'all')
    const room = await this.#settled(huddle)
    const damage = room.page.damage ? 'part' : null
    if (room.held) throw new Problem('wrong-state', { detail: 'The huddle is being closed.' })
    room.held = []
    try {
      const done = await work(sealedNotes(room.page, this.#parts.desk.storage), damage)
      if (!damage) this.#compact(room)
      this.#forget(room, closeCodes.pageGone, 'the page is sealed')
      return done
    } catch (error) {
      this.#receiver.release(room)
      throw error
    }
  }

  /** A session has ended: its sockets close now, and nothing they still send is looked at. */
  cutOff(sessionId: string): void {
    for (const room of this.#rooms.values()) {
      for (const connection of [...room.connections]) {
        if (connection.session.id === sessionId) room.close(connection, closeCodes.signedOut, 'signed out')
      }
    }
  }

  /** Nobody is writing on any page just now: a moment for what can be done at any time. */
  get quiet(): boolean {
    return this.#committer.quiet
  }

  #tick(): void {
    this.#second += 1
    const now = performance.now()
    this.#compactOne()
    for (const room of [...this.#rooms.values()]) {
      for (const connection of [...room.connections]) connection.tend(this.#second)
      if (room.connections.size > 0) room.usedAt = now
      if (now - room.usedAt > this.#limits.idle && !room.hasPending && !room.held)
        this.#rooms.delete(room.huddle)
    }
    if (this.#second % 60 === 0) this.#pace.tidy(now)
  }

  /** Takes no more, writes what waits, and asks everybody to come back. */
  async close(): Promise<void> {
    this.#door.shut()
    clearInterval(this.#ticking)
    this.#committer.finish()
    const open = [...this.#rooms.values()]
    for (const room of open) this.#forget(room, closeCodes.restart, 'restart')
    this.#compactAll(open)
    // One turn for the goodbyes to leave; sockets that do not answer end with the process.
    await after(50)
  }
}

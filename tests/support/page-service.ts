import { desc, eq } from 'drizzle-orm'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '#lib/reablement/colleague.ts'
import type { MarkStamp } from '#lib/reablement/marks.ts'
import type { Session } from '#lib/server/access/sessions.ts'
import type { Limits } from '#lib/server/rooms/limits.ts'
import { Rooms } from '#lib/server/rooms/rooms.ts'
import type { PageAddress } from '#lib/wire/page-messages.ts'
import { openStorage } from '#lib/server/storage/open.ts'
import type { Storage } from '#lib/server/storage/open.ts'
import { colleague, episode, huddle, person, team } from '#lib/server/storage/schema.ts'

/** The one huddle of a page service, and its two episodes. */
export const theHuddle = { id: 'h1', epoch: 1, state: 'preparing' } as const
export const episodes = ['e1', 'e2'] as const

/** A real room server on real SQLite and real sockets; only the sessions are invented. */
export class PageService {
  readonly folder = mkdtempSync(join(tmpdir(), 'perch-page-'))
  readonly sessions = new Map<string, Session>()
  /** Whose cookie a browser would send, by the client id it writes as. */
  readonly #cookies = new Map<string, string>()
  readonly stamps: MarkStamp[] = []
  readonly touched: string[] = []
  readonly logged: { facts: object; words: string }[] = []
  storage: Storage
  rooms: Rooms
  readonly #limits: Partial<Limits>
  readonly #server: Server

  private constructor(limits: Partial<Limits>) {
    this.#limits = limits
    this.storage = openStorage(this.file)
    seed(this.storage)
    this.rooms = this.#makeRooms()
    this.#server = createServer()
    this.#server.on('upgrade', (request, socket, head) => {
      const asked = new URL(request.url ?? '', 'http://x').searchParams
      const session = asked.get('session') ?? this.#cookies.get(asked.get('client') ?? '') ?? ''
      this.rooms.upgrade(request, socket, head, this.sessions.get(session) ?? null)
    })
  }

  static async start(limits: Partial<Limits> = {}): Promise<PageService> {
    const service = new PageService(limits)
    await new Promise<void>((resolve) => service.#server.listen(0, '127.0.0.1', resolve))
    return service
  }

  get file(): string {
    return join(this.folder, 'perch.db')
  }

  get origin(): string {
    return `ws://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`
  }

  #makeRooms(): Rooms {
    const log = (facts: object, words: string) => void this.logged.push({ facts, words })
    return new Rooms({
      desk: { storage: this.storage, clock: () => new Date() },
      session: (id) => this.sessions.get(id) ?? null,
      teamShort: (code) => (code === 'CT' ? 'Care tech' : 'Therapy'),
      log: { info: log, warn: log, error: log },
      onMark: (_huddle, stamp) => this.stamps.push(stamp),
      onTouch: (id) => this.touched.push(id),
      limits: this.#limits,
    })
  }

  /** What `GET /page` answers a browser with this session's cookie. */
  addressFor(session: Session): PageAddress {
    const page = this.storage.select().from(huddle).orderBy(desc(huddle.date)).get()
    if (!page) throw new Error('no page')
    const address = this.rooms.address(session, page)
    this.#cookies.set(String(address.client), session.id)
    return address
  }

  /** The next huddle's page, as opens when one closes. */
  nextHuddle(): void {
    this.storage.insert(huddle).values({ id: 'h2', date: '2026-11-24', state: 'preparing' }).run()
  }

  /** A signed-in colleague. Known by name: the same name is the same colleague. */
  signIn(name: string, role: Role = 'colleague', teamCode = 'OT'): Session {
    const id = name.toLowerCase().replaceAll(' ', '-')
    const row = {
      id,
      name,
      email: `${id}@example.org`,
      jobTitle: 'Therapist',
      team: teamCode,
      role,
      passwordHash: '',
    }
    this.storage.insert(colleague).values(row).onConflictDoNothing().run()
    const { jobTitle } = row
    const session = {
      id: `s-${String(this.sessions.size)}-${id}`,
      colleague: { id, name, jobTitle, team: teamCode, role },
      endsAt: '2999-01-01T00:00:00Z',
    }
    this.sessions.set(session.id, session)
    return session
  }

  setHuddle(change: { state?: 'preparing' | 'live' | 'closed'; epoch?: number }): void {
    this.storage.update(huddle).set(change).where(eq(huddle.id, theHuddle.id)).run()
  }

  /** Edits on disk, seen through a connection of its own. */
  editsOnDisk(): number {
    const other = openStorage(this.file)
    const found = other.$client.prepare('SELECT count(*) AS n FROM page_edit').get() as { n: number }
    other.$client.close()
    return found.n
  }

  /** A new process on the same file, as far as the rooms can tell. Nothing is closed politely before. */
  async restart(): Promise<void> {
    await this.rooms.close()
    this.storage.$client.close()
    this.storage = openStorage(this.file)
    this.rooms = this.#makeRooms()
  }

  async stop(): Promise<void> {
    await this.rooms.close()
    this.#server.closeAllConnections()
    this.#server.close()
    this.storage.$client.close()
    rmSync(this.folder, { recursive: true })
  }
}

function seed(storage: Storage): void {
  const teams = [
    { code: 'OT', name: 'Occupational therapy', short: 'Therapy', position: 1 },
    { code: 'CT', name: 'Care technology', short: 'Care tech', position: 2 },
  ]
  storage.insert(team).values(teams).run()
  for (const id of episodes) {
    const named = { reference: id, forename: 'Kamla', surname: 'Chauhan', birthDate: '1940-01-01' }
    storage
      .insert(person)
      .values({ id: `p-${id}`, ...named })
      .run()
    const facts = {
      kind: 'reablement',
      state: 'active',
      start: '2026-11-01',
      arrivedAt: '2026-11-01T09:00:00Z',
    } as const
    storage
      .insert(episode)
      .values({ id, person: `p-${id}`, ...facts })
      .run()
  }
  storage.insert(huddle).values({ id: theHuddle.id, date: '2026-11-23', state: 'preparing' }).run()
}

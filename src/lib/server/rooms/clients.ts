import { randomInt } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Session } from '../access/sessions.ts'
import type { Desk } from '../storage/desk.ts'
import { withoutWaiting } from '../storage/open.ts'
import { pageClient } from '../storage/page-schema.ts'

function prepareOwner({ storage }: Desk) {
  return storage
    .select({ colleague: pageClient.colleague })
    .from(pageClient)
    .where(
      and(eq(pageClient.huddle, sql.placeholder('huddle')), eq(pageClient.client, sql.placeholder('client'))),
    )
    .prepare()
}

/** The Yjs client ids the server has given out: nobody writes under an id that is not theirs. */
export class Clients {
  readonly #desk: Desk
  readonly #owner: ReturnType<typeof prepareOwner>
  /** Given out while nothing could be written, so that people could go on reading; by page and id, whose they are. */
  readonly #unwritten = new Map<string, string>()

  constructor(desk: Desk) {
    this.#desk = desk
    this.#owner = prepareOwner(desk)
  }

  /** A random id nobody has on this page, kept as this session's. */
  give(session: Session, huddle: string): number {
    const client = this.#unused(huddle)
    const at = this.#desk.clock().toISOString()
    const row = { huddle, client, session: session.id, colleague: session.colleague.id, at }
    try {
      withoutWaiting(this.#desk.storage, () => this.#desk.storage.insert(pageClient).values(row).run())
    } catch {
      this.#unwritten.set(nameOf(huddle, client), session.colleague.id)
    }
    return client
  }

  /** Does this id belong to this colleague? It outlives a session: what was typed before signing in again is theirs. */
  isOf(huddle: string, client: number, colleague: string): boolean {
    return this.#ownerOf(huddle, client) === colleague
  }

  #unused(huddle: string): number {
    for (;;) {
      const client = randomInt(1, 2 ** 31)
      if (this.#ownerOf(huddle, client) === null) return client
    }
  }

  #ownerOf(huddle: string, client: number): string | null {
    const row = this.#owner.get({ huddle, client })
    return row?.colleague ?? this.#unwritten.get(nameOf(huddle, client)) ?? null
  }
}

const nameOf = (huddle: string, client: number): string => `${huddle}/${String(client)}`

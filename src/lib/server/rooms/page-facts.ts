import { eq, sql } from 'drizzle-orm'
import type { HuddleState } from '../../reablement/huddle.ts'
import type { Storage } from '../storage/open.ts'
import { episode, huddle } from '../storage/schema.ts'

function prepare(storage: Storage) {
  const id = sql.placeholder('id')
  return {
    episode: storage.select({ id: episode.id }).from(episode).where(eq(episode.id, id)).prepare(),
    page: storage
      .select({ epoch: huddle.epoch, state: huddle.state })
      .from(huddle)
      .where(eq(huddle.id, id))
      .prepare(),
  }
}

/** What the rooms ask of the rest of the service's data. */
export class PageFacts {
  readonly #sql: ReturnType<typeof prepare>
  /** Episodes are never taken away while a page may name them. */
  readonly #episodes = new Set<string>()

  constructor(storage: Storage) {
    this.#sql = prepare(storage)
  }

  /** Is there such an episode? */
  knows = (id: string): boolean => {
    if (this.#episodes.has(id)) return true
    const row = this.#sql.episode.get({ id })
    if (row) this.#episodes.add(id)
    return row !== undefined
  }

  /** The page of a huddle: its epoch and whether the huddle is over; null when there is none. */
  page(id: string): { epoch: number; state: HuddleState } | null {
    return this.#sql.page.get({ id }) ?? null
  }
}

import { eq } from 'drizzle-orm'
import type { HuddleState } from '../../reablement/huddle.ts'
import type { Storage } from '../storage/open.ts'
import { episode, huddle } from '../storage/schema.ts'

/** What the rooms ask of the rest of the service's data. */
export class PageFacts {
  readonly #storage: Storage
  /** Episodes are never taken away while a page may name them. */
  readonly #episodes = new Set<string>()

  constructor(storage: Storage) {
    this.#storage = storage
  }

  /** Is there such an episode? */
  knows = (id: string): boolean => {
    if (this.#episodes.has(id)) return true
    const row = this.#storage.select({ id: episode.id }).from(episode).where(eq(episode.id, id)).get()
    if (row) this.#episodes.add(id)
    return row !== undefined
  }

  /** The page of a huddle: its epoch and whether the huddle is over; null when there is none. */
  page(id: string): { epoch: number; state: HuddleState } | null {
    const row = this.#storage
      .select({ epoch: huddle.epoch, state: huddle.state })
      .from(huddle)
      .where(eq(huddle.id, id))
      .get()
    return row ?? null
  }
}

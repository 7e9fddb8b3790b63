import type { Awareness } from 'y-protocols/awareness'
import type { Doc } from 'yjs'
import { whereabouts } from '../page/presence.ts'
import type { Presence } from '../page/presence.ts'

/** Somebody else who is in a person's row. */
export interface Writer {
  client: number
  /** Short name, "Dee K". */
  name: string
  team: string
  teamName: string
  /** Where their caret is in the note, or null. */
  at: number | null
}

/** Which clients' presences came, changed and went. */
export interface PresenceChange {
  added: number[]
  updated: number[]
  removed: number[]
}

/** Who else is in which row of one page. */
export class Writers {
  readonly #doc: Doc
  readonly #awareness: Awareness
  /** By client: the episode last seen there. */
  readonly #rows = new Map<number, string>()

  /** `moved` is told each episode whose writers changed. */
  constructor(doc: Doc, awareness: Awareness, moved: (episode: string) => void) {
    this.#doc = doc
    this.#awareness = awareness
    awareness.on('change', ({ added, updated, removed }: PresenceChange) => {
      const episodes = new Set([...added, ...updated, ...removed].flatMap((client) => this.#follow(client)))
      for (const episode of episodes) moved(episode)
    })
  }

  /** Where this client was and is now. */
  #follow(client: number): string[] {
    if (client === this.#doc.clientID) return []
    const before = this.#rows.get(client)
    const now = this.#find(client)?.episode
    if (now === undefined) this.#rows.delete(client)
    else this.#rows.set(client, now)
    return [before, now].filter((episode) => episode !== undefined)
  }

  #find(client: number) {
    const presence = this.#awareness.getStates().get(client) as Presence | undefined
    return presence ? whereabouts(this.#doc, presence) : null
  }

  in(episode: string): Writer[] {
    const found: Writer[] = []
    for (const [client, row] of this.#rows) {
      const { user } = (this.#awareness.getStates().get(client) ?? {}) as Presence
      if (row !== episode || !user) continue
      const { name, team, teamName } = user
      found.push({ client, name, team, teamName, at: this.#find(client)?.at ?? null })
    }
    return found
  }
}

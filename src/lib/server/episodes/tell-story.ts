import type { LocalDate } from '../../reablement/dates.ts'
import type { StoryKind } from '../../reablement/story-kinds.ts'
import { episodeEvent } from '../storage/course-schema.ts'
import { newId } from '../storage/id.ts'
import type { Transaction } from '../storage/open.ts'

/** One act about an episode, as its story tells it. */
export interface Told {
  episode: string
  /** The act’s instant, ISO UTC. */
  at: string
  /** null: the service itself, by a caseload file. */
  colleague: string | null
  kind: StoryKind
  /** The local day it is about. */
  on: LocalDate
  /** One sentence without a full stop: “Gone to hospital on Wed 25 Nov”. */
  words: string
  why?: string | null
}

/** Adds an act to the person’s story, in the act’s own transaction. What was told is never changed. */
export function tellStory(tx: Transaction, { why = null, ...told }: Told): void {
  tx.insert(episodeEvent)
    .values({ id: newId(), ...told, why })
    .run()
}

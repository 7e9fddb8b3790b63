import type { EpisodePage } from './episode-view.ts'
import type { LocalDate } from './dates.ts'
import type { KeptField, KeptRow } from './kept.ts'

/** Rows of one kind that are kept about the person, in words. */
export interface KeptRows {
  /** "What was measured for an item." */
  words: string
  rows: KeptField[][]
}

/** Everything that is kept about one person in one stay, to be printed for a subject access request. */
export interface StoryPaper extends EpisodePage {
  /** Instant, ISO UTC. */
  preparedAt: string
  preparedBy: string
  today: LocalDate
  /** Every field of the person and of this stay. */
  person: KeptRow
  stay: KeptRow
  kept: KeptRows[]
  /** What is kept about them and is not on this paper, in words. */
  notHere: string[]
  /** Their other stays: each has a story of its own. */
  otherStays: { episode: string; start: LocalDate }[]
  /** Photos that are kept with what was raised, oldest first: the print does not show them. */
  photos: { photo: string; at: string; words: string }[]
  /** Surnames of other people of the service that stand in what is free text. */
  othersNamed: string[]
}

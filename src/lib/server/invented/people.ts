import type { LocalDate } from '../../reablement/dates.ts'
import type { callPattern, episode, person } from '../storage/schema.ts'

/** What brought somebody here, as far as goals, notes and actions differ. */
export type Trouble = 'legs' | 'breath' | 'muddle' | 'stroke' | 'hand'

export type CallRow = typeof callPattern.$inferInsert

/** One of the caseload, with what the invented texts need to know. */
export interface InventedPerson {
  reference: string
  /** The episode’s id. */
  episode: string
  row: typeof person.$inferInsert
  stay: typeof episode.$inferInsert
  /** First call pattern first; the last is the file’s. */
  calls: CallRow[]
  /** Day of 42 on the first huddle’s day. */
  day: number
  trouble: Trouble
  /** "Kamla" */
  first: string
  words: { she: string; her: string }
  /** "son" */
  relation: string
}

/** The fifteen past huddles’ days, oldest first, and the first one ahead. */
export interface Calendar {
  firstDay: LocalDate
  past: readonly LocalDate[]
  /** When the last of them closed (milliseconds). */
  lastClose: number
  /** Nothing invented happens after this instant (milliseconds). */
  latest: number
}

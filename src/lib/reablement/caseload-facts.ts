import type { LocalDate } from './dates.ts'
import type { EpisodeKind } from './episode.ts'

/** What the file says of one person. null: the cell is empty or the file has no such column, so it says nothing. */
export interface CaseloadFacts {
  /** The file's reference, "RB27010": the same person in the next file. */
  reference: string
  forename: string
  surname: string
  knownAs: string | null
  sex: string | null
  born: LocalDate
  /** Ten digits; null is "not traced". */
  nhsNumber: string | null
  address: string | null
  postcode: string | null
  telephone: string | null
  kind: EpisodeKind
  start: LocalDate
  plannedEnd: LocalDate | null
  /** 1 to 8. */
  callsPerDay: number
  /** Of one call, 5 to 180. */
  minutes: number | null
  /** 1 or 2. */
  carers: number | null
  referralSource: string | null
  ward: string | null
  reason: string | null
  /** Referred, and nobody has said yes or no; null: they are on the caseload, or the file does not say. */
  status: 'referred' | null
  language: string | null
  interpreter: boolean | null
  livesAlone: boolean | null
  /** Fitted or not; never its code. */
  keySafe: boolean | null
  pets: boolean | null
  smokeAlarm: boolean | null
  coAlarm: boolean | null
  nextOfKin: string | null
  relationship: string | null
}

/** One good line of the file. */
export interface CaseloadRow extends CaseloadFacts {
  /** Its line in the file, the heading being line 1. */
  line: number
}

/** Something wrong with a line, in words for whoever made the file. `column` is the heading, '' for the whole line. */
export interface RowError {
  line: number
  column: string
  words: string
}

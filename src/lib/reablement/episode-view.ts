import type { ActionView } from './action.ts'
import type { LocalDate } from './dates.ts'
import type { EpisodeKind, Goal, Step } from './episode.ts'
import type { KeptNote } from './record.ts'

/** One row of the call pattern with what it changed. */
export interface CallsEntry {
  from: LocalDate
  perDay: number
  minutes: number
  carers: number
  /** null for the first. */
  step: Step | null
  why: string
  /** null: the caseload file said so. */
  changedBy: string | null
  /** In force on the board’s day. */
  now: boolean
}

/** What one past huddle’s record says of this person. */
export interface PastNote extends KeptNote {
  /** The huddle’s day. */
  date: LocalDate
}

/** Everything on a person’s page but their actions and today’s live note. null is not known. */
export interface EpisodeView {
  episode: string
  header: {
    /** What they are known as, and the surname: "Nan Mbeki". */
    name: string
    forename: string
    surname: string
    reference: string
    sex: string | null
    born: LocalDate
    age: number
    /** Ten digits; null is "not traced". */
    nhsNumber: string | null
    kind: EpisodeKind
    state: string
    start: LocalDate
    day: number
    lastFreeDay: LocalDate
    plannedEnd: LocalDate | null
    flags: string[]
    /** "home from LRI after hip fracture" */
    story: string
    missingSince: LocalDate | null
  }
  contact: { address: string | null; postcode: string | null; telephone: string | null }
  needs: { language: string | null; interpreter: boolean | null }
  /** Home and risks. Never a key-safe code: only whether one is fitted. */
  home: Record<'livesAlone' | 'keySafe' | 'pets' | 'smokeAlarm' | 'coAlarm', boolean | null>
  around: { nextOfKin: string | null; relationship: string | null }
  cameFrom: { source: string | null; ward: string | null; reason: string | null }
  goals: Goal[]
  /** Newest first. */
  calls: CallsEntry[]
  /** Newest first; days on which nothing was said are left out. */
  notes: PastNote[]
}

/** The whole of it but today’s live note. */
export interface EpisodePage extends EpisodeView {
  actions: ActionView[]
}

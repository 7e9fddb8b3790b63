import type { About } from './about.ts'
import type { ActionView } from './action.ts'
import type { CourseView } from './course-view.ts'
import type { ExportedStart } from './cld-start.ts'
import type { LocalDate } from './dates.ts'
import type { EpisodeKind, Goal, Step } from './episode.ts'
import type { MarkStamp } from './marks.ts'
import type { KeptNote } from './record.ts'
import type { StoryFacts } from './story-facts.ts'

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
    /** Day of 42 and the last day without a charge, by the clock of the six weeks. */
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
  /** As they describe it, in the national list’s words; null: not asked yet. */
  ethnicity: string | null
  /** Home and risks. Never a key-safe code: only whether one is fitted. */
  home: Record<'livesAlone' | 'keySafe' | 'pets' | 'smokeAlarm' | 'coAlarm', boolean | null>
  around: { nextOfKin: string | null; relationship: string | null }
  cameFrom: { source: string | null; ward: string | null; reason: string | null }
  /** From the referral on: where it stands, its clock and its hospital stays. */
  course: CourseView
  goals: Goal[]
  /** Newest first. */
  calls: CallsEntry[]
  /** Newest first; days on which nothing was said are left out. */
  notes: PastNote[]
  /** What matters, risks, needs, and what is in place. */
  about: About
  /** The start it went out with in Client Level Data: it is locked since. */
  exported: ExportedStart
  /** What the story is told of beside all this, the prompts of the six weeks, and whom they may be mixed up with. */
  told: StoryFacts
}

/** The whole of it but today’s live note. */
export interface EpisodePage extends EpisodeView {
  actions: ActionView[]
}

/** The page as it is loaded: with what the open huddle’s page says of them so far. */
export interface EpisodeSeen extends EpisodePage {
  stamps: MarkStamp[]
}

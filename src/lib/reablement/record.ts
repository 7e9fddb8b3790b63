import { z } from 'zod/mini'
import type { ActionState } from './action.ts'
import type { LocalDate } from './dates.ts'
import type { AgendaSection, PageDamage, PersonOutcome } from './huddle.ts'
import type { How, TeamMark } from './marks.ts'
import type { TeamCode } from './team.ts'

/** What can happen to an action while a huddle runs; the record keeps each, in this order. */
export const happenings = [
  'agreed',
  'accepted',
  'declined',
  're-dated',
  're-assigned',
  'escalated',
  'settled',
  'measured',
  'booked',
  'ordered',
  'delivered',
  'shown',
  'done',
  'collected',
] as const
export type Happening = (typeof happenings)[number]

/** What of a record an amendment can be about. A huddle's own parts are `attendance` and `other`. */
export const amendmentParts = ['note', 'outcome', 'actions', 'attendance', 'other'] as const
export type AmendmentPart = (typeof amendmentParts)[number]

export const amendmentPartWords: Record<AmendmentPart, string> = {
  note: 'note',
  outcome: 'outcome',
  actions: 'actions',
  attendance: 'attendance',
  other: 'anything else',
}

/** What a screen sends to correct a record; `episode` is null for the record as a whole. */
export const amendInput = z.object({
  date: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the day as 2026-11-25.')),
  episode: z.nullable(z.string().check(z.minLength(1), z.maxLength(40))),
  part: z.enum(amendmentParts),
  words: z.string().check(z.trim(), z.minLength(1, 'Say what is right instead.'), z.maxLength(1000)),
})
export type AmendInput = z.infer<typeof amendInput>

/** A correction as it stands under the part it amends. */
export interface Amendment {
  id: string
  /** null: the record as a whole. */
  episode: string | null
  part: AmendmentPart
  words: string
  /** The colleague's name. */
  by: string
  /** Instant, ISO UTC. */
  at: string
}

/** One thing a huddle did with an action. */
export interface Happened {
  what: Happening
  at: string
  /** The colleague's name. */
  by: string
  /** Before it was re-dated or re-assigned; null when that was not changed. An owner of '' was the team's queue. */
  was: { due: LocalDate | null; team: TeamCode | null; owner: string | null }
}

/** An action as a closed huddle left it, and where it stands on the day somebody reads. */
export interface RecordAction {
  id: string
  happened: Happened[]
  /** 'Grab rail, short × 2 · Bathroom' */
  line: string
  detail: string | null
  team: TeamCode
  /** The owner's name, or null: in the team's queue. */
  owner: string | null
  due: LocalDate
  /** At the close. */
  state: ActionState
  /** What had been said about it by the close: why declined, what was done. */
  note: string | null
  now: {
    state: ActionState
    team: TeamCode
    owner: string | null
    due: LocalDate
    note: string | null
    escalated: boolean
    settled: boolean
  }
}

/** What one huddle's page said of one person, as it is kept. */
export interface KeptNote {
  /** '' when nothing was written. */
  text: string
  how: How | null
  /** Full name of whoever last said how it is going. */
  howBy: string | null
  raised: string | null
  teams: Record<TeamCode, TeamMark>
  /** Full names of those who wrote in the note, first writer first. */
  authors: string[]
}

/** The same when the page was sealed. */
export interface SealedNote extends KeptNote {
  episode: string
}

/** What the record says of one person. */
export interface RecordPerson extends KeptNote {
  episode: string
  /** "Kamla Chauhan" */
  name: string
  reference: string
  /** Communication needs as they are known today, "Gujarati, interpreter"; '' for none known. */
  needs: string
  /** Day of 42 on the huddle's day. */
  day: number
  section: AgendaSection
  reasons: string[]
  outcome: PersonOutcome | null
  seconds: number
  /** The order of being reached, 1 first; null: never on the screen. */
  turn: number | null
  /** What the huddle committed to about them, and who said it last. */
  chips: { words: string; by: string; at: string }[]
  actions: RecordAction[]
  amendments: Amendment[]
}

/** Counted once, at the close. Of the actions: what happened to them at that huddle. */
export interface HuddleFigures {
  /** From start to close, without pauses. */
  seconds: number
  /** People whose turn was to come. */
  listed: number
  /** People something came of. */
  reached: number
  /** Listed and not reached. */
  carriedOver: number
  parked: number
  agreed: number
  accepted: number
  declined: number
  reDated: number
  /** Colleagues named as owners of what was agreed. */
  owners: number
  /** Colleagues who were there. */
  there: number
  teamsThere: number
  /** Of those there; the rest had Perch open, and nobody said how. null: it closed before these three were kept. */
  inRoom: number | null
  remote: number | null
  /** Codes of teams nobody of which was there at any time, in the service's order. */
  teamsMissing: TeamCode[] | null
  /** Seconds spent on people, by agenda section, and in the steps without a person (here, promises, silence, read-back). */
  secondsBySection: Partial<Record<string, number>>
}

/** The record of a closed huddle. Instants are ISO UTC, days local. */
export interface HuddleRecord {
  huddle: string
  date: LocalDate
  startedAt: string | null
  closedAt: string | null
  /** From start to close without pauses, rounded. */
  minutes: number
  /** Nobody closed it: the service did, the next morning. */
  notClosed: boolean
  chair: string | null
  /** The page was damaged when the huddle closed: notes may be missing (`part`), or none could be trusted (`all`). */
  pageDamage: PageDamage | null
  /** Who was there, by team in the teams' order. */
  there: { team: string; teamName: string; names: string[] }[]
  /** Names of teams nobody of which was there; null: it closed before that was kept. */
  missing: string[] | null
  /** As they were reached, then in the agenda's order; of the rest only those with a note, an outcome or an action. */
  people: RecordPerson[]
  /** How many of the rest are not listed. */
  others: number
  /** Of the record as a whole. */
  amendments: Amendment[]
  /** null: it closed before figures were kept. */
  figures: HuddleFigures | null
}

/** One closed huddle in the list. */
export interface RecordLine {
  huddle: string
  date: LocalDate
  /** Name of whoever chaired at the close. */
  chair: string | null
  /** From start to close without pauses, rounded. */
  minutes: number
  /** Nobody closed it: the service did, the next morning. */
  notClosed: boolean
  /** Of the actions agreed at it, done by now. */
  done: number
  figures: HuddleFigures | null
}

/** What came of a person, as the record says it. */
export const outcomeWords: Record<PersonOutcome, string> = {
  discussed: 'Discussed',
  'no change': 'No change',
  parked: 'To be discussed elsewhere',
  'not reached': 'Not reached',
}

import type { LeavingPlan, PersonChip } from './commitments.ts'
import type { LocalDate } from './dates.ts'
import type { Goal } from './episode.ts'
import type { How } from './marks.ts'
import type { Raise } from './raised.ts'
import type { Checklist } from './starter.ts'
import type { TeamCode } from './team.ts'

/** `preparing`: its page is open for pre-marks. `live`: the meeting is on. `closed`: its record is sealed. */
export const huddleStates = ['preparing', 'live', 'closed'] as const
export type HuddleState = (typeof huddleStates)[number]

/** What is damaged of a huddle's page on disk: `part`, and what came before it can be trusted, or `all` of it. */
export type PageDamage = 'part' | 'all'

/** `by itself`: nobody closed it by the next morning, so the service did; it reads "not closed". */
export type HowClosed = 'by a colleague' | 'by itself'

/** What came of a person in a huddle. */
export const personOutcomes = ['discussed', 'no change', 'parked', 'not reached'] as const
export type PersonOutcome = (typeof personOutcomes)[number]

/**
 * Agenda sections in the order of the script [seed]: yesterday's promises, new people, raised, leaving, the quick look at
 * quiet people, and everybody else, who have a turn only when somebody asks.
 */
export const agendaSections = ['promises', 'new', 'raised', 'leaving', 'quick look', 'rest'] as const
export type AgendaSection = (typeof agendaSections)[number]

/** The steps of a huddle, in the order of its script [seed]. The people have the agenda's sections. */
export const huddleSteps = ['here', 'promises', 'silence', 'people', 'read-back'] as const
export type HuddleStep = (typeof huddleSteps)[number]

/** How a colleague is there. */
export const attendanceModes = ['room', 'remote'] as const
export type AttendanceMode = (typeof attendanceModes)[number]

/** What can be said of a colleague while a huddle runs: how they are there, or that they have left again. */
export const attendanceWords = [...attendanceModes, 'left'] as const
export type AttendanceWord = (typeof attendanceWords)[number]

/** One person on a huddle's agenda. */
export interface AgendaItem {
  episode: string
  section: AgendaSection
  /** In words, most pressing first: "OT asked", "new", "late action", "day 21 review", "day 44". */
  reasons: string[]
  outcome: PersonOutcome | null
  /** Time spent on this person so far, whole seconds, by the server's clock. */
  seconds: number
  /** Nobody has looked at them for five working days: a person may not close the huddle without a look. Absent: no. */
  lookDue?: boolean
  /** Put on the agenda by hand while it runs. Absent: by rule. */
  added?: { /** Short, "Olu A". */ by: string; why: string }
  /** Only this team asks for them and nobody of it is there: the meeting passes them over. Absent: it does not. */
  waitsFor?: TeamCode
}

/** Whether the meeting comes to this person by itself; the rest are visited when somebody asks. */
export function isListed({ section }: Pick<AgendaItem, 'section'>): boolean {
  return section !== 'rest'
}

/** Whether → comes to this person: they are listed, and wait for no team that is not there. */
export function isWalked(item: Pick<AgendaItem, 'section' | 'waitsFor'>): boolean {
  return isListed(item) && item.waitsFor === undefined
}

/** A team that has nothing for anybody it has not marked. Not a mark: whatever it marks later counts. */
export interface TeamDone {
  team: TeamCode
  /** Who said so, short: "Priya S". */
  by: string
  /** ISO UTC. */
  at: string
}

/** A photo the chair has put on the shared screens: of which raise, and since when (ISO UTC). */
export interface ShownPhoto {
  raised: string
  at: string
}

/** The huddle's steering: one truth, kept by the server. Instants are ISO UTC. */
export interface Steering {
  huddle: string
  /** The working day it is for, YYYY-MM-DD. */
  date: string
  state: HuddleState
  chair: { id: string; name: string; team: TeamCode } | null
  /** Null unless it is live. */
  step: HuddleStep | null
  /** Since when; moved on by pauses. */
  stepSince: string | null
  /** When the silent minute is over; null before it has begun. */
  silenceUntil: string | null
  /** Yesterday's promises that wait for an answer: ids of actions, longest due first. */
  promises: string[]
  /** Whose turn it is, in the step of the people; null in every other. */
  current: string | null
  /** Since when; the clock on every screen counts from here, on top of the seconds booked before. Moved on by pauses. */
  currentSince: string | null
  startedAt: string | null
  /** Since when the clocks stand still; null while they run. */
  pausedAt: string | null
  /** Whole seconds of the pauses that are over. */
  pausedSeconds: number
  /** Since when the chair's connection is gone, once the room is asked who takes over; null while nobody is asked. */
  chairAwaySince: string | null
  agenda: AgendaItem[]
  /** Teams with nothing for the rest, first said first. The next huddle begins with none. */
  teamsDone: TeamDone[]
  /** Who has been in the room since the start. */
  attendance: {
    id: string
    name: string
    team: TeamCode
    /** Connected now. */
    here: boolean
    /** As they said, or somebody said of them; absent: nobody has. */
    mode?: AttendanceMode
    /** Since when they are gone again, ISO UTC; absent: they are there. */
    left?: string
  }[]
  /**
   * By team, while it runs: actions agreed for it at this or a former huddle while nobody of it was there, and which it
   * has neither accepted nor declined.
   */
  missed: Partial<Record<TeamCode, number>>
  /** On the shared screens now, beside whoever is talked about; absent: none is. */
  photo?: ShownPhoto
  /** Suggested seconds a person. */
  suggestedSeconds: number
  /** Seconds a person takes by section, learned from past huddles. */
  paces: Record<AgendaSection, number>
}

/** A person as the shared screen may show them: no surname, birth date, number, address or phone. */
export interface HuddlePerson {
  episode: string
  /** First (or preferred) name and initial: "Kamla C"; where two are alike with more: "Kamla C, LE4". */
  shown: string
  /** Postcode district: "LE4". */
  district: string
  /** Day of 42 by the clock of the six weeks, or null before the first visit. */
  day: number | null
  /** What stands beside it (`besideDay`): 'extended until Fri 15 Jan', 'the clock stands still'. Absent: nothing. */
  besideDay?: string
  calls: { perDay: number; was: number | null; carers: number } | null
  /** "Gujarati, interpreter", "lives alone". */
  flags: string[]
  /** "home from LRI after hip fracture" */
  story: string
  goals: Omit<Goal, 'id'>[]
  lastHow: How | null
  /** One line about the last huddle, or null. */
  last: string | null
  /** The end that is planned: as a huddle said, else as the file has it. */
  plannedEnd: LocalDate | null
  /** Calls a day from tomorrow on, when that is another number than today's. */
  coming: number | null
  inHospital: boolean
  /** What the huddle that is open committed to about them. */
  chips: PersonChip[]
  leaving: LeavingPlan
  starter: Checklist
  /** What came since the last huddle, and whether it was shown: 'Perching stool: delivered Fri 20 Nov, not shown'. */
  arrived?: string[]
  /** What colleagues who are not in the meeting raised about them, oldest first; absent: nothing. Never on a shared screen. */
  raises?: Raise[]
}

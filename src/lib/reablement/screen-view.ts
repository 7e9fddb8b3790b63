import type { ActionView } from './action.ts'
import type { TeamThere } from './attendance.ts'
import type { LocalDate } from './dates.ts'
import type { FramePrompt } from './frame.ts'
import type { AgendaSection, HuddlePerson, PageDamage, PersonOutcome } from './huddle.ts'
import type { How } from './marks.ts'
import { secondsSince, standing } from './meeting-time.ts'
import type { AskedFor } from './silence.ts'
import type { TeamProgress } from './premark.ts'
import type { Progress } from './progress.ts'
import type { TeamCode } from './team.ts'

/**
 * All a shared screen ever gets: what the room is to see just now, and nothing of anybody else. Built on the server,
 * with free text gone through `PrivateWords`. People are named as they are shown and have no ids here.
 */
export interface ScreenView {
  /** Of the protocol: a screen that speaks another loads itself again. */
  version: number
  /** The server's clock when this was made; clocks count from it. */
  at: string
  service: string
  /** The huddle's day. */
  date: LocalDate
  /** The server's day. */
  today: LocalDate
  /** Short, "Priya S". */
  chair: string | null
  /** The chair's connection is gone, and the room is asked. */
  chairAway: boolean
  /** null: no huddle runs. */
  clock: ScreenClock | null
  /** Colleagues with Perch open, by short name. */
  here: { name: string; team: TeamCode }[]
  /** The service's teams in their order. */
  teams: { code: TeamCode; name: string }[]
  /** How each team is there, in that order; none while no huddle runs. */
  teamsThere: TeamThere[]
  damage: PageDamage | null
  /** When somebody last steered, or the server started: idle screens go dark. */
  movedAt: string
  stage: ScreenStage
}

export type ScreenStage =
  | {
      kind: 'waiting'
      /** "about 34 minutes" */
      length: string
      sections: { section: AgendaSection; count: number }[]
      agenda: { shown: string; reason: string }[]
      /** How far each team is with its marks, in the service's order of teams. */
      teams: TeamProgress[]
    }
  | {
      kind: 'turn'
      progress: Progress
      rail: ScreenLine[]
      /** How many nobody has anything about. */
      quiet: number
      person: ScreenPerson
    }
  | {
      kind: 'quick look'
      progress: Progress
      /** How many stand before the first of these, and how many are in the whole quick look. */
      before: number
      of: number
      tiles: ScreenTile[]
    }
  | {
      kind: 'read-back'
      progress: Progress
      /** On the agenda, with no outcome yet. */
      open: { shown: string; reasons: string[] }[]
      actions: ScreenAction[]
    }
  | { kind: 'here'; teams: ScreenTeam[] }
  /** Yesterday's promises that wait for an answer. */
  | { kind: 'promises'; actions: ScreenAction[] }
  | {
      kind: 'silence'
      /** When it is over. */
      until: string | null
      /** How many people each team has marked, and whether it has nothing for the rest. */
      marked: { code: TeamCode; name: string; count: number; done: boolean }[]
      /** What it leaves to talk about, disagreements first; shown when it is over. */
      asked: ScreenAsked[]
    }
  | { kind: 'closed'; at: string; people: number; actions: number }

/** Who of a team is there, by short name. */
export interface ScreenTeam {
  code: TeamCode
  name: string
  room: string[]
  remote: string[]
  /** Connected, and nobody said how. */
  online: string[]
  /** How many asks wait for it. */
  asks: number
}

/** Somebody a team asks for after the silent minute. */
export type ScreenAsked = Pick<AskedFor, 'asks' | 'against' | 'turned'> & { shown: string }

/** The clocks of the huddle. While it is paused they all stand at `pausedAt`. */
export interface ScreenClock {
  /** From when whoever is talked about counts, and what is suggested for them; null at the read-back. */
  person: { from: string; suggestedSeconds: number } | null
  /** The same of a step without a person; null at the people. */
  step: { from: string; suggestedSeconds: number } | null
  /** From when the whole counts. */
  wholeFrom: string
  pausedAt: string | null
  /** Of a step without a person: since when it runs, and what it should take; null at the people. */
  stepTime: { from: string; seconds: number } | null
  /** Seconds for everybody whose turn is still to come, and for the steps after this one. */
  othersSeconds: number
}

/** One line of the agenda beside the person. */
export interface ScreenLine {
  shown: string
  reason: string
  outcome: PersonOutcome | null
  /** Actions agreed for them today. */
  agreed: number
  isNow: boolean
}

/** One of the twelve quiet people looked at together. */
export type ScreenTile = Pick<HuddlePerson, 'shown' | 'day' | 'besideDay' | 'calls' | 'lastHow' | 'last'> & {
  how: How | null
  reason: string
  outcome: PersonOutcome | null
  isNow: boolean
}

/** Whoever is talked about. */
export type ScreenPerson = Pick<
  HuddlePerson,
  'shown' | 'district' | 'day' | 'besideDay' | 'calls' | 'flags' | 'story' | 'goals' | 'lastHow' | 'last'
> & {
  how: How | null
  reasons: string[]
  raised: string
  note: string
  /** What this huddle committed to about them, in words. */
  chips: string[]
  /** Of somebody raised: what their turn settles, and what of it is said. */
  frame: FramePrompt[] | null
  /** The photo the chair shows, with what was raised; a screen fetches it by its own session. `at`: since when. */
  photo: { at: string; words: string } | null
  /** What came since the last huddle, in words. */
  arrived: string[]
  /** Who is in the note now. */
  writers: { name: string; teamName: string }[]
  agreed: ScreenAction[]
  before: ScreenAction[]
}

/** An agreed action as the room reads it. */
export type ScreenAction = Pick<
  ActionView,
  'team' | 'title' | 'quantity' | 'room' | 'detail' | 'due' | 'state' | 'lastNote' | 'urgent'
> & {
  /** For whom, as shown. */
  shown: string
  /** Short name; null: the team's queue. */
  owner: { name: string } | null
  /** Of a promise: why it is one, in words. */
  why?: string
}

/**
 * When the last turn and step would be over, in milliseconds, when everything takes the time it takes here. In a pause
 * it moves on with the clock (`now`, the server's milliseconds); else it stands while a turn or a step is in time.
 */
export function projectedEnd(
  { person, stepTime, othersSeconds, pausedAt }: ScreenClock,
  now: number,
): number {
  const left = (from: string, seconds: number) =>
    Math.max(0, seconds - secondsSince(from, standing({ pausedAt }, now)))
  const turn = person ? left(person.from, person.suggestedSeconds) : 0
  const step = stepTime ? left(stepTime.from, stepTime.seconds) : 0
  return now + (othersSeconds + turn + step) * 1000
}

/** How long a screen stays lit when nobody steers and no huddle runs, in milliseconds. [choice] */
export const litFor = 10 * 60_000

/**
 * Does a screen go dark? Never while a huddle runs; else when nobody has steered for a while and it was not switched
 * on meanwhile. `now` and `openedAt` (when the screen's page was opened) are the server's milliseconds.
 */
export function isDark(view: Pick<ScreenView, 'movedAt' | 'stage'>, openedAt: number, now: number): boolean {
  const { kind } = view.stage
  if (kind !== 'waiting' && kind !== 'closed') return false
  return now - Math.max(openedAt, Date.parse(view.movedAt)) >= litFor
}

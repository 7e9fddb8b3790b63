import type { ActionState } from './action.ts'
import type { ChipKind } from './commitments.ts'
import type { LocalDate } from './dates.ts'
import type { PromptOnDay } from './episode-clock.ts'
import type { HospitalStay } from './hospital-stays.ts'
import type { StepChanges } from './record-kept.ts'
import type { AmendmentPart } from './record.ts'
import type { StarterItem, StarterState } from './starter.ts'
import type { StoryKind } from './story-kinds.ts'
import type { TeamCode } from './team.ts'
import type { Telling } from './telling.ts'

/** Somebody on the board whose surname is the same as this person’s, or sounds like it. */
export interface Alike {
  episode: string
  /** "Kamla Chauhan" */
  name: string
  reference: string
  how: 'same surname' | 'sounds alike'
}

/** One step of one of their actions. Instants are ISO UTC, colleagues by full name. */
export interface StepTold {
  id: string
  action: string
  at: string
  who: string
  from: ActionState | null
  to: ActionState
  act: string | null
  note: string | null
  changes: StepChanges
}

/** An act about the episode, in the words of the moment it was done. */
export interface EventTold {
  id: string
  at: string
  on: LocalDate
  kind: StoryKind
  words: string
  why: string | null
  /** null: the service itself, by a caseload file. */
  who: string | null
}

/** What the story is told of beside notes, calls, goals and actions, which stand on the page in their own right. */
export interface StoryFacts {
  /** Oldest first. */
  steps: StepTold[]
  /** When an action had waited too long, and who was told. */
  waited: { action: string; telling: Telling; at: string }[]
  events: EventTold[]
  stays: (HospitalStay & { id: string; at: string; who: string | null })[]
  /** What huddles committed to; `on` is the huddle’s day. */
  chips: { on: LocalDate; kind: ChipKind; words: string; at: string; who: string }[]
  checks: { item: StarterItem; state: StarterState; at: string; who: string }[]
  /** Corrections of a sealed record, by the huddle’s day. */
  amendments: { id: string; date: LocalDate; part: AmendmentPart; words: string; at: string; who: string }[]
  /** When Perch first heard of the episode. */
  arrivedAt: string
  /** The local day it ended; null while it has not. */
  endedOn: LocalDate | null
  /** Each colleague’s team, by full name. */
  teamOf: Record<string, TeamCode>
  /** The days of the six weeks on which something is looked at. */
  prompts: PromptOnDay[]
  /** Nobody, once they are not on the board any more. */
  alike: Alike[]
}

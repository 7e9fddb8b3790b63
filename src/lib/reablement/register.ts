import type { ActionState, ActionView, DeclineReason } from './action.ts'
import type { ActionKind } from './catalogue.ts'
import type { LocalDate } from './dates.ts'
import type { Going } from './going-there.ts'
import type { StepChanges } from './record-kept.ts'
import type { Team, TeamCode } from './team.ts'
import type { TeamTime, Telling } from './telling.ts'

/** An action of the register with whom it is for. */
export interface RegisterRow extends ActionView {
  /** "Kamla Chauhan" */
  person: string
  reference: string
  agreedOn: LocalDate
  /** null while open. */
  endedOn: LocalDate | null
}

export interface RegisterFilters {
  team?: TeamCode | undefined
  state: 'open' | 'all' | 'escalated' | 'on loan' | ActionState
  due: 'any' | 'overdue' | 'today' | 'week'
  /** Date of the huddle it was agreed for. */
  huddle?: LocalDate | undefined
  /** Never in an address: it may be a person's name. */
  text: string
  page: number
}

/** The register at a glance, for the whole service. Months are calendar months in London, by the day something ended. */
export interface RegisterTiles {
  open: number
  overdue: number
  /** Median calendar days from agreed to done; null when nothing was done. */
  medianDays: { thisMonth: number | null; lastMonth: number | null }
  /** Done by the day promised: whole per cent of `of`, null when nothing was done this month. */
  onTime: { percent: number | null; of: number }
  /** Declined this month. */
  declined: number
}

/** Median calendar days from agreed to done, this month and last together. */
export interface KindBar {
  kind: ActionKind
  medianDays: number | null
  of: number
}

/** How often a team declined for one reason, by the day it did: calendar months in London. */
export interface DeclineCount {
  team: TeamCode
  reason: DeclineReason
  thisMonth: number
  lastMonth: number
}

/** One page of the register with the service's figures. */
export interface RegisterPage {
  filters: RegisterFilters
  rows: RegisterRow[]
  /** Rows on all pages together. */
  total: number
  pages: number
  /** Among the same team, huddle and text, whatever state and day are chosen. */
  counts: { open: number; overdue: number }
  tiles: RegisterTiles
  bars: KindBar[]
  declines: DeclineCount[]
}

/** One step of an action's story. `at` is an instant, ISO UTC. */
export interface ActionStep {
  id: string
  at: string
  who: string
  from: ActionState | null
  to: ActionState
  note: string | null
  /** null: no act was kept of it, and it is told by where it led. */
  act: string | null
  changes: StepChanges
}

export interface ActionStory {
  action: RegisterRow
  /** Oldest first. */
  steps: ActionStep[]
  /** When it had waited too long, and who was told, oldest first. */
  told: { telling: Telling; at: string }[]
}

/** A person's weight as somebody measured it. */
export interface LastWeight {
  /** In kg. */
  value: string
  /** Local day. */
  on: LocalDate
  /** The colleague's name. */
  by: string
}

/** One line of a team's list. Whoever goes there needs to know where it is. */
export interface TeamListRow extends RegisterRow {
  /** Postcode district, '' when unknown. */
  district: string
  address: string | null
  postcode: string | null
  telephone: string | null
  /** Agreed at its huddle while nobody of this team was there. */
  missed: boolean
  /** The person's last measured weight in kg, so that nobody asks again; null when nobody has measured. */
  weight: LastWeight | null
  /** An alarm calls somebody who cannot get in: they live alone, and no key safe is there or fitted since. */
  keySafeFirst: boolean
  /** Who is going to that person or street anyway, today or late. */
  going: Going[]
}

/** Somebody a team wanted to talk about in a huddle at which nobody of it was there: the next one has them again. */
export interface OwnAsk {
  episode: string
  /** "Kamla Chauhan" */
  person: string
  reference: string
  /** Day of the first huddle it waited at. */
  since: LocalDate
}

export interface TeamList {
  team: Team
  /** Still waiting first, then in hand, each by the day it is due. */
  open: TeamListRow[]
  /** On loan of people whose time with the service has ended, or (what is done with) ends within four days, by person. */
  loans: TeamListRow[]
  /** The last ones done, declined, cancelled or collected, newest first. */
  closed: TeamListRow[]
  /** Whom the team asked to talk about while nobody of it was there. */
  asks: OwnAsk[]
  /** What waits, in the whole service, for a sign-off the reader may give; on their own team's list. */
  toSign: RegisterRow[]
  /** How long something may wait here, and who leads. */
  time: TeamTime
  /** What waits so long that whoever leads was told, longest waiting first; null for a reader who is not told. */
  forLead: RegisterRow[] | null
  /** Why this team declined, how often. */
  declines: DeclineCount[]
}

/** What the last closed huddle agreed and nobody has answered yet. */
export interface CatchUp {
  date: LocalDate
  /** Instants, ISO UTC. */
  closedAt: string
  opensAt: string
  /** By the day they are due. */
  rows: RegisterRow[]
  /** What the reader sent for sign-off at it, and what came of it. */
  sent: RegisterRow[]
}

import type { ActionView } from './action.ts'
import type { ExitOutcome } from './commitments.ts'
import type { LocalDate } from './dates.ts'
import type { EpisodePage } from './episode-view.ts'
import type { HospitalStay } from './hospital-stays.ts'
import type { NationalOutcome } from './national-outcomes.ts'
import type { TeamCode } from './team.ts'
import { openWords } from './words-that-leave.ts'

/** A huddle at which something was said of the person. Instants are ISO UTC. */
export interface HuddleOut {
  date: LocalDate
  startedAt: string | null
  closedAt: string | null
  /** The name of whoever chaired at the close. */
  chair: string | null
}

/** How the episode ended. */
export interface Ended {
  on: LocalDate
  /** null: nobody kept one. */
  outcome: ExitOutcome | null
  /** The national outcome beneath it; null: none was chosen. */
  national: NationalOutcome | null
}

/** What of an episode’s page another record may get. What is added to the page leaves only when it is named here. */
export type PageOut = Pick<
  EpisodePage,
  | 'episode'
  | 'header'
  | 'contact'
  | 'needs'
  | 'about'
  | 'ethnicity'
  | 'home'
  | 'around'
  | 'cameFrom'
  | 'goals'
  | 'calls'
  | 'notes'
  | 'actions'
>

/** An episode with all that another record may get of it: plain facts, read at once. */
export interface EpisodeOut {
  page: PageOut
  ended: Ended | null
  /** Oldest first. */
  hospital: HospitalStay[]
  /** Of the days in `page.notes`; a day that is not here has no times. */
  huddles: HuddleOut[]
  /** The service's name. */
  service: string
  /** Names of the teams. */
  teams: Readonly<Record<TeamCode, string>>
}

/** Said of an action whose own words are kept back. */
export const keptTitle = 'Something agreed that stands in Perch only'

/**
 * What was agreed, as far as it leaves: an item of the catalogue by its name, so that a key safe can be asked for; a
 * plain task's own words without what is kept back, and so the room. [choice, as in docs/decisions/0021]
 */
export function titleOut({ item, title }: Pick<ActionView, 'item' | 'title'>): string {
  return (item === null ? openWords(title) : title) || keptTitle
}
